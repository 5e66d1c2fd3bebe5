// A page image in OpenSeadragon, with one outline on it. Not for the lit line of the act desk: that is
// drawn with the page.

const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

// The viewer would write a style for touch screens into the page, which the policy of the desks refuses;
// it leaves that alone where an element of the kind stands already.
const quiet = document.createElement("style");
quiet.setAttribute("data-openseadragon-mobile-css", "");
document.head.append(quiet);

/** Opens `image` within `element`; gives what keys need. */
export const openPage = (element, image) => {
  const viewer = OpenSeadragon({
    element,
    tileSources: { type: "image", url: image },
    drawer: "canvas",
    showNavigationControl: false,
    animationTime: still ? 0 : 0.15,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    minZoomImageRatio: 0.8,
    maxZoomPixelRatio: 4,
    imageSmoothingEnabled: true,
  });
  viewer.innerTracker.keyHandler = null;
  viewer.innerTracker.keyDownHandler = null;
  const mark = document.createElement("div");
  mark.className = "osd-line";
  let waiting = null;
  const put = ([x, y, w, h]) => {
    const item = viewer.world.getItemAt(0);
    const place = item.imageToViewportRectangle(x - 6, y - 6, w + 12, h + 12);
    viewer.removeOverlay(mark);
    viewer.addOverlay({ element: mark, location: place });
    if (!viewer.viewport.getBounds().containsPoint(place.getCenter())) viewer.viewport.panTo(place.getCenter(), still);
  };
  viewer.addHandler("open", () => waiting && put(waiting));
  return {
    light: (...place) => {
      waiting = place;
      if (viewer.isOpen()) put(place);
    },
    zoom: (by) => viewer.viewport.zoomBy(by),
    move: (dx, dy) => viewer.viewport.panBy(new OpenSeadragon.Point(dx, dy)),
    close: () => viewer.destroy(),
  };
};
