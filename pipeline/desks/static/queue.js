// What was decided and is not yet kept by the server: held in this browser, sent in order, sent again when
// the line was down, and put aside when the server says no. Not for what a decision does to the screen.

/** Between two tries while the line is down, milliseconds. */
const AGAIN = 3000;

/** A word nobody else makes: by it the server knows what it was sent before. */
const word = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

/** Things kept under names that begin alike, each under its own, so that two tabs never write over each other. */
const shelf = (begin) => ({
  names: () => Object.keys(localStorage).filter((name) => name.startsWith(begin)).sort(),
  get: (name) => JSON.parse(localStorage.getItem(name)),
  put: (end, thing) => {
    localStorage.setItem(begin + end, JSON.stringify(thing));
    return begin + end;
  },
  drop: (name) => localStorage.removeItem(name),
});

/** What the server says in a page that refuses. */
const saidBy = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector("main p") ?? page.body).textContent.replace(/\s+/g, " ").trim();
};

/** A queue that survives a reload. `on` hears {kind: "saved" | "kept" | "expired" | "refused", …}. */
export const openQueue = (person, token, on) => {
  const kept = shelf(`daftar kept for ${encodeURIComponent(person)} `);
  const refused = shelf(`daftar refused for ${encodeURIComponent(person)} `);
  // This tab sends what it found here and what it put; what other tabs put meanwhile they send themselves.
  const ours = new Set(kept.names());
  const waiting = () => kept.names().filter((name) => ours.has(name));
  let number = Date.now();
  let sending = false;
  let timer = null;

  const put = (address, body) => {
    const nonce = word();
    number = Math.max(number + 1, Date.now());
    ours.add(kept.put(`${String(number).padStart(16, "0")} ${nonce}`, { address, body: { ...body, nonce } }));
    send();
    return nonce;
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    for (let [first] = waiting(); first; [first] = waiting()) {
      const event = await post(kept.get(first));
      if (event.kind === "kept") timer = setTimeout(send, AGAIN);
      const stays = ["kept", "expired"].includes(event.kind);
      if (!stays) kept.drop(first);
      if (event.kind === "refused") refused.put(event.body.nonce, { body: event.body, why: event.why });
      on({ ...event, left: waiting().length });
      if (stays) break;
    }
    sending = false;
  };

  const post = async ({ address, body }) => {
    try {
      const form = new URLSearchParams({ ...body, token });
      const headers = { Accept: "application/json" };
      const answer = await fetch(address, { method: "POST", body: form, headers, redirect: "follow" });
      const json = answer.headers.get("content-type")?.startsWith("application/json");
      if (answer.ok && json) return { kind: "saved", body, answer: await answer.json() };
      if (answer.status >= 500) return { kind: "kept" };
      if (answer.status === 403 || answer.redirected) return { kind: "expired" };
      return { kind: "refused", body, why: saidBy(await answer.text()) };
    } catch {
      return { kind: "kept" };
    }
  };

  addEventListener("online", send);
  return {
    put,
    send,
    /** What the server said no to and nobody has answered yet: {body, why}. */
    refused: () => refused.names().map(refused.get),
    /** Forgets what was refused of these. */
    answered: (which) => refused.names().filter((name) => which(refused.get(name).body)).forEach(refused.drop),
  };
};
