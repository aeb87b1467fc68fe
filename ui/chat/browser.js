// What only a browser can do: keep conversations, copy, save a file. The server sends tasks
// and never learns more than what it is shown. Loaded before the page; needs nothing.
window.reportAssistant = (() => {
  const report = document.querySelector('meta[name="ra-report"]').content;
  const PREFIX = `report-assistant/${report}/`;
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

  const perform = (text) => {
    if (text) {
      const task = JSON.parse(text);
      tasks[task.do]?.(task);
    }
    return listing();
  };

  // The clipboard of the browser is only there on https and on this machine.
  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    notice(done);
  };

  const open = (id) => {
    sessionStorage.setItem(CURRENT, id);
    return stored(id);
  };

  const arrival = () => {
    const current = sessionStorage.getItem(CURRENT);
    return JSON.stringify({ listing: listing(), conversation: current ? stored(current) : "" });
  };

  const focusQuestion = () => setTimeout(
    () => document.querySelector("#ra-question-box textarea")?.focus(), 50,
  );

  return { perform, copy, open, arrival, focusQuestion };
})();
