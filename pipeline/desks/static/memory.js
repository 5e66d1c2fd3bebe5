// What this tab remembers of a person's work: steps to take back, values to repeat. Keyed by person, and
// gone with the tab or at sign-out (desks.js). Not for what is not yet sent: that is queue.js.

export const openMemory = (person) => {
  const about = (what, empty) => {
    const name = `daftar ${what} of ${person}`;
    return {
      read: () => JSON.parse(sessionStorage.getItem(name) ?? empty),
      write: (thing) => sessionStorage.setItem(name, JSON.stringify(thing)),
    };
  };
  const steps = about("undo", "[]");
  const values = about("last act", "{}");
  return {
    /** Remembers steps, {act, field, nonce}. */
    did: (...more) => steps.write([...steps.read(), ...more]),
    /** The last step, which is then forgotten. */
    lastStep: () => {
      const all = steps.read();
      const last = all.pop();
      steps.write(all);
      return last;
    },
    /** Forgets steps that were not taken after all. */
    didNot: (nonce) => steps.write(steps.read().filter((step) => step.nonce !== nonce)),
    typed: (field, value) => values.write({ ...values.read(), [field]: value }),
    lastTyped: (field) => values.read()[field],
  };
};
