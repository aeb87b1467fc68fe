"use strict";
const form = document.getElementById("filters");
const cases = [...document.querySelectorAll("details.case")];
const words = new Map(cases.map((it) => [it, it.textContent.toLowerCase()]));

function matches(it, wanted) {
  const { kind, verdict, good, split, changed } = it.dataset;
  return (!wanted.kind || kind === wanted.kind)
    && (!wanted.verdict || verdict === wanted.verdict || good === wanted.verdict)
    && (!wanted.split || split === wanted.split)
    && (!wanted.changed || changed.split(" ").includes(wanted.changed))
    && words.get(it).includes(wanted.words.trim().toLowerCase());
}

function filter() {
  const wanted = Object.fromEntries(new FormData(form));
  let shown = 0;
  for (const it of cases) {
    it.hidden = !matches(it, wanted);
    shown += it.hidden ? 0 : 1;
  }
  document.getElementById("count").textContent = `${shown} of ${cases.length} questions`;
}

function openNamed() {
  const named = cases.find((it) => `#${it.id}` === location.hash);
  if (!named) return;
  if (named.hidden) {
    form.reset();
    filter();
  }
  named.open = true;
  named.scrollIntoView();
}

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
// The event comes before the fields are reset.
form.addEventListener("reset", () => setTimeout(filter));
window.addEventListener("hashchange", openNamed);
openNamed();
