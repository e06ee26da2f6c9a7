// Asks how far each article or page has come, until nothing is left to do.

const list = document.querySelector("[data-progress]");
const summary = document.querySelector("[data-summary]");
const EVERY = 1000; // milliseconds
const idsOf = (kind) => [...new Set([...list.querySelectorAll(`[data-${kind}]`)].map((row) => row.dataset[kind]))];

function show(kind, thing) {
  for (const row of list.querySelectorAll(`[data-${kind}="${thing.id}"]`)) {
    row.querySelector("progress").value = thing.step;
    row.querySelector("[data-words]").textContent = thing.words;
    const retry = row.querySelector("[data-retry]");
    if (retry) retry.hidden = thing.status !== retry.dataset.retry;
    const link = row.querySelector("[data-link]");
    if (link && thing.link) Object.assign(link, { href: thing.link, textContent: thing.title, hidden: false });
  }
}

async function ask() {
  const asked = [...idsOf("article").map((id) => `id=${id}`), ...idsOf("page").map((id) => `page=${id}`)];
  const answer = await fetch(`${list.dataset.progress}?${asked.join("&")}`).catch(() => null);
  if (answer?.ok) {
    const { articles, pages } = await answer.json();
    articles.forEach((article) => show("article", article));
    pages.forEach((page) => show("page", page));
    const left = [...articles, ...pages].filter((thing) => !thing.over).length;
    const words = left ? `${left} still on the way.` : "Nothing is left to do.";
    if (summary.textContent !== words) summary.textContent = words; // spoken when it changes, not each second
    if (!left) return;
  }
  setTimeout(ask, EVERY);
}

if (list) setTimeout(ask, EVERY);
