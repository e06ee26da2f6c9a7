// What is known, added to the finding: the reasoning and the sources of an earlier verdict, behind what is typed and never
// over it, or another publisher's check as one source more. Whoever reviews still rates, reads it and records; one button
// takes it out again.

import { setPart } from "./words.js";

const PARTS = ["title", "publisher", "author", "published_on", "accessed_on", "quote", "kind", "stance", "note", "withheld_reason"];

export function offerToUse(form, sources, says) {
  const reveal = () => document.querySelectorAll("[data-use], [data-cite]").forEach((button) => { button.hidden = false; });
  document.addEventListener("desk:known", reveal);
  reveal();
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-use], [data-cite]");
    if (!button || button.disabled) return;
    event.preventDefault(); // without scripts it sends the form
    if ("cite" in button.dataset) return cite(sources, button, says);
    button.disabled = true;
    const answer = await fetch(button.dataset.use, { headers: { Accept: "application/json" } }).catch(() => null);
    const verdict = answer?.ok && (await answer.json());
    button.disabled = false;
    if (!verdict?.reasoning) return says("The verdict could not be read. Try again.");
    return use(form, sources, verdict, button, says);
  });
}

function use(form, sources, verdict, button, says) {
  const field = form.elements.reasoning;
  const added = verdict.sources.filter((source) => !(source.url && sources.at(source.url))).map((source) => {
    const row = sources.add({ url: source.url });
    for (const part of PARTS) setPart(row, part, source[part]);
    row.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
    return row;
  });
  append(field, verdict.reasoning);
  const number = added.length === 1 ? "1 source" : `${added.length} sources`;
  const words = `Its reasoning and ${number} are added to your finding. Read them, and rate the claim yourself.`;
  const takeOut = () => {
    remove(field, verdict.reasoning);
    added.forEach((row) => sources.takeBack(row));
    says("Taken out again.");
  };
  tell(button, words, takeOut).focus();
  says(words);
}

// What it has to do with the claim is for whoever reviews to say: until then it is context, as it would be recorded.
function cite(sources, button, says) {
  const { cite: url, title, publisher, published_on } = button.dataset, number = sources.at(url);
  if (number) return says(`Source ${number} has this address already.`);
  const row = sources.add({ url, title, publisher, published_on });
  setPart(row, "stance", "context");
  setPart(row, "kind", "secondary");
  row.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
  const words = `Cited as source ${sources.at(url)}. Read it, and say whether it supports or refutes the claim.`;
  const takeOut = () => {
    sources.takeBack(row);
    says("Taken out again.");
  };
  tell(button, words, takeOut).focus();
  return says(words);
}

function append(field, words) {
  field.value = [field.value.trimEnd(), words].filter(Boolean).join("\n\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Words that somebody has changed since are theirs, and stay.
function remove(field, words) {
  const at = field.value.lastIndexOf(words);
  if (at < 0) return;
  const before = field.value.slice(0, at).trimEnd(), behind = field.value.slice(at + words.length).trimStart();
  field.value = [before, behind].filter(Boolean).join("\n\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Stands in the place of the button until it is undone.
function tell(button, words, takeOut) {
  const line = document.createElement("div"), said = document.createElement("p"), undo = document.createElement("button");
  line.className = "known-used";
  said.textContent = words;
  Object.assign(undo, { type: "button", className: "button", textContent: "Undo" });
  line.append(said, undo);
  button.hidden = true;
  button.closest("[data-one]").append(line);
  undo.addEventListener("click", () => {
    takeOut();
    line.remove();
    button.hidden = false;
    button.focus();
  });
  return undo;
}
