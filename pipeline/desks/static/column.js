// The column of fields: its rows, what is known of each, and how a decision changes them. Not for the field
// in hand, and not for saving.

const rows = [...document.querySelectorAll("#rows > .frow")];
const facts = rows.map((row) => JSON.parse(row.dataset.facts));
/** How rows stood before decisions the server has not answered yet, by the decision's word. */
const before = new Map();

const count = (id, number) => {
  const place = document.getElementById(id);
  place.textContent = number;
  place.parentElement.hidden = !number;
};

const dress = (at, name) => {
  const kept = ["begins", "now"].filter((held) => rows[at].classList.contains(held));
  rows[at].className = ["frow", `is-${name}`, ...kept].join(" ");
};

/** Puts a row made by the server in its place. */
const put = (at, html) => {
  const go = rows[at].querySelector(".go");
  rows[at].innerHTML = html;
  rows[at].prepend(go);
};

/** What keeping `value` makes of a field. */
const markOf = (fact, verdict, value) => {
  if (verdict === "refer") return "referred";
  if (verdict !== "keep") return verdict;
  if (!value) return ["illegible", "dash"].includes(fact.mark) ? fact.mark : "blank";
  return value === fact.written ? "confirmed" : "corrected";
};

export const column = {
  rows,
  facts,
  at: (field) => rows.findIndex((row) => row.dataset.key === field),
  following: (from) => facts.findIndex((fact, at) => at > from && fact.asked),
  before: (from) => facts.findLastIndex((fact, at) => at < from && fact.asked),

  /** Shows at once what was decided under the word `nonce`; the server's own row follows. */
  mark: (at, verdict, value, nonce, words) => {
    const [row, fact] = [rows[at], facts[at]];
    before.set(nonce, { at, html: row.innerHTML, mark: fact.mark, fact: { ...fact } });
    const name = markOf(fact, verdict, value);
    const shown = { illegible: "[…]", blank: "␣", dash: "—" }[name];
    dress(at, name);
    row.querySelector(".mk use").setAttribute("href", `#m-${name}`);
    row.querySelector(".mk .said").textContent = words[name] ?? "";
    if (name !== "referred") row.querySelector(".value").textContent = shown ?? value;
    row.querySelector(".fnote").textContent = name === "confirmed" ? "" : (words[name] ?? "");
    const written = { referred: fact.written }[name] ?? (shown ? "" : value);
    Object.assign(fact, { asked: true, passes: true, mark: name, written, pending: nonce });
    delete fact.unsent;
  },

  /** Waits for the answer to an undo. */
  await: (at, nonce) => Object.assign(facts[at], { pending: nonce }),

  /** Takes over what the server tells; gives the rows that changed. Rows with a later decision under way wait. */
  take: (answer, nonce) => {
    before.delete(nonce);
    const changed = [];
    for (const [field, told] of Object.entries(answer.rows)) {
      const at = column.at(field);
      if (at < 0 || (facts[at].pending && facts[at].pending !== nonce)) continue;
      const { mark, written, asked, passes } = told;
      put(at, told.html);
      dress(at, mark);
      Object.assign(facts[at], { mark, written, asked, passes, pending: null });
      changed.push(at);
    }
    document.getElementById("decided").textContent = answer.decided_said;
    count("breaches", answer.breaches);
    count("doubts", answer.doubts);
    document.getElementById("said").innerHTML = answer.said;
    return changed;
  },

  /** Puts a row back as it stood before a decision that was refused; what was typed is kept with it. */
  restore: (nonce) => {
    const was = before.get(nonce);
    before.delete(nonce);
    if (!was || facts[was.at].pending !== nonce) return;
    rows[was.at].innerHTML = was.html;
    dress(was.at, was.mark);
    Object.assign(facts[was.at], was.fact, { pending: null });
  },

  /** Keeps the text of a refused decision with its field. */
  keepText: (body) => {
    const at = column.at(body.field);
    if (at >= 0 && body.verdict === "keep") facts[at].unsent = body.value;
  },
};
