// The one line that says how saving goes. Not for conflicts: those are told beside the field.

const $ = (id) => document.getElementById(id);

const fill = (text, value) => text.replace(/\{n\}|\{why\}|\{time\}/, value);

/** What each event says, with its mark. */
const SAYS = {
  kept: (words, event) => [fill(words.kept, event.left), "waiting"],
  expired: (words, event) => [fill(words.expired, event.left), "waiting"],
  closing: (words) => [words.closing, "waiting"],
  dropped: (words) => [words.nothing, "confirmed"],
  saved: (words, event) => !event.left && [fill(words.saved, new Date().toLocaleTimeString("ru")), "confirmed"],
};

/** Tells an event of the queue; what was refused is told until it is answered. */
export const teller = (words) => (event, refused) => {
  for (const id of ["refused-open", "refused-drop"]) $(id).hidden = !refused;
  const says = refused ? [fill(words.refused, refused.why), "breach"] : SAYS[event.kind]?.(words, event);
  if (!says) return;
  const [text, mark] = says;
  $("saved").textContent = text;
  $("saved").title = text;
  $("saved").previousElementSibling.firstElementChild.setAttribute("href", `#m-${mark}`);
};
