// The act desk: what each key does to the field in hand. Not for hearing keys (keys.js), the rows (column.js),
// saving (queue.js) or the page view (leaf.js).
import { column } from "./column.js";
import { toggleHelp } from "./desks.js";
import { dock, dockNext, fit, underline } from "./dock.js";
import { keyOf, listen } from "./keys.js";
import { light, lightNext, move, zoom } from "./leaf.js";
import { openMemory } from "./memory.js";
import { openQueue } from "./queue.js";
import { teller } from "./told.js";
import { openPage } from "./zoom.js";

const $ = (id) => document.getElementById(id);
const main = document.querySelector("main.act");
const words = JSON.parse(main.dataset.words);
const act = main.dataset.act;
const input = $("value");
const { rows, facts } = column;
const tell = teller(words);
const memory = openMemory(main.dataset.person);

let revision = Number(main.dataset.revision);
let now = Math.max(0, rows.findIndex((row) => row.classList.contains("now")));
let typed = false;
let whole = null;
/** Where the answer to a decision shall lead, unless the person does something else first. */
let going = null;

const queue = openQueue(main.dataset.person, main.dataset.token, (event) => {
  if (event.kind === "saved") saved(event);
  if (event.kind === "refused") refused(event);
  tell(event, queue.refused()[0]);
});

const saved = ({ body, answer }) => {
  memory.did(...(answer.closed ?? []).map((field) => ({ act: body.act, field, nonce: body.nonce })));
  if (body.act === act) take(answer, body.nonce);
  const leads = going?.nonce === body.nonce ? going : null;
  if (leads) going = null;
  if (leads && answer.stays) show(column.at(answer.stays));
  if (answer.conflict) $("conflict").textContent = answer.conflict;
  else if (leads && !typed) location.assign(leads.to ?? answer.next);
};

/** Shows what the server tells of the act. Text being typed stays, and meets what a colleague decided. */
const take = (answer, nonce) => {
  const seen = revision;
  revision = Math.max(revision, answer.revision);
  const changed = column.take(answer, nonce);
  if (!changed.includes(now)) return;
  if (typed) facts[now].seen ??= seen;
  else if (input.value !== facts[now].written) show(now);
};

const refused = ({ body }) => {
  if (going?.nonce === body.nonce) going = null;
  memory.didNot(body.nonce);
  if (body.act !== act) return;
  column.restore(body.nonce);
  column.keepText(body);
  if (!typed && column.at(body.field) === now) show(now);
};

/** Leads to what was refused, with its text. */
const openRefused = () => {
  const [{ body }] = queue.refused();
  const at = body.act === act ? column.at(body.field) : -1;
  if (at < 0) return location.assign(addressOf(body));
  leave();
  column.keepText(body);
  show(at);
};

const dropRefused = () => {
  const [{ body }] = queue.refused();
  queue.answered((other) => other.nonce === body.nonce);
  if (body.act === act && column.at(body.field) >= 0) delete facts[column.at(body.field)].unsent;
  tell({ kind: "dropped" }, queue.refused()[0]);
};

const addressOf = (step) =>
  step.page ?? `/act/${encodeURIComponent(step.act)}${step.field ? `?field=${encodeURIComponent(step.field)}` : ""}`;

/** Takes a field in hand. */
const show = (at) => {
  if (at < 0 || at >= rows.length) return;
  rows[now].classList.remove("now");
  rows[now].removeAttribute("aria-current");
  now = at;
  const fact = facts[now];
  rows[now].classList.add("now");
  rows[now].setAttribute("aria-current", "true");
  rows[now].scrollIntoView({ block: "nearest" });
  $("field").value = rows[now].dataset.key;
  input.value = fact.unsent ?? fact.written;
  typed = fact.unsent !== undefined;
  dock(fact, typed);
  light(fact);
  const next = facts[column.following(now)];
  lightNext(next);
  dockNext(next);
  input.focus({ preventScroll: true });
  input.select();
};

/** Decides the field in hand and goes on. */
const decide = (verdict, goesOn = true) => {
  const [at, value, fact] = [now, input.value.trim(), facts[now]];
  const field = rows[at].dataset.key;
  const seen = fact.seen ?? revision;
  delete fact.seen;
  queue.answered((body) => body.act === act && body.field === field);
  const sent = { act, field, verdict, value: verdict === "keep" ? value : "", revision: seen };
  const nonce = queue.put("/decide", sent);
  column.mark(at, verdict, value, nonce, words);
  memory.did({ act, field, nonce });
  if (verdict === "keep") memory.typed(field, value);
  typed = false;
  const next = column.following(at);
  if (goesOn) show(next < 0 ? at : next);
};

/** Keeps what was typed before the field is left otherwise than by deciding it. */
const leave = () => {
  if (typed && input.value.trim() !== facts[now].written) decide("keep", false);
  typed = false;
};

/** Keeps the field and goes on; what is decided already and was not touched is only walked through. */
const confirm = () => {
  if (typed || !facts[now].passes) return decide("keep");
  show(column.following(now));
};

