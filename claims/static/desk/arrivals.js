// Asks how far each article has come, until the last one is split or has failed.

const list = document.querySelector("[data-progress]");
const summary = document.querySelector("[data-summary]");
const EVERY = 1000; // milliseconds

function show(article) {
  for (const row of list.querySelectorAll(`[data-article="${article.id}"]`)) {
    row.querySelector("progress").value = article.step;
    row.querySelector("[data-words]").textContent = article.words;
    const retry = row.querySelector("[data-retry]");
    if (retry) retry.hidden = article.status !== "failed";
  }
}

async function ask() {
  const ids = [...new Set([...list.querySelectorAll("[data-article]")].map((row) => row.dataset.article))];
  const answer = await fetch(`${list.dataset.progress}?${ids.map((id) => `id=${id}`).join("&")}`).catch(() => null);
  if (answer?.ok) {
    const { articles } = await answer.json();
    articles.forEach(show);
    const left = articles.filter((article) => !article.over).length;
    const words = left ? `${left} still to be split.` : "Nothing is left to split.";
    if (summary.textContent !== words) summary.textContent = words; // spoken when it changes, not each second
    if (!left) return;
  }
  setTimeout(ask, EVERY);
}

if (list) setTimeout(ask, EVERY);
