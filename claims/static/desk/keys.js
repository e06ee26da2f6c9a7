// Keys for every page: an element with data-key is clicked (or focused) by that key, and listed by "?".
// Single keys act only outside fields, without modifiers, not while composing and not on repeat (WCAG 2.1.4).

const OFF = "desk-keys-off";
const dialog = document.getElementById("desk-keys");
const inField = (target) =>
  target.closest("input:not([type=radio]):not([type=checkbox]):not([type=submit]), textarea, select, [contenteditable], [role=textbox]");
const keyed = () => [...document.querySelectorAll("[data-key]")].filter((element) => element.checkVisibility());

// What everybody presses -> what this person does. Pages know everybody's keys alone: it is only here that they are others.
const own = JSON.parse(document.querySelector("[data-own-keys]")?.dataset.ownKeys ?? "{}");
const meantBy = (pressed) => Object.keys(own).find((key) => own[key] === pressed) ?? (pressed in own ? null : pressed);

function relabel(part) {
  for (const cap of part.querySelectorAll("kbd:not([data-own])")) {
    if (!(cap.textContent in own)) continue;
    cap.dataset.own = "";
    cap.textContent = own[cap.textContent];
  }
}

if (Object.keys(own).length) {
  relabel(document.body);
  new MutationObserver((records) => records.forEach((record) => relabel(record.target))).observe(document.body, { childList: true, subtree: true });
}

function press(element) {
  if (element.matches("textarea, select, input:not([type=radio])")) element.focus();
  else element.click();
  if (element.matches("input[type=radio]")) element.focus();
}

function openHelp() {
  const list = dialog.querySelector("dl");
  list.replaceChildren();
  const rows = keyed().filter((element) => !("help" in element.dataset)).map((element) => [element.dataset.key, element.dataset.label]);
  for (const element of document.querySelectorAll("[aria-keyshortcuts]")) rows.push([element.getAttribute("aria-keyshortcuts"), element.dataset.label]);
  for (const [key, label] of rows) {
    const term = document.createElement("dt");
    const keycap = document.createElement("kbd");
    keycap.textContent = key;
    term.append(keycap);
    const words = document.createElement("dd");
    words.textContent = label;
    list.append(term, words);
  }
  dialog.querySelector("input").checked = localStorage.getItem(OFF) === "1";
  dialog.showModal();
}

// From a submit until the next page is in place a key could act on what is no longer there. What may be answered with a
// file (data-stays) leaves the page where it is.
let leaving = false;
const stays = (form) => form.method === "dialog" || "stays" in form.dataset;
addEventListener("submit", (event) => { leaving = !event.defaultPrevented && !stays(event.target); });
addEventListener("pageshow", () => { leaving = false; });
const rests = () => leaving || document.body.ariaBusy === "true" || dialog?.open || localStorage.getItem(OFF) === "1";
// On many keyboards a bracket takes AltGr, which counts as Ctrl and Alt.
const modified = (event) => !event.getModifierState("AltGraph") && (event.ctrlKey || event.metaKey || event.altKey);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && inField(event.target)) {
    event.target.blur();
    return;
  }
  if (modified(event) || event.repeat || event.isComposing || inField(event.target) || rests()) return;
  const element = keyed().find((candidate) => candidate.dataset.key === meantBy(event.key));
  if (!element) return;
  event.preventDefault();
  press(element);
  const details = element.closest("details");
  if (element.matches("summary") && details?.open) details.querySelector("textarea, input:not([type=hidden]), select")?.focus();
});

dialog?.querySelector("input")?.addEventListener("change", (event) => localStorage.setItem(OFF, event.target.checked ? "1" : "0"));
document.querySelector("[data-help]")?.addEventListener("click", openHelp);
document.getElementById("error-summary")?.focus();

// Whoever logs out leaves nothing on this device that the desk has.
document.getElementById("logout-form")?.addEventListener("submit", () => {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith("desk-draft:")))
    if (JSON.parse(localStorage.getItem(key))?.saved) localStorage.removeItem(key);
});

// A page that waits for the splitting asks again by itself.
const waiting = document.querySelector("[data-refresh]");
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.refresh) * 1000);
