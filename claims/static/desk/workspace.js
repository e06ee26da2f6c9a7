// The page of one claim: brings it into view, adds rows of sources, keeps what is typed on this device until it is recorded.

const lit = document.getElementById("the-claim");
const article = document.querySelector("[data-article]");
if (lit && article) {
  // At once, not gliding: the claim is where the eye goes first.
  const above = lit.getBoundingClientRect().top - article.getBoundingClientRect().top;
  article.scrollTo({ top: article.scrollTop + above - article.clientHeight / 3, behavior: "instant" });
}

const sources = document.querySelector("[data-sources]");
const form = document.querySelector("[data-finding]");

function addSource() {
  const total = sources.querySelector("[name$=TOTAL_FORMS]");
  const row = sources.querySelector("[data-blank]").content.firstElementChild.cloneNode(true);
  for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby]"))
    for (const name of ["name", "id", "for", "aria-describedby"])
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace("__prefix__", total.value));
  total.value = Number(total.value) + 1;
  sources.querySelector("[data-add-source]").before(row);
  return row;
}

const isEmpty = (row) => [...row.querySelectorAll("input:not([type=hidden]), textarea")].every((field) => !field.value) && !row.querySelector(".errorlist");

if (sources) {
  // One empty row is enough to start with: the others are for people without JavaScript.
  const rows = [...sources.querySelectorAll("[data-row]")];
  rows.filter(isEmpty).slice(1).forEach((row) => { row.hidden = true; });
  const button = sources.querySelector("[data-add-source]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = [...sources.querySelectorAll("[data-row]:not([hidden])")];
    const spare = shown.findLast(isEmpty) ?? sources.querySelector("[data-row][hidden]") ?? addSource();
    spare.hidden = false;
    spare.querySelector("input:not([type=hidden])").focus();
  });
}

// --- the finding ---------------------------------------------------------------------------------------------------

const draftKey = (id) => `draft-finding-${id}`;
const recorded = new URLSearchParams(location.search).get("recorded");
if (recorded) {
  localStorage.removeItem(draftKey(recorded));
  history.replaceState(null, "", location.pathname);
}

function typed() {
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "token");
}

function restore(fields) {
  const wanted = Number(fields.find(([name]) => name.endsWith("TOTAL_FORMS"))?.[1] ?? 0);
  while (sources.querySelectorAll("[data-row]").length < wanted) addSource();
  for (const [name, value] of fields) {
    if (name.endsWith("_FORMS")) continue;
    const field = form.elements[name];
    if (!field) continue;
    field.value = value;
    if (value && field.closest) field.closest("[data-row]")?.removeAttribute("hidden");
  }
}

if (form) {
  const saved = document.querySelector("[data-saved]");
  const key = draftKey(form.dataset.finding);
  const kept = localStorage.getItem(key);
  const came = !form.querySelector(".errorlist, #error-summary"); // after a refusal the page itself brings the text back
  if (kept && came) {
    restore(JSON.parse(kept));
    saved.textContent = "What you typed before is back.";
  }
  let timer;
  const keep = () => {
    localStorage.setItem(key, JSON.stringify(typed()));
    saved.textContent = "Kept on this device.";
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 400); });
  addEventListener("pagehide", () => { if (timer) keep(); });

  // 1..9 choose a rating, r goes to the reasoning, Ctrl+Enter records: also from inside a field.
  const radios = [...form.querySelectorAll("input[type=radio]")];
  radios.slice(0, 9).forEach((radio, index) => {
    radio.dataset.key = String(index + 1);
    radio.dataset.label = radio.closest("label").innerText.replace(/\s*\d$/, "");
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && !event.repeat) form.requestSubmit();
  });
  form.addEventListener("submit", () => { form.querySelector("[data-submit]").disabled = true; });
}
