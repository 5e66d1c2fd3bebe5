// Hears the keys and clicks of desks where people type and finds what they stand for. Not for what they do: that is act.js
// and transcribe.js; the letters of AltGr are letters.js.
import { isAltGr, tajikLetter, type } from "./letters.js";

/** Keys that decide or leave a field: one press, one field, so that a held key decides nothing unseen. */
const ONCE = /Enter|Tab|F3|F4|F7|KeyZ|KeyT|KeyN|KeyU/;

/** A key as buttons name it (Ctrl Z), as keys are named here (Ctrl KeyZ). */
export const keyOf = (press) => press.replace(/ ([A-Z])$/, " Key$1");

/** The name of a key; letters by their place, so that layouts do not matter. */
const nameOf = (event) => {
  const held = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"].filter(Boolean);
  const key = /^(F\d+|Enter|Tab|Arrow\w+)$/.test(event.key) ? event.key : event.code;
  return [...held, key].join(" ");
};

/** Hears `keys` (by name), `candidate` (Alt and a digit) and `back` (Esc), and what `clicked` finds; calls
 *  `first` before anything is done. */
export const listen = ({ input, keys, candidate, back, clicked, first }) => {
  const found = (event) => {
    const digit = event.altKey && !event.ctrlKey && /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    if (digit) return () => candidate(Number(digit[1]));
    // Away from the field, Enter and Tab are the browser's own.
    const inHand = document.activeElement === input || document.activeElement === document.body;
    const name = nameOf(event);
    return inHand || !/^(Shift )?Tab$|^Enter$/.test(name) ? keys[name] : null;
  };

  document.addEventListener("keydown", (event) => {
    const letter = tajikLetter(event);
    if (letter) {
      event.preventDefault();
      if (document.activeElement === input) type(input, letter);
      return;
    }
    if (isAltGr(event) || event.isComposing || event.metaKey) return;
    const does = event.key === "Escape" ? back : found(event);
    if (!does) return;
    if (event.repeat && ONCE.test(nameOf(event))) return event.preventDefault();
    first();
    // Esc that goes nowhere is the browser's.
    if (does() !== false) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const does = clicked(event.target);
    if (!does) return;
    event.preventDefault();
    first();
    does();
    input.focus({ preventScroll: true });
  });
};
