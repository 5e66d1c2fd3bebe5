// The page view of the act desk: the page slides under the lit line, the line stands still. Boxes come
// from the server, in pixels of the page image. Not for the whole page: that is zoom.js.

const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** Length of the slide, milliseconds. */
const SLIDE = 90;
/** The lit line's middle, of the view's height. */
const LIT = 212 / 394;

const $ = (id) => document.getElementById(id);
const numbers = (box) => [box.x, box.y, box.w, box.h];
const box = (node, [x, y, w, h]) => {
  node.setAttribute("x", x);
  node.setAttribute("y", y);
  node.setAttribute("width", w);
  node.setAttribute("height", h);
};

const view = $("view");
let shown = view?.getAttribute("viewBox").split(" ").map(Number);
let zoomed = 1;
let moved = 0;
let target = null;
let frame = 0;

const set = (viewBox) => {
  shown = viewBox;
  view.setAttribute("viewBox", viewBox.join(" "));
  if ($("mini-view")) box($("mini-view"), viewBox);
};

/** Slides to `to` in the time of a glance; a new slide starts where the last one is. */
const slide = (to) => {
  cancelAnimationFrame(frame);
  if (still || !shown) return set(to);
  const from = shown;
  const start = performance.now();
  const step = (now) => {
    const part = Math.min(1, (now - start) / SLIDE);
    const eased = 1 - (1 - part) ** 3;
    set(from.map((v, i) => v + (to[i] - v) * eased));
    if (part < 1) frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
};

const adjusted = ([x, y, w, h]) => {
  const middle = y + h * LIT;
  const [wide, high] = [w / zoomed, h / zoomed];
  return [x + (w - wide) / 2, middle - high * LIT + moved * high, wide, high];
};

const picture = (node, page) => {
  if (!node || !page?.href) return;
  if (node.getAttribute("href") !== page.href) node.setAttribute("href", page.href);
  node.setAttribute("width", page.width);
  node.setAttribute("height", page.height);
};

/** Lights a field: its line, its outline, its snippet. */
export const light = (fact) => {
  if (!view) return;
  moved = 0;
  const place = fact.frame;
  $("outline").setAttribute("visibility", place ? "visible" : "hidden");
  $("snippet-image")?.setAttribute("visibility", place ? "visible" : "hidden");
  $("veil").setAttribute("d", "");
  if (!place) return;
  for (const id of ["view-image", "mini-image", "snippet-image"]) picture($(id), fact.page);
  target = numbers(place.view);
  slide(adjusted(target));
  const { width, height } = fact.page;
  const [left, right, bottom] = [-width, 3 * width, height + 2 * width];
  const { y, h } = place.lit;
  $("veil").setAttribute("d", `M${left} ${left}H${right}V${bottom}H${left}zM${left} ${y}H${right}V${y + h}H${left}z`);
  for (const rect of $("outline").children) box(rect, numbers(place.spot));
  $("snippet").setAttribute("viewBox", numbers(place.snippet).join(" "));
};

/** Shows the field that comes next, small. */
export const lightNext = (fact) => {
  $("next").hidden = !fact;
  if (!fact) return;
  const image = $("next-image");
  image?.setAttribute("visibility", fact.frame ? "visible" : "hidden");
  if (!fact.frame) return;
  picture(image, fact.page);
  $("next-snippet").setAttribute("viewBox", numbers(fact.frame.next).join(" "));
};

/** Moves the page under the view by a share of its height. */
export const move = (by) => {
  moved += by;
  if (target) slide(adjusted(target));
};

/** Larger or smaller. */
export const zoom = (by) => {
  zoomed = Math.min(4, Math.max(0.4, zoomed * by));
  if (target) slide(adjusted(target));
};

if (view && $("outline").getAttribute("visibility") !== "hidden") target = shown;
