// What was decided and is not yet kept by the server: held in this browser, sent in order, sent again
// when the line was down. Not for what a decision does to the screen.

/** Between two tries while the line is down, milliseconds. */
const AGAIN = 3000;

/** A queue that survives a reload. `on` hears {kind: "saved" | "kept" | "expired" | "refused", …}. */
export const openQueue = (person, token, on) => {
  const name = `daftar kept for ${person}`;
  const read = () => JSON.parse(localStorage.getItem(name) ?? "[]");
  const write = (kept) => localStorage.setItem(name, JSON.stringify(kept));
  const listeners = [];
  let sending = false;
  let timer = null;

  const put = (address, body) => {
    write([...read(), { address, body }]);
    return send();
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    while (read().length) {
      const [first] = read();
      const went = await post(first);
      if (went === "again") break;
      write(read().slice(1));
    }
    sending = false;
    if (!read().length) listeners.splice(0).forEach((done) => done());
  };

  const later = () => {
    timer = setTimeout(send, AGAIN);
    return "again";
  };

  const post = async ({ address, body }) => {
    let answer;
    try {
      const form = new URLSearchParams({ ...body, token });
      const headers = { Accept: "application/json" };
      answer = await fetch(address, { method: "POST", body: form, headers, redirect: "follow" });
    } catch {
      on({ kind: "kept", count: read().length });
      return later();
    }
    const json = answer.headers.get("content-type")?.startsWith("application/json");
    if (answer.ok && json) {
      on({ kind: "saved", body, answer: await answer.json(), left: read().length - 1 });
      return "sent";
    }
    if (answer.status >= 500) {
      on({ kind: "kept", count: read().length });
      return later();
    }
    if (answer.status === 403 || answer.redirected) {
      on({ kind: "expired", count: read().length });
      return "again";
    }
    on({ kind: "refused", body, why: (await answer.text()).replace(/<[^>]*>/g, " ").trim() });
    return "refused";
  };

  addEventListener("online", send);
  return {
    put,
    send,
    count: () => read().length,
    /** Resolves when nothing is kept here any more. */
    empty: () => new Promise((done) => (read().length ? listeners.push(done) : done())),
  };
};
