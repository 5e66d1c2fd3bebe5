// The shelf: figures fetched again while machines read, never more than twice a second; registers and
// scans walked with the arrows. Not for making numbers: the server sends the parts ready.
import { list, writing } from "./desks.js";

/** Between two looks, milliseconds; a quiet shelf is looked at less. */
const BUSY = 1000;
const QUIET = 10000;
/** Points of the line of scans a minute. */
const POINTS = 60;

const registers = list("#registers");
const hands = list("#hands");
let pane = registers;
const rates = [];

const drawRates = () => {
  const spark = document.querySelector(".spark");
  if (!spark) return;
  const most = Math.max(1, ...rates);
  const points = rates.map((r, i) => `${(i * 104) / (POINTS - 1)},${28 - (r / most) * 24}`).join(" ");
  spark.innerHTML = `<path d="M0 33.5h104"/><polyline points="${points}"/>`;
};

const look = async () => {
  let busy = false;
  try {
    const answer = await fetch("/shelf/now", { headers: { Accept: "text/html" }, redirect: "error" });
    if (answer.ok) busy = put(await answer.text());
  } catch {
    // The line is down: what stands on the screen stays, and the next look tries again.
  }
  setTimeout(look, busy && !document.hidden ? BUSY : QUIET);
};

/** The parts as they came last: what stands on the page carries the chosen row besides. */
const came = {};

/** The address of the link that has the focus within an element, to give the focus back. */
const focused = (within) => (within.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null);

const renew = (was, html) => {
  const at = [...was.querySelectorAll("[data-choose]")].findIndex((item) => item.classList.contains("chosen"));
  const [top, href] = [was.scrollTop, focused(was)];
  was.innerHTML = html;
  was.scrollTop = top;
  was.querySelectorAll("[data-choose]")[at]?.classList.add("chosen");
  if (href) was.querySelector(`[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
};

const put = (html) => {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const id of ["band", "registers", "hands", "foot"]) {
    const [was, is] = [document.getElementById(id), fresh.getElementById(id)];
    if (!was || !is || came[id] === is.innerHTML) continue;
    came[id] = is.innerHTML;
    renew(was, is.innerHTML);
  }
  rates.push(Number(document.getElementById("rate")?.textContent.replace(/\D/g, "") || 0));
  if (rates.length > POINTS) rates.shift();
  drawRates();
  return !!document.querySelector(".band .progress .full");
};

registers.choose(registers.all()[0]);
drawRates();
setTimeout(look, BUSY);

// T stands in the key bar for the link in the chosen row.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-lines]")) registers.chosen()?.querySelector("a.lines")?.click();
});

document.addEventListener("keydown", (event) => {
  if (writing() || event.ctrlKey || event.altKey) return;
  if (event.key === "ArrowDown") pane.step(1);
  else if (event.key === "ArrowUp") pane.step(-1);
  else if (event.key === "Enter" && document.activeElement === document.body) pane.open();
  else if (event.key === "Tab" && document.activeElement === document.body && !event.shiftKey) {
    // From the last pane Tab is the browser's own again, and leads to the top bar.
    const last = pane === hands || !hands.all().length;
    pane = last ? registers : hands;
    if (last) return;
    pane.choose(pane.chosen() ?? pane.all()[0]);
  } else return;
  event.preventDefault();
});
