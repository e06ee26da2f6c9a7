// The page of one claim: brings it into view, adds rows of sources, keeps the lease and what is typed until it is recorded.

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

// The same in the shape that the server keeps: the words of the finding, and its sources one by one.
function asWords(fields) {
  const words = { sources: [] };
  for (const [name, value] of fields) {
    const [, row, part] = name.match(/^sources-(\d+)-(.+)$/) ?? [];
    if (row !== undefined) (words.sources[row] ??= {})[part] = value;
    else if (!name.startsWith("sources-")) words[name] = value;
  }
  words.sources = words.sources.filter((source) => source && ["url", "title", "publisher", "quote"].some((part) => source[part]));
  return words;
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
  const notice = document.querySelector("[data-lease-notice]");
  const key = draftKey(form.dataset.finding);
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  const came = !form.querySelector(".errorlist, #error-summary"); // after a refusal the page itself brings the text back
  if (kept && !kept.saved && came) {
    restore(kept.fields);
    saved.textContent = "What you typed before is back.";
  }

  const send = (method, address, data) => fetch(address, {
    method,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify(data),
    keepalive: true,
  });
  const clock = (time) => time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const onDevice = (fields, done) => localStorage.setItem(key, JSON.stringify({ fields, saved: done }));

  // --- the lease: every save renews it, at most once a minute; near its end there is one notice and one button --------
  let until = new Date(form.dataset.until), renewed = 0, warning;
  function warn() {
    clearTimeout(warning);
    warning = setTimeout(() => { notice.hidden = false; }, Math.max(0, until - Date.now() - form.dataset.warn * 1000));
  }
  async function renew() {
    renewed = Date.now();
    const answer = await send("POST", form.dataset.renewal, { token: form.elements.token.value }).catch(() => null);
    if (answer?.ok) {
      until = new Date((await answer.json()).leased_until);
      document.querySelector("[data-until]").textContent = clock(until);
      notice.hidden = true;
      warn();
    } else if (answer) {
      const why = await answer.json().catch(() => null);
      saved.textContent = why?.detail ?? "This claim could not be kept for you.";
    }
  }
  notice.querySelector("button").addEventListener("click", renew);
  warn();

  // --- the draft: on this device at once, on the server a moment later ------------------------------------------------
  let timer, version = Number(form.dataset.draftVersion), sending = Promise.resolve();
  async function save() {
    timer = undefined;
    const fields = typed();
    onDevice(fields, false);
    const answer = await send("PUT", form.dataset.draft, { words: asWords(fields), version: version || null }).catch(() => null);
    if (answer?.ok) {
      version = (await answer.json()).version;
      onDevice(fields, true);
      saved.textContent = `Saved ${clock(new Date())}`;
      if (Date.now() - renewed > 60_000) renew();
    } else if (answer?.status === 409) saved.textContent = "Saved elsewhere meanwhile: what you type here stays on this device.";
    else saved.textContent = "Not saved on the server, kept on this device.";
  }
  const saveNow = () => { clearTimeout(timer); sending = sending.then(save); };
  form.addEventListener("input", () => {
    onDevice(typed(), false);
    clearTimeout(timer);
    timer = setTimeout(saveNow, 800);
  });
  addEventListener("visibilitychange", () => { if (timer && document.hidden) saveNow(); });
  addEventListener("pagehide", () => { if (timer) saveNow(); });

  // 1..9 choose a rating, r goes to the reasoning, Ctrl+Enter records: also from inside a field.
  const radios = [...form.querySelectorAll("input[type=radio]")];
  radios.slice(0, 9).forEach((radio, index) => {
    radio.dataset.key = String(index + 1);
    radio.dataset.label = radio.closest("label").innerText.replace(/\s*\d$/, "");
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && !event.repeat) form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = undefined; // recorded, the draft is gone: nothing may bring it back
    form.querySelector("[data-submit]").disabled = true;
  });
}
