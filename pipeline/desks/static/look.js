// An act as the clerk sees it: fields walked with the arrows and lit on the page, acts before and after.
// Not for page images: the server says where each value stands.
import { list, writing } from "./desks.js";

const main = document.querySelector("main.look");
const outline = document.getElementById("outline");

const light = (row) => {
  for (const other of document.querySelectorAll(".vrow.now")) other.classList.remove("now");
  row.classList.add("now");
  row.classList.remove("chosen");
  if (!outline) return;
  const place = row.dataset.place?.split(" ").map(Number);
  outline.setAttribute("visibility", place ? "visible" : "hidden");
  if (!place) return;
  if (!outline.children.length) outline.innerHTML = '<rect class="ring" rx="4"/><rect class="line" rx="4"/>';
  const [x, y, w, h] = place;
  for (const rect of outline.children) {
    rect.setAttribute("x", x - 8);
    rect.setAttribute("y", y - 8);
    rect.setAttribute("width", w + 16);
    rect.setAttribute("height", h + 16);
  }
};

const rows = list(".values");
const step = (by) => {
  const all = rows.all();
  const at = all.findIndex((row) => row.classList.contains("now"));
  const to = all[Math.min(all.length - 1, Math.max(0, at + by))];
  to?.scrollIntoView({ block: "nearest" });
  if (to) light(to);
};

document.querySelector(".values")?.addEventListener("click", (event) => {
  const row = event.target.closest(".vrow");
  if (!row || !row.dataset.place) return;
  event.preventDefault();
  light(row);
});

const go = (to) => {
  if (to) location.assign(to);
};

document.addEventListener("keydown", (event) => {
  if (writing() || event.ctrlKey || event.altKey) return;
  if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "ArrowLeft") go(main.dataset.previous);
  else if (event.key === "ArrowRight") go(main.dataset.next);
  else return;
  event.preventDefault();
});
