// Keeps the numbers of the editors' desk fresh: asks once a minute while somebody can see it, and swaps words, never
// elements, so that nobody loses their place. And: one stop of the Tab key for each plot, arrow keys along it.

const EVERY = 60_000;
const page = document.querySelector("[data-dashboard]");
const asOf = page.querySelector("[data-as-of]");
const pause = page.querySelector("[data-pause]");
const trouble = page.querySelector("[data-trouble]");
const stale = page.querySelector("[data-stale]");
let tag = "";
let timer;

function show(numbers) {
  let changed = false;
  for (const element of page.querySelectorAll("[data-number]")) {
    const number = numbers[element.dataset.number];
    if (number === undefined || element.textContent === number) continue;
    element.textContent = number;
    element.classList.toggle("nought", number === "0");
    if (element.dataset.named) element.setAttribute("aria-label", `${element.dataset.named}: ${number}`);
    const meter = element.parentElement.querySelector("meter");
    if (meter) meter.value = Number(number);
    changed = true;
  }
  if (changed) stale.hidden = false;
}

async function refresh() {
  try {
    const answer = await fetch(page.dataset.dashboard, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store", redirect: "error" });
    if (answer.status !== 304 && !answer.ok) throw new Error(answer.status);
    if (answer.status !== 304) show((await answer.json()).numbers);
    tag = answer.headers.get("ETag") || tag;
    asOf.textContent = answer.headers.get("As-Of");
    trouble.textContent = "";
  } catch {
    trouble.textContent = " · The numbers stand still: the desk does not answer, or you are logged out.";
  }
}

function keepFresh() {
  clearInterval(timer);
  if (document.hidden || pause.getAttribute("aria-pressed") === "true") return;
  timer = setInterval(refresh, EVERY);
}

pause.hidden = false;
pause.addEventListener("click", () => {
  const paused = pause.getAttribute("aria-pressed") !== "true";
  pause.setAttribute("aria-pressed", String(paused));
  if (!paused) refresh();
  keepFresh();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && pause.getAttribute("aria-pressed") !== "true") refresh();
  keepFresh();
});
keepFresh();

for (const plot of page.querySelectorAll("[data-plot]")) {
  const links = [...plot.querySelectorAll("a")];
  const stop = (here) => links.forEach((link) => link.setAttribute("tabindex", link === here ? "0" : "-1"));
  stop(links.at(-1));
  plot.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (!next) return;
    stop(next);
    next.focus();
  });
}
