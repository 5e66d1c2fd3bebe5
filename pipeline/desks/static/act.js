// The act desk's keys: what each does to the field in hand. Not for saving (queue.js), the page view
// (leaf.js) or the letters of AltGr (letters.js).
import { toggleHelp } from "./desks.js";
import { isAltGr, tajikLetter, type } from "./letters.js";
import { light, lightNext, move, zoom } from "./leaf.js";
import { openQueue } from "./queue.js";
import { openPage } from "./zoom.js";

const $ = (id) => document.getElementById(id);
const main = document.querySelector("main.act");
const words = JSON.parse(main.dataset.words);
const act = main.dataset.act;
const input = $("value");
const rows = [...document.querySelectorAll("#rows > .frow")];
const facts = rows.map((row) => JSON.parse(row.dataset.facts));
const undoable = () => JSON.parse(sessionStorage.getItem("daftar undo") ?? "[]");
const last = () => JSON.parse(localStorage.getItem("daftar last act") ?? "{}");

let revision = Number(main.dataset.revision);
let now = Math.max(0, rows.findIndex((row) => row.classList.contains("now")));
let typed = false;
let whole = null;

const say = (text, mark) => {
  $("saved").textContent = text;
  $("saved").previousElementSibling.firstElementChild.setAttribute("href", `#m-${mark}`);
};

const queue = openQueue(main.dataset.person, main.dataset.token, (event) => {
  const fill = (text, value) => text.replace(/\{n\}|\{why\}|\{time\}/, value);
  if (event.kind === "kept") return say(fill(words.kept, event.count), "waiting");
  if (event.kind === "expired") return say(fill(words.expired, event.count), "waiting");
  if (event.kind === "refused") return say(fill(words.refused, event.why), "breach");
  if (event.left === 0) say(fill(words.saved, new Date().toLocaleTimeString("ru")), "confirmed");
  const { answer, body } = event;
  if (body.act !== act || !answer.row) return;
  if (answer.conflict) $("conflict").textContent = answer.conflict;
  const at = rows.findIndex((row) => row.dataset.key === answer.field);
  facts[at].written = answer.written;
  if (body.verdict !== "undo" || at !== now || !typed) put(at, answer.row);
  if (body.verdict === "undo" && at === now && !typed) show(now);
  $("decided").textContent = answer.decided_said;
});

/** Puts a row made by the server in its place. */
const put = (at, html) => {
  const go = rows[at].querySelector(".go");
  rows[at].innerHTML = html;
  rows[at].prepend(go);
};

/** Shows at once what was decided; the server's own row follows. */
const mark = (at, verdict, value) => {
  const kept = verdict === "keep" ? (value === facts[at].written ? "confirmed" : "corrected") : verdict;
  const name = { refer: "referred" }[kept] ?? kept;
  const shown = { illegible: "[…]", blank: "␣", dash: "—" }[name];
  const row = rows[at];
  row.className = `frow is-${name}${row.classList.contains("begins") ? " begins" : ""}`;
  row.querySelector(".mk use").setAttribute("href", `#m-${name}`);
  row.querySelector(".mk .said").textContent = words[name] ?? "";
  if (name !== "referred") row.querySelector(".value").textContent = shown ?? value;
  row.querySelector(".fnote").textContent = name === "confirmed" ? "" : (words[name] ?? "");
  facts[at].asked = true;
  if (verdict === "keep") facts[at].written = value;
};

const following = (from) => facts.findIndex((fact, at) => at > from && fact.asked);
const before = (from) => facts.findLastIndex((fact, at) => at < from && fact.asked);

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
  $("label").textContent = fact.labels.whole;
  $("other").textContent = fact.labels.other;
  $("how").textContent = fact.how;
  $("field").value = rows[now].dataset.key;
  $("doubt-line").hidden = !fact.doubt;
  $("doubt-text").textContent = fact.doubt;
  $("conflict").textContent = "";
  input.value = fact.written;
  input.lang = fact.lang;
  input.dir = fact.lang === "fa" ? "rtl" : "ltr";
  underline(fact.cut[0], fact.cut[1]);
  typed = false;
  candidates(fact);
  light(fact);
  const next = facts[following(now)];
  lightNext(next);
  if (next) $("next-label").textContent = `${next.number} ${next.labels.bare}`;
  input.focus({ preventScroll: true });
  input.select();
};

const underline = (beforeText, letters) => {
  $("under").children[0].textContent = beforeText;
  $("under").children[1].textContent = letters;
};

const candidates = (fact) => {
  const item = (candidate, at) => {
    const li = document.createElement("li");
    li.innerHTML = `<button type="button" data-take="${at + 1}"><kbd>Alt ${at + 1}</kbd><span></span><svg class="weight" width="62" height="6" aria-hidden="true"><path d="M0 3h62"/><rect y="1" height="4" width="${candidate.weight * 0.62}"/></svg></button>`;
    li.querySelector("span").textContent = candidate.text;
    li.querySelector("span").lang = fact.lang;
    return li;
  };
  $("candidates").replaceChildren(...fact.candidates.slice(0, 4).map(item));
};

