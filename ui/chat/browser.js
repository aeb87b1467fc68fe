// What only a browser can do: keep conversations, copy, save a file. The server sends tasks
// through one hidden element (#ra-tasks) and hears back through one hidden box (#ra-inbox):
// Gradio's own way to call scripts compiles text, which the content policy forbids.
(() => {
  const report = document.querySelector('meta[name="ra-report"]').content;
  // Several people may use one browser, one after the other: each finds their own.
  const user = document.cookie.match(/(?:^|; )report-assistant-user=([0-9a-f]+)/)?.[1] ?? "";
  const PREFIX = `report-assistant/${report}/${user}/`;
  const CURRENT = `${PREFIX}current`;

  const notice = (text) => {
    const line = document.querySelector("#ra-notice");
    if (line) line.textContent = text;
  };

  const entries = () => Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => {
      try {
        const { id, title, at } = JSON.parse(localStorage.getItem(key));
        return { id, title, at };
      } catch {
        return null;
      }
    })
    .filter((entry) => entry && typeof entry.id === "string")
    .sort((a, b) => String(b.at).localeCompare(String(a.at)));

  const listing = () => JSON.stringify(entries());

  const stored = (id) => {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + id)).conversation || "";
    } catch {
      return "";
    }
  };

  const put = ({ id, title, at, conversation, failed }) => {
    try {
      localStorage.setItem(PREFIX + id, JSON.stringify({ id, title, at, conversation }));
      sessionStorage.setItem(CURRENT, id);
      notice("");
    } catch {
      notice(failed);
    }
  };

  const rename = ({ id, title }) => {
    const entry = JSON.parse(localStorage.getItem(PREFIX + id));
    const conversation = JSON.stringify({ ...JSON.parse(entry.conversation), title });
    localStorage.setItem(PREFIX + id, JSON.stringify({ ...entry, title, conversation }));
  };

  const download = ({ name, type, content }) => {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const tasks = {
    "keep": put,
    "rename": rename,
    "download": download,
    "focus": () => setTimeout(
      () => document.querySelector("#ra-question-box textarea")?.focus(), 50,
    ),
    "begin": () => sessionStorage.removeItem(CURRENT),
    "delete": ({ id }) => {
      localStorage.removeItem(PREFIX + id);
      if (sessionStorage.getItem(CURRENT) === id) sessionStorage.removeItem(CURRENT);
    },
    "delete-all": () => {
      for (const { id } of entries()) localStorage.removeItem(PREFIX + id);
      sessionStorage.removeItem(CURRENT);
    },
  };

  const write = (message) => {
    const box = document.querySelector("#ra-inbox textarea");
    // A message like the last one would be no input: each has a number of its own.
    box.value = JSON.stringify({ ...message, listing: listing(), number: crypto.getRandomValues(new Uint32Array(1))[0] });
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Gradio reads the box some time after it was written to: the next message waits for that.
  const APART = 300; // milliseconds
  let free = 0;
  const tell = (message) => {
    const now = performance.now();
    const wait = Math.max(0, free - now);
    free = now + wait + APART;
    if (wait) setTimeout(write, wait, message);
    else write(message);
  };

  let last = "";
  const perform = () => {
    const text = document.querySelector("#ra-tasks .ra-task")?.textContent ?? "";
    if (!text || text === last) return;
    last = text;
    const { tasks: sent, stored: changed } = JSON.parse(text);
    for (const task of sent) tasks[task.do]?.(task);
    if (changed) tell({ do: "listed" });
  };

  // The clipboard of the browser is only there on https and on this machine.
  const copy = async (part, done) => {
    const text = document.querySelector(`#ra-copies .ra-copy-${part}`)?.textContent ?? "";
    const copied = part === "link" ? new URL(text, location.href).href : text;
    try {
      await navigator.clipboard.writeText(copied);
    } catch {
      const box = document.createElement("textarea");
      box.value = copied;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    notice(done);
  };

  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[id^='ra-copy-']");
    const done = document.querySelector("#ra-copies .ra-copied")?.textContent;
    if (button) copy(button.id.replace("ra-copy-", ""), done);
  });

  // The browser knows in which order conversations are chosen, and has them.
  addEventListener("change", ({ target }) => {
    if (!target.matches?.("#ra-past input[type='radio']")) return;
    sessionStorage.setItem(CURRENT, target.value);
    tell({ do: "opened", conversation: stored(target.value) });
  });

  let arrived = false;
  const arrive = () => {
    if (arrived || !document.querySelector("#ra-inbox textarea")) return;
    arrived = true;
    const current = sessionStorage.getItem(CURRENT);
    tell({
      do: "arrived",
      conversation: current ? stored(current) : "",
      address: location.search,
    });
  };

  // Answers come through one stream, which the server closes when none is missing. Gradio's client
  // opens no other for a question that it has sent just before it hears of that: the answer stays
  // on the server until the next time that the page sends something. So a button is pressed that
  // does nothing else.
  let streaming = false;
  let sentMeanwhile = false;
  const closed = () => {
    streaming = false;
    const overdue = sentMeanwhile;
    sentMeanwhile = false;
    // What follows upon the last answer opens a stream by itself.
    if (overdue) setTimeout(() => { if (!streaming) document.querySelector("#ra-awake")?.click(); }, 100);
  };
  const send = window.fetch;
  window.fetch = async (asked, options) => {
    const { pathname } = new URL(asked.url ?? asked, location.href);
    if (pathname.endsWith("/queue/data")) {
      streaming = true;
      (asked.signal ?? options?.signal)?.addEventListener("abort", closed);
    }
    const response = await send(asked, options);
    if (pathname.endsWith("/queue/join") && streaming) sentMeanwhile = true;
    return response;
  };

  new MutationObserver(() => {
    arrive();
    perform();
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
