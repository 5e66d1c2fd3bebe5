// The letters ғ ӣ қ ӯ ҳ ҷ by AltGr, whatever layout the computer has: by the key's place and, where the
// layout is Cyrillic, by the letter itself. Not for Alt with a number: that takes a candidate.

/** Key places of г и к у х ч on a Russian keyboard. */
const PLACES = { KeyU: "ғ", KeyB: "ӣ", KeyR: "қ", KeyE: "ӯ", BracketLeft: "ҳ", KeyX: "ҷ" };
const LETTERS = { г: "ғ", и: "ӣ", к: "қ", у: "ӯ", х: "ҳ", ч: "ҷ" };

/** On layouts without AltGr the same key arrives as the right Alt. */
let rightAlt = false;
addEventListener("keydown", (event) => event.code === "AltRight" && (rightAlt = true), true);
addEventListener("keyup", (event) => event.code === "AltRight" && (rightAlt = false), true);
addEventListener("blur", () => (rightAlt = false));

/** Is AltGr held? It arrives as Ctrl and Alt on some systems; then it is never Alt alone. */
export const isAltGr = (event) =>
  event.getModifierState("AltGraph") || (event.ctrlKey && event.altKey) || (event.altKey && rightAlt);

/** The letter AltGr gives with this key, if any. */
export const tajikLetter = (event) => {
  if (!isAltGr(event)) return null;
  const small = LETTERS[event.key.toLowerCase()] ?? PLACES[event.code];
  if (!small) return null;
  const upper = event.shiftKey || event.getModifierState("CapsLock");
  return upper ? small.toUpperCase() : small;
};

/** Types `letter` where the caret stands. */
export const type = (input, letter) => {
  input.setRangeText(letter, input.selectionStart, input.selectionEnd, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
};
