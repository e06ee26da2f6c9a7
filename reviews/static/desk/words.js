// The words of a finding: read from the form and written into it, in the shape that the desk keeps as a draft.

const OF_FINDING = ["rating", "summary", "reasoning"];
const CHOSEN = ["stance", "kind", "accessed_on"]; // have a value before anybody typed

export function read(form) {
  const words = { sources: [] };
  for (const [name, value] of new FormData(form)) {
    const [, row, part] = name.match(/^sources-(\d+)-(.+)$/) ?? [];
    if (row !== undefined) (words.sources[row] ??= {})[part] = value;
    else if (OF_FINDING.includes(name)) words[name] = value;
  }
  words.sources = words.sources.filter((source) => source && Object.keys(source).some((part) => source[part] && !CHOSEN.includes(part)));
  return words;
}

// `blankRow` shows one more empty row and returns it.
export function write(form, words, blankRow) {
  for (const name of OF_FINDING) if (name in words || name !== "rating") form.elements[name].value = words[name] ?? "";
  const rows = () => [...form.querySelectorAll("[data-row]")];
  for (const field of rows().flatMap((row) => [...row.querySelectorAll("input:not([type=radio]), textarea")])) field.value = "";
  for (const [index, source] of (words.sources ?? []).entries()) {
    const row = rows()[index] ?? blankRow();
    row.hidden = false;
    for (const [part, value] of Object.entries(source)) setPart(row, part, value);
  }
}

export function part(row, name) {
  return row.querySelector(`[name$="-${name}"]:not([type=radio])`) ?? row.querySelector(`[name$="-${name}"]`);
}

export function setPart(row, name, value) {
  const field = part(row, name);
  if (field?.type === "radio") field.form.elements[field.name].value = value;
  else if (field) field.value = value ?? "";
}

// Two texts are the same when they say the same, whatever is left empty in which way.
export function text(words) {
  const filled = (source) => Object.entries(source).filter(([, value]) => value).sort();
  return JSON.stringify([...OF_FINDING.map((name) => words[name] || ""), (words.sources ?? []).map(filled)]);
}

export const differing = (mine, theirs) =>
  [...OF_FINDING, "sources"].filter((name) => text({ [name]: mine[name] }) !== text({ [name]: theirs[name] }));
