// Writing lines down: what each key does to the line in hand. Lines come with the page, some said before and those that are
// asked for, so that going on needs no question to the server. Not for hearing keys (keys.js) or saving (queue.js).
import { keyOf, listen } from "./keys.js";
import { openQueue } from "./queue.js";
import { teller } from "./told.js";

const $ = (id) => document.getElementById(id);
const { dataset } = document.querySelector("main.transcribe");
const words = JSON.parse(dataset.words);
const marks = JSON.parse(dataset.marks);
const lines = JSON.parse(dataset.lines);
const input = $("value");
const tell = teller(words);
/** Letters that stand in the box at its usual size. */
const FITS = 64;
/** Cuttings fetched before their line is come to. */
const AHEAD = 3;

let now = Number(dataset.now);
let typed = false;
/** What is not yet kept by the server. */
let left = 0;
/** Is the last line left behind? Then the next page comes as soon as all is kept. */
let ended = false;

const goOn = () => {
  if (ended && !left) location.assign(dataset.here);
};

const queue = openQueue(dataset.person, dataset.token, (event) => {
  left = event.left ?? left;
  if (event.kind === "saved" && event.answer.progress) $("progress").innerHTML = event.answer.progress;
  if (event.kind === "refused") refused(event.body);
  tell(event, queue.refused()[0]);
  goOn();
});

const at = (line) => lines.findIndex((shown) => shown.line === line);

/** What the server said no to comes back with its text. */
const refused = (body) => {
  const line = lines[at(body.line)];
  if (!line) return;
  Object.assign(line, { said: line.was ?? "", unsent: body.said === "text" ? body.value : undefined });
  ended = false;
};

const box = (node, { x, y, w, h }) => {
  for (const [name, value] of Object.entries({ x, y, width: w, height: h })) node.setAttribute(name, value);
};

const fit = () => input.classList.toggle("long", input.value.length > FITS);

/** Takes a line in hand. */
const show = (to) => {
  now = to;
  const line = lines[now];
  $("panel").setAttribute("viewBox", [line.view.x, line.view.y, line.view.w, line.view.h].join(" "));
  $("panel").parentElement.scrollLeft = 0;
  $("cut").setAttribute("href", line.href);
  box($("cut"), line.cut);
  $("veil").setAttribute("d", line.veil);
  $("scan").textContent = line.scan;
  $("half").textContent = line.half;
  $("so").textContent = marks[line.said] ?? "";
  $("hint").textContent = "";
  input.value = line.unsent ?? line.value;
  input.lang = line.lang;
  input.dir = line.lang === "fa" ? "rtl" : "ltr";
  typed = line.unsent !== undefined;
  fit();
  input.focus({ preventScroll: true });
  input.select();
  for (const next of lines.slice(now + 1, now + 1 + AHEAD)) new Image().src = next.href;
};

/** The next line; after the last one the next page. */
const next = () => {
  if (now + 1 < lines.length) return show(now + 1);
  ended = true;
  goOn();
};

/** Says something of the line in hand and goes on. */
const say = (said, value = "") => {
  const line = lines[now];
  queue.answered((body) => body.line === line.line);
  left += 1;
  Object.assign(line, { was: line.said, said, value, unsent: undefined });
  typed = false;
  queue.put("/transcribe", { line: line.line, read: line.read, said, value, page: dataset.here });
  next();
};

/** What is written is kept; what was said before and not touched is only walked through. */
const keep = () => {
  const value = input.value.trim();
  if (lines[now].said && !typed) return next();
  if (value) return say("text", value);
  $("hint").textContent = dataset.empty;
};

/** The line before, to mend it; what is typed waits with its line. */
const back = () => {
  if (ended) return;
  if (!lines[now]) return location.assign(`${dataset.here}?back=1`);
  if (typed) lines[now].unsent = input.value;
  if (now > 0) show(now - 1);
};

/** Back to what stands in the line: what was typed goes, else what was said makes room for the reading. */
const untype = () => {
  const line = lines[now];
  if (typed) {
    line.unsent = undefined;
    return show(now);
  }
  if (!line?.said || !line.read) return false;
  input.value = line.read;
  typed = true;
  input.select();
};

const KEYS = {
  Enter: keep,
  F2: () => input.setSelectionRange(input.value.length, input.value.length),
  "Alt KeyU": () => say("unreadable"),
  "Alt KeyN": () => say("noline"),
  "Alt KeyZ": back,
  Escape: untype,
};
/** Where no line is in hand, and after the last one until the next page is there, nothing is said. */
for (const name of ["Enter", "F2", "Alt KeyU", "Alt KeyN"]) {
  const does = KEYS[name];
  KEYS[name] = () => (ended || !lines[now] ? false : does());
}

const openRefused = () => {
  const [{ body }] = queue.refused();
  const found = at(body.line);
  if (found < 0) return location.assign(body.page ?? `/act/${encodeURIComponent(body.act)}`);
  refused(body);
  show(found);
};

const dropRefused = () => {
  const [{ body }] = queue.refused();
  queue.answered((other) => other.nonce === body.nonce);
  if (lines[at(body.line)]) delete lines[at(body.line)].unsent;
  tell({ kind: "dropped" }, queue.refused()[0]);
};

const clicked = (target) => {
  const press = target.closest("[data-press]")?.dataset.press;
  if (press) return KEYS[keyOf(press)];
  if (target.id === "refused-open") return openRefused;
  if (target.id === "refused-drop") return dropRefused;
};

input?.addEventListener("input", () => {
  typed = true;
  $("hint").textContent = "";
  fit();
});
listen({ input, keys: KEYS, candidate: () => false, back: untype, clicked, first: () => {} });
$("say")?.addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeunload", (event) => typed && event.preventDefault());

for (const { body } of queue.refused()) refused(body);
if (lines[now]) show(now);
if (queue.refused().length) tell({ kind: "refused" }, queue.refused()[0]);
queue.send();
