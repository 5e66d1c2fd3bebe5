// The dock of the act desk: labels, doubts and candidates of the field in hand. Not for what is typed into it
// (act.js) or the cuttings of the page (leaf.js).

const $ = (id) => document.getElementById(id);

/** Underlines doubtful letters of what stands in the input; without letters, none. */
export const underline = (before = "", letters = "") => {
  $("under").children[0].textContent = before;
  $("under").children[1].textContent = letters;
};

/** Letters that stand in the input at its usual size. */
const FITS = 32;

/** A long text is written smaller, so that more of it shows. */
export const fit = () => {
  for (const id of ["value", "under"]) $(id).classList.toggle("long", $("value").value.length > FITS);
};

const candidate = (fact) => (offered, at) => {
  const li = document.createElement("li");
  li.innerHTML = `<button type="button" data-take="${at + 1}"><kbd>Alt ${at + 1}</kbd><span></span><svg class="weight" width="62" height="6" aria-hidden="true"><path d="M0 3h62"/><rect y="1" height="4" width="${offered.weight * 0.62}"/></svg></button>`;
  li.querySelector("span").textContent = offered.shown;
  li.querySelector("span").className = offered.shown.length > 22 ? "long" : "";
  if (offered.shown !== offered.text) li.querySelector("span").title = offered.text;
  li.querySelector("span").lang = fact.lang;
  if (offered.learned) {
    const why = document.createElement("small");
    why.textContent = offered.learned;
    li.querySelector("span").after(why);
  }
  return li;
};

/** Shows a field. Its doubtful letters are those of the reading, not of what a person typed. */
export const dock = (fact, typed) => {
  $("label").textContent = fact.labels.whole;
  $("other").textContent = fact.labels.other;
  $("how").textContent = fact.how;
  $("doubt-line").hidden = !fact.doubt;
  $("doubt-text").textContent = fact.doubt;
  $("conflict").textContent = "";
  fit();
  $("value").lang = fact.lang;
  $("value").dir = fact.lang === "fa" ? "rtl" : "ltr";
  if (typed || fact.cut.join("") !== fact.written) underline();
  else underline(fact.cut[0], fact.cut[1]);
  $("candidates").replaceChildren(...fact.candidates.slice(0, 4).map(candidate(fact)));
};

/** Names the field that comes next. */
export const dockNext = (next) => {
  if (next) $("next-label").textContent = `${next.number} ${next.labels.bare}`;
};