const goTo = (at) => {
  leave();
  show(at);
};

/** Back to what stands in the field; what was typed goes. */
const untype = () => {
  delete facts[now].unsent;
  show(now);
};

/** Takes back what was typed, else the last decision, of this act or of one before it. */
const undo = () => {
  if (typed) return untype();
  const step = memory.lastStep();
  if (!step) return;
  const sent = { act: step.act, field: step.field, verdict: "undo", value: "", revision };
  const nonce = queue.put("/decide", step.act === act ? sent : { ...sent, revision: 0 });
  if (step.act !== act) {
    going = { nonce, to: addressOf(step) };
    return;
  }
  const at = column.at(step.field);
  // What was said of a tie has no row.
  if (at < 0) return;
  column.await(at, nonce);
  show(at);
};

/** Says of a tie that it is so or is not; without a field, of the first that waits. */
const tie = (verdict, field = document.querySelector("#said [data-tie]")?.dataset.tie) => {
  if (!field) return;
  const waits = document.querySelector(`#said [data-tie="${CSS.escape(field)}"]`);
  waits?.removeAttribute("data-tie");
  const nonce = queue.put("/decide", { act, field, verdict, value: "", revision });
  memory.did({ act, field, nonce });
};

/** Closes the act; the answer leads on, when it comes and nothing else was done meanwhile. */
const close = () => {
  leave();
  queue.answered((body) => body.act === act && !body.field);
  going = { nonce: queue.put("/close", { act, revision }) };
  tell({ kind: "closing" });
};

const write = (value) => {
  if (value === undefined) return;
  input.value = value;
  typed = true;
  underline();
  fit();
};

const candidate = (number) => write(facts[now].candidates[number - 1]?.text);
const ditto = () => write(memory.lastTyped(rows[now].dataset.key));

/** The whole page and back. */
const turnWhole = () => {
  const room = $("whole");
  if (!room) return;
  if (whole) {
    whole.close();
    whole = null;
    room.hidden = true;
    input.focus();
    return;
  }
  const fact = facts[now];
  const href = fact.page?.href ?? $("view-image").getAttribute("href");
  room.hidden = false;
  whole = openPage(room, href);
  const spot = fact.frame?.spot;
  if (spot) whole.light(spot.x, spot.y, spot.w, spot.h);
};

const enlarge = () => (whole ? whole.zoom(1.25) : zoom(1.25));
const reduce = () => (whole ? whole.zoom(0.8) : zoom(0.8));

const KEYS = {
  Enter: confirm,
  Tab: confirm,
  "Shift Tab": () => goTo(column.before(now)),
  "Ctrl Enter": close,
  "Ctrl KeyD": ditto,
  "Ctrl KeyZ": undo,
  F2: () => input.setSelectionRange(input.value.length, input.value.length),
  F3: () => decide("illegible"),
  F4: () => decide("blank"),
  "Shift F4": () => decide("dash"),
  F6: turnWhole,
  F7: () => decide("refer"),
  "Alt KeyT": () => tie("tie"),
  "Alt KeyN": () => tie("untie"),
  "Alt ArrowUp": () => (whole ? whole.move(0, -0.1) : move(-0.25)),
  "Alt ArrowDown": () => (whole ? whole.move(0, 0.1) : move(0.25)),
  "Alt Equal": enlarge,
  // Where + stands over = it comes with Shift.
  "Alt Shift Equal": enlarge,
  "Alt NumpadAdd": enlarge,
  "Alt Minus": reduce,
  "Alt NumpadSubtract": reduce,
};

/** Esc goes one step back: from the whole page, from what was typed. */
const back = () => {
  if (whole) turnWhole();
  else if (typed) untype();
  else return false;
};

// A field taken in hand is selected whole, so that typing replaces it; F2, arrows or the mouse edit within.
input.addEventListener("input", () => {
  typed = true;
  going = null;
  underline();
  fit();
});

/** What a click on something that stands for a key, a candidate or a row does. */
const clicked = (target) => {
  const press = target.closest("[data-press]")?.dataset.press;
  const takes = target.closest("[data-take]")?.dataset.take;
  const tied = target.closest("[data-tied]")?.dataset;
  const row = target.closest("#rows > .frow");
  if (press) return KEYS[keyOf(press)];
  if (tied) return () => tie(tied.tied, tied.field);
  if (takes) return () => candidate(Number(takes));
  if (target.id === "refused-open") return openRefused;
  if (target.id === "refused-drop") return dropRefused;
  return row && (() => rows[now] !== row && goTo(rows.indexOf(row)));
};

listen({ input, keys: KEYS, candidate, back, clicked, first: () => (going = null) });
$("decide").addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeunload", (event) => typed && event.preventDefault());

toggleHelp(false);
for (const { body } of queue.refused()) if (body.act === act) column.keepText(body);
show(now);
if (queue.refused().length) tell({ kind: "refused" }, queue.refused()[0]);
queue.send();