/** Decides the field in hand and goes on. */
const decide = (verdict) => {
  const [at, value] = [now, input.value.trim()];
  mark(at, verdict, value);
  queue.put("/decide", { act, field: rows[at].dataset.key, verdict, value: verdict === "keep" ? value : "", revision: revision++ });
  sessionStorage.setItem("daftar undo", JSON.stringify([...undoable(), { act, field: rows[at].dataset.key }]));
  if (verdict === "keep") localStorage.setItem("daftar last act", JSON.stringify({ ...last(), [rows[at].dataset.key]: value }));
  const next = following(at);
  show(next < 0 ? at : next);
};

/** Takes the last decision back, of this act or of one before it. */
const undo = async () => {
  const kept = undoable();
  const step = kept.pop();
  if (!step) return;
  sessionStorage.setItem("daftar undo", JSON.stringify(kept));
  const here = step.act === act;
  queue.put("/decide", { act: step.act, field: step.field, verdict: "undo", value: "", revision: here ? revision++ : 0 });
  if (here) return show(rows.findIndex((row) => row.dataset.key === step.field));
  await queue.empty();
  location.assign(`/act/${encodeURIComponent(step.act)}?field=${encodeURIComponent(step.field)}`);
};

const close = async () => {
  const open = rows.filter((row) => ["is-waiting", "is-doubt", "is-breach"].some((c) => row.classList.contains(c)));
  const steps = open.map((row) => ({ act, field: row.dataset.key }));
  sessionStorage.setItem("daftar undo", JSON.stringify([...undoable(), ...steps]));
  queue.put("/close", { act });
  await queue.empty();
  location.assign(main.dataset.next ?? "/act");
};

const take = (number) => {
  const candidate = facts[now].candidates[number - 1];
  if (!candidate) return;
  input.value = candidate.text;
  typed = true;
  underline("", "");
};

const ditto = () => {
  const value = last()[rows[now].dataset.key];
  if (value === undefined) return;
  input.value = value;
  typed = true;
  underline("", "");
};

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

const KEYS = {
  Enter: () => decide("keep"),
  Tab: () => decide("keep"),
  "Shift Tab": () => show(before(now)),
  "Ctrl Enter": close,
  "Ctrl KeyD": ditto,
  "Ctrl KeyZ": undo,
  F2: () => input.setSelectionRange(input.value.length, input.value.length),
  F3: () => decide("illegible"),
  F4: () => decide("blank"),
  "Shift F4": () => decide("dash"),
  F6: turnWhole,
  F7: () => decide("refer"),
  "Alt ArrowUp": () => (whole ? whole.move(0, -0.1) : move(-0.25)),
  "Alt ArrowDown": () => (whole ? whole.move(0, 0.1) : move(0.25)),
  "Alt Equal": () => (whole ? whole.zoom(1.25) : zoom(1.25)),
  "Alt NumpadAdd": () => (whole ? whole.zoom(1.25) : zoom(1.25)),
  "Alt Minus": () => (whole ? whole.zoom(0.8) : zoom(0.8)),
  "Alt NumpadSubtract": () => (whole ? whole.zoom(0.8) : zoom(0.8)),
};

/** The name of a key as KEYS knows it; letters by their place, so that layouts do not matter. */
const nameOf = (event) => {
  const held = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"].filter(Boolean);
  const key = /^(F\d+|Enter|Tab|Arrow\w+)$/.test(event.key) ? event.key : event.code;
  return [...held, key].join(" ");
};

document.addEventListener("keydown", (event) => {
  const letter = tajikLetter(event);
  if (letter) {
    event.preventDefault();
    if (document.activeElement === input) type(input, letter);
    return;
  }
  if (isAltGr(event) || event.isComposing || event.metaKey) return;
  if (event.key === "Escape") return back(event);
  const digit = event.altKey && !event.ctrlKey && /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  const inHand = document.activeElement === input || document.activeElement === document.body;
  const name = nameOf(event);
  const plain = name === "Enter" || name === "Tab" || name === "Shift Tab";
  const does = digit ? () => take(Number(digit[1])) : plain && !inHand ? null : KEYS[name];
  if (!does) return;
  event.preventDefault();
  does();
});

/** Esc goes one step back: from the whole page, from what was typed. */
const back = (event) => {
  if (whole) turnWhole();
  else if (typed) show(now);
  else return;
  event.preventDefault();
};

// A field taken in hand is selected whole, so that typing replaces it; F2, arrows or the mouse edit within.
input.addEventListener("input", () => {
  typed = true;
  underline("", "");
});

document.addEventListener("click", (event) => {
  const press = event.target.closest("[data-press]")?.dataset.press;
  const takes = event.target.closest("[data-take]")?.dataset.take;
  const row = event.target.closest("#rows > .frow");
  const does = press && KEYS[press.replace(/ ([A-Z])$/, " Key$1")];
  if (!does && !takes && !row) return;
  event.preventDefault();
  if (does) does();
  else if (takes) take(Number(takes));
  else show(rows.indexOf(row));
  input.focus({ preventScroll: true });
});
$("decide").addEventListener("submit", (event) => event.preventDefault());

toggleHelp(false);
show(now);
queue.send();
