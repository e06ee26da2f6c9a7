// Asks how far each export has come, until none is being made.

const table = document.querySelector("[data-progress]");
const summary = document.querySelector("[data-summary]");
const EVERY = 1000; // milliseconds

function show(made) {
  const row = table.querySelector(`[data-export="${made.id}"]`);
  const bar = row.querySelector("progress");
  Object.assign(bar, { max: made.expected, value: made.done, hidden: made.over });
  row.querySelector("[data-words]").textContent = made.words;
  if (!made.over) return;
  row.removeAttribute("data-waits");
  row.querySelector(".how").className = `how is-${made.state}`;
  row.querySelector("[data-file]").hidden = made.state !== "ready";
  row.querySelector("[data-again]").hidden = made.state === "ready";
  summary.textContent = `${row.querySelector("th").firstChild.textContent}: ${made.words}`; // spoken once
}

async function ask() {
  const ids = [...table.querySelectorAll("[data-waits]")].map((row) => `id=${row.dataset.export}`);
  if (!ids.length) return;
  const answer = await fetch(`${table.dataset.progress}?${ids.join("&")}`).catch(() => null);
  if (answer?.ok) (await answer.json()).exports.forEach(show);
  setTimeout(ask, EVERY);
}

if (table) setTimeout(ask, EVERY);
