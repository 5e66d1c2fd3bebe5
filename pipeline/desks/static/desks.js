// What every desk's keyboard shares: F1, lists walked with the arrows, letters that lead somewhere. Not
// for a desk's own keys: each has its script.

/** Is the person writing in a box just now? Single letters then belong to the text. */
export const writing = () => {
  const at = document.activeElement;
  return !!at && (at.matches("input:not([type=checkbox]), textarea, select") || at.isContentEditable);
};

const help = document.getElementById("help");

export const toggleHelp = (open = help?.hidden) => {
  if (help) help.hidden = !open;
};

/** Keys that lead somewhere, as they lie on the keyboard: a Russian or Tajik layout writes other letters. */
const LIE = { "/": "Slash", "[": "BracketLeft", "]": "BracketRight" };

/** The name a key goes by here, whatever the layout: "v" for м, "[" for х, "/" for the stop on Slash. */
const keyOf = ({ key, code }) => {
  const cyrillic = /^\p{Script=Cyrillic}$/u.test(key);
  if (cyrillic && /^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
  const lies = Object.keys(LIE).find((name) => LIE[name] === code);
  if (lies && (cyrillic || (lies === "/" && key === "."))) return lies;
  return key.length === 1 ? key.toLowerCase() : key;
};

/** Walks what can be chosen with the arrows; gives the functions a desk binds to other keys. */
export const list = (within, onChoose = () => {}) => {
  const all = () => [...document.querySelectorAll(`${within} [data-choose]`)];
  const chosen = () => document.querySelector(`${within} .chosen`);
  const choose = (item) => {
    if (!item) return;
    chosen()?.classList.remove("chosen");
    item.classList.add("chosen");
    item.scrollIntoView({ block: "nearest" });
    onChoose(item);
  };
  const step = (by) => {
    const items = all();
    const at = items.indexOf(chosen());
    choose(items[Math.min(items.length - 1, Math.max(0, at + by))]);
  };
  const open = () => chosen()?.querySelector("a")?.click();
  return { all, chosen, choose, step, open };
};

// What a tab remembers of one person's work is not for the next.
document.addEventListener("submit", (event) => {
  if (event.target.matches('[action="/sign-out"]')) sessionStorage.clear();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) toggleHelp();
  for (const menu of document.querySelectorAll("details.choice[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "F1") {
    event.preventDefault();
    toggleHelp();
  } else if (event.key === "Escape" && help && !help.hidden) {
    event.preventDefault();
    event.stopImmediatePropagation();
    toggleHelp(false);
  } else if (!writing() && !event.ctrlKey && !event.altKey && !event.metaKey && !event.defaultPrevented) {
    const leads = document.querySelector(`[data-key="${CSS.escape(keyOf(event))}"]`);
    if (leads && !["Enter", "Tab"].includes(event.key)) {
      event.preventDefault();
      const box = leads.getAttribute("href")?.startsWith("#") && document.querySelector(leads.getAttribute("href"));
      if (box) box.focus();
      else leads.click();
    }
  }
});
