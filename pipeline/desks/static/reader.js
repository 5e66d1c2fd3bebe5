// The page reader: the image in the zooming viewer, lines beside it, each lit where it stands. Not for
// acts.
import { list, writing } from "./desks.js";
import { openPage } from "./zoom.js";

const main = document.querySelector("main.reader");
const leaf = document.getElementById("leaf");
const viewer = openPage(leaf, main.dataset.image);

const lines = list(".text", (line) => {
  const [x, y, w, h] = line.dataset.place.split(" ").map(Number);
  viewer.light(x, y, w, h);
});

// A line that a search found is lit at once.
if (main.dataset.lit) lines.choose(lines.all()[Number(main.dataset.lit)]);

document.querySelector(".text").addEventListener("click", (event) => {
  if (!event.target.closest("a")) lines.choose(event.target.closest("[data-choose]"));
});

document.addEventListener("keydown", (event) => {
  if (writing() || event.ctrlKey || event.altKey) return;
  if (event.key === "ArrowDown") lines.step(1);
  else if (event.key === "ArrowUp") lines.step(-1);
  else if (event.key === "+" || event.key === "=") viewer.zoom(1.25);
  else if (event.key === "-" || event.key === "−") viewer.zoom(0.8);
  else return;
  event.preventDefault();
});
