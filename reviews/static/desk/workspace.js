// The page of one claim: the article, the finding, and what keeps both safe. Also brings claim and sources to life elsewhere.

import { bringIntoView, quoteInto, stepThroughClaims } from "./article.js";
import { showBoth } from "./conflict.js";
import { Draft, keepSaving } from "./draft.js";
import { Lease, keepLease } from "./lease.js";
import { Recording, logInLink } from "./recording.js";
import { Sources } from "./sources.js";
import { offerToUse } from "./using.js";
import { text, read, write } from "./words.js";

const form = document.querySelector("[data-finding]");
const article = document.querySelector("[data-article]");
const sourcesBox = document.querySelector("[data-sources]");
const lit = document.getElementById("the-claim");

// One polite region, in the page from the start; emptied first, so that the same words are read again.
function says(words) {
  const region = document.querySelector("[data-says]");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = words; }, 100);
}

const sources = sourcesBox && new Sources(sourcesBox, says);
if (article && lit) bringIntoView(article, lit);
if (article?.querySelector("[data-step]")) stepThroughClaims(article);
if (article?.querySelector("[data-quote]") && sources) quoteInto(article, (marked) => sources.quote(marked));
if (form) workOn();

function workOn() {
  const line = document.querySelector("[data-saved]"), panel = document.querySelector("[data-conflict]");
  const state = (words, { logIn = false } = {}) => {
    line.textContent = words;
    if (logIn) line.append(" ", logInLink(form));
  };
  const blankRow = () => sources.blank();
  const lease = new Lease(form, document.querySelector("[data-lease-notice]"), says, () => { form.querySelector("[data-submit]").disabled = true; });
  const draft = new Draft(form, {
    state,
    says,
    saved: () => lease.active(),
    conflict: (theirs, done) => showBoth(panel, form, theirs, blankRow, () => { sources.refresh(); done(); }),
  });
  bringBack(draft, state, blankRow);
  keepSaving(form, draft);
  keepLease(lease);
  const recording = new Recording(form, { draft, lease, sources, state });
  keys(draft, recording);
  logOut(draft);
  offerToUse(form, sources, says);
  arrive();
}

// What this device kept because the desk did not get it: typed on from what the desk has, or an answer to both texts.
function bringBack(draft, state, blankRow) {
  const kept = draft.onDevice();
  const refused = form.querySelector(".errorlist, #error-summary"); // then the page itself brings back what was typed
  if (!kept || refused || text(kept.words) === text(read(form))) return draft.forget();
  const theirs = read(form), behind = draft.isBehind(kept);
  if (kept.saved && !behind) return draft.forget(); // another window has gone on since
  const itIsOurs = behind || kept.version === draft.version || kept.sent.includes(text(theirs));
  write(form, kept.words, blankRow);
  sources.refresh();
  if (!itIsOurs) return draft.ask(theirs, draft.version);
  if (behind) return undefined;
  state("What you typed before is back.");
  says("What you typed before is back.");
  return draft.touched();
}

function keys(draft, recording) {
  const radios = [...form.querySelectorAll("[name=rating]")];
  radios.slice(0, 9).forEach((radio, index) => {
    radio.dataset.key = String(index + 1);
    radio.dataset.label = radio.closest("label").innerText.replace(/\s*\d$/, "");
  });
  const save = document.querySelector("[data-save]");
  save.hidden = false;
  save.addEventListener("click", () => draft.save());
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    const strokes = { Enter: () => recording.record(), s: () => draft.save() };
    const stroke = (event.ctrlKey || event.metaKey) && strokes[event.key === "S" ? "s" : event.key];
    if (stroke && !document.querySelector(".ways details[open] form")?.contains(event.target)) {
      event.preventDefault();
      if (!event.repeat) stroke();
    } else if (event.key === "Escape" && !event.target.matches("input, textarea, select")) closeLast();
  });
}

// The second Esc: the first one has left the field.
function closeLast() {
  const open = [...document.querySelectorAll(".side details[open]")].at(-1);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
}

// Nobody finds on this device what somebody typed who has logged out; the desk has it.
function logOut(draft) {
  const out = document.getElementById("logout-form");
  out?.addEventListener("submit", async (event) => {
    if (!draft.dirty) return;
    event.preventDefault();
    if (await draft.save()) out.submit();
    else says("Not logged out yet: what you typed is not saved on the desk.");
  });
}

function arrive() {
  const recorded = new URLSearchParams(location.search).has("recorded");
  if (!document.getElementById("error-summary") && !location.hash) document.getElementById("claim-title").focus({ preventScroll: true });
  if (!recorded) return;
  history.replaceState(null, "", location.pathname);
  says(`Saved. Next claim loaded, ${document.querySelector("[data-left]")?.textContent ?? "many"} left.`);
}
