// The search desk: hits walked with the arrows, the box a key away, filters by number. Not for
// searching: that is a plain form.
import { list, writing } from "./desks.js";

const box = document.getElementById("q");
const hits = list(".hits");

if (hits.all().length) hits.choose(hits.all()[0]);

/** Moves from the box into the hits, and up from the first hit back into the box. */
const walk = (by) => {
  if (document.activeElement === box) box.blur();
  else if (by < 0 && hits.chosen() === (hits.all()[0] ?? null)) box.focus();
  else hits.step(by);
};

document.addEventListener("keydown", (event) => {
  if (event.altKey && !event.ctrlKey && event.code === "KeyS") document.getElementById("spread")?.click();
  else if (event.altKey && !event.ctrlKey && /^Digit[1-5]$/.test(event.code)) {
    const groups = document.querySelectorAll(".filters ul, .filters .years");
    groups[Number(event.code.slice(5)) - 1]?.querySelector("a")?.focus();
  } else if (event.key === "ArrowDown" && (document.activeElement === box || !writing())) walk(1);
  else if (event.key === "ArrowUp" && !writing()) walk(-1);
  else if (event.key === "Enter" && document.activeElement === document.body) hits.open();
  else if (event.key === "Escape" && !writing()) box.focus();
  else return;
  event.preventDefault();
});
