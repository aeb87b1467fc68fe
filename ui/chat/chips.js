// The citation chips of a chat model's sentences. Gradio tells the server only which part of a
// message was chosen, and all sentences are one part: a chip chooses the quote that it stands for.
(() => {
  const quoteOf = (chip) => {
    const place = chip.className.match(/\bra-to-(\d+)\b/)?.[1];
    const quotes = chip.closest(".bot-row")?.querySelectorAll(".ra-quote .ra-mark");
    return place === undefined ? null : quotes?.[Number(place)];
  };

  const choose = (event) => {
    const chip = event.target.closest?.("#ra-conversation .ra-statement .ra-mark");
    if (!chip) return;
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    quoteOf(chip)?.click();
  };
  addEventListener("click", choose, true);
  addEventListener("keydown", choose, true);
})();
