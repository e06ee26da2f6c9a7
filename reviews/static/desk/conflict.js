// Two texts of one finding: shown side by side, field by field, until the person has said which to keep.

import { differing, read, write } from "./words.js";

const NAMES = { rating: "Rating", summary: "Summary", reasoning: "Reasoning", sources: "Sources" };

const said = (form, name, value) => {
  if (name === "sources") return (value ?? []).map((source) => [source.title, source.url, source.quote && `“${source.quote}”`].filter(Boolean).join("\n")).join("\n\n");
  if (name === "rating") return form.querySelector(`[name=rating][value="${CSS.escape(value ?? "")}"]`)?.closest("label").innerText.replace(/\s*\d$/, "") ?? "";
  return value ?? "";
};

export function showBoth(panel, form, theirs, blankRow, done) {
  const left = differing(read(form), theirs);
  panel.replaceChildren();
  panel.className = "conflict";
  panel.append(element("h2", "Another window saved a different text"), element("p", "Choose for each part. Nothing is saved until you have, and nothing is lost: both texts can be copied."));
  const settle = (box, name, taken) => {
    if (taken) write(form, { ...read(form), [name]: theirs[name] }, blankRow);
    box.remove();
    left.splice(left.indexOf(name), 1);
    if (left.length) return panel.querySelector("button").focus();
    panel.hidden = true;
    document.getElementById("claim-title").focus();
    done();
  };
  for (const name of [...left]) panel.append(choice(form, name, read(form)[name], theirs[name], settle));
  panel.hidden = false;
  if (left.length === 0) settle(element("p"), "", false);
}

function choice(form, name, mine, theirs, settle) {
  const box = element("fieldset");
  box.append(element("legend", NAMES[name]));
  for (const [title, button, words, taken] of [["Yours, here", "Keep mine", mine, false], ["Saved elsewhere", "Take theirs", theirs, true]]) {
    const side = element("div"), label = element("label", title), text = element("textarea");
    Object.assign(text, { readOnly: true, rows: 4, value: said(form, name, words) });
    label.append(text);
    const choose = element("button", button);
    Object.assign(choose, { type: "button", className: "button" });
    choose.setAttribute("aria-label", `${button}: ${NAMES[name]}`);
    choose.addEventListener("click", () => settle(box, name, taken));
    side.append(label, choose);
    box.append(side);
  }
  return box;
}

function element(name, words = "") {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}
