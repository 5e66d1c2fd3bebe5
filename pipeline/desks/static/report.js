// Keys of a report: ↑ ↓ choose a finding, Enter shows it on the sheet, Space enlarges it. Not for answers: a
// file keeps none.
"use strict";
const findings = [...document.querySelectorAll(".finding")];
const large = document.getElementById("large");
let now = 0;

function choose(nth) {
  if (!findings.length) return;
  const old = findings[now];
  now = Math.max(0, Math.min(findings.length - 1, nth));
  old.classList.remove("chosen");
  old.tabIndex = -1;
  findings[now].classList.add("chosen");
  findings[now].tabIndex = 0;
  findings[now].focus({ preventScroll: true });
  findings[now].scrollIntoView({ block: "nearest" });
}

function show() {
  document.querySelectorAll(".cell.lit").forEach((cell) => cell.classList.remove("lit"));
  const cell = document.getElementById(findings[now]?.dataset.at);
  if (!cell) return;
  cell.classList.add("lit");
  cell.scrollIntoView({ block: "center" });
}

function enlarge() {
  const views = findings[now]?.querySelectorAll(".view") ?? [];
  if (large.open || !views.length) return large.close();
  large.firstElementChild.replaceChildren(...[...views].map((view) => view.cloneNode(true)));
  large.showModal();
}

function act(key) {
  if (key === "ArrowDown") choose(now + 1);
  else if (key === "ArrowUp") choose(now - 1);
  else if (key === "Enter") show();
  else if (key === " ") enlarge();
  else if (key === "print") window.print();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("button")) return;
  if (large.open && event.key !== " ") return;
  if (act(event.key)) event.preventDefault();
});
document.querySelectorAll("[data-do]").forEach((button) => {
  button.addEventListener("click", () => act(button.dataset.do));
});
findings.forEach((finding, nth) => {
  finding.addEventListener("click", () => {
    choose(nth);
    show();
  });
});
