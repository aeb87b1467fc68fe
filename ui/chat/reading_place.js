// Keeps the reader's place. The page works without it; Gradio alone would leave a new answer
// out of sight after the reader has scrolled up.
(() => {
  const NARROW = "(max-width: 780px)";
  let rows = 0;
  let following = false;
  let source = null;

  const top = (element) => element.getBoundingClientRect().top;

  const showNewestQuestion = () => {
    const log = document.querySelector("#ra-conversation [role=log]");
    const count = log ? log.querySelectorAll(".message-row").length : 0;
    if (count !== rows) following = true;
    rows = count;
    if (!following) return;
    const newest = log && [...log.querySelectorAll(".user-row")].pop();
    if (!newest) return;
    log.scrollTop += top(newest) - top(log) - 12;
    // On a telephone the box for the question can push the conversation out of sight.
    if (matchMedia(NARROW).matches && top(newest) < 0) log.scrollIntoView({ block: "start" });
  };

  const showQuote = () => {
    const panel = document.querySelector("#ra-panel");
    const current = panel && panel.querySelector(".ra-source");
    if (!current || current === source) return;
    source = current;
    panel.tabIndex = 0; // what scrolls must be reached with the keyboard
    const mark = current.querySelector("mark");
    const depth = mark ? top(mark) - top(current) : 0;
    panel.scrollTop = depth > panel.clientHeight * 0.6 ? depth - 100 : 0;
  };

  // The answer arrives in pieces; from the first touch on, the place is the reader's own.
  for (const sign of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(sign, () => { following = false; }, { capture: true, passive: true });
  }

  // On a telephone the source stands below the conversation, out of sight.
  const showSource = (event) => {
    const chosen = event.target.closest?.("#ra-sources label, #ra-conversation .ra-quote");
    const meant = event.type === "click" || event.key === "Enter";
    if (!chosen || !meant || !matchMedia(NARROW).matches) return;
    document.querySelector("#ra-panel").scrollIntoView({ block: "start" });
  };
  addEventListener("click", showSource, true);
  addEventListener("keydown", showSource, true);

  // Gradio names each message by its HTML source, which a screen reader would read out.
  const unnameMessages = () => {
    for (const message of document.querySelectorAll("#ra-conversation [data-testid][aria-label]")) {
      message.removeAttribute("aria-label");
    }
  };

  // Roles of Gradio's own that promise a screen reader what is not there.
  const MISLEADING = ".toast-header[role], #ra-conversation .examples[role]";
  const mendRoles = () => {
    for (const element of document.querySelectorAll(MISLEADING)) {
      element.removeAttribute("role");
      if (element.matches(".toast-header")) element.removeAttribute("tabindex");
    }
  };

  new MutationObserver(() => {
    unnameMessages();
    mendRoles();
    showNewestQuestion();
    showQuote();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
