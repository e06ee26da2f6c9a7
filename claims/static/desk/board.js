// Moving through the claims by key, choosing several, and keeping one's place when an act has been done.
// The keys themselves are buttons (keys.js presses them); without this script the boxes are ticked by hand.

const form = document.getElementById("bulk");
const rows = form ? [...form.querySelectorAll("[data-row]")] : [];
const boxOf = (row) => row.querySelector("input[name=row]");
const boxes = rows.map(boxOf).filter(Boolean);
let here = null; // the row that the keys are at
let anchor = null; // where a range begins

function goTo(row, { focus = true } = {}) {
  if (!row) return;
  if (here) here.tabIndex = -1;
  here = row;
  row.tabIndex = 0;
  if (focus) {
    row.focus();
    row.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function move(step) {
  const at = rows.indexOf(here);
  const begun = here === document.activeElement || here?.contains(document.activeElement);
  goTo(rows[begun ? Math.min(Math.max(at + step, 0), rows.length - 1) : Math.max(at, 0)]);
}

function tell() {
  const number = boxes.filter((box) => box.checked).length;
  const words = form.querySelector("[data-chosen]");
  if (words) words.textContent = number === 1 ? "1 claim chosen" : `${number} claims chosen`;
  const all = document.getElementById("all-shown");
  if (all) {
    all.checked = number > 0 && number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
  }
}

function choose(row) {
  const box = row && boxOf(row);
  if (!box) return;
  box.checked = !box.checked;
  anchor = row;
  tell();
}

function chooseUpTo(row) {
  const [first, last] = [rows.indexOf(anchor ?? row), rows.indexOf(row)].sort((a, b) => a - b);
  for (const between of rows.slice(first, last + 1)) boxOf(between).checked = true;
  anchor = row;
  tell();
}

function chooseAll() {
  const wanted = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = wanted;
  tell();
}

if (rows.length) {
  for (const row of rows) row.tabIndex = -1;
  const before = rows.find((row) => row.dataset.row === form.elements.at?.value);
  const troubled = document.getElementById("error-summary");
  goTo(before ?? rows[0], { focus: Boolean(before) && !troubled });

  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) goTo(row, { focus: false });
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-row]")) {
      event.preventDefault();
      event.target.querySelector("a").click();
    } else if (event.key === "Enter" && event.target.dataset.submit) {
      event.preventDefault();
      form.querySelector(`button[value="${event.target.dataset.submit}"]`).click();
    }
  });
  form.addEventListener("submit", () => {
    // Nothing ticked: the claim that the keys are at is meant.
    if (here && boxOf(here) && !boxes.some((box) => box.checked)) boxOf(here).checked = true;
    form.elements.at.value = here?.dataset.row ?? "";
  });
}

if (boxes.length) {
  let last = null;
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      const row = box.closest("[data-row]");
      if (event.shiftKey && last) {
        anchor = last;
        chooseUpTo(row);
      }
      last = anchor = row;
      tell();
    });
  }
  const all = document.getElementById("all-shown");
  if (all) {
    all.hidden = false;
    all.addEventListener("change", chooseAll);
  }
  for (const moves of form.querySelectorAll(".moves")) moves.hidden = false;
  for (const button of form.querySelectorAll("[data-move]")) button.addEventListener("click", () => move(Number(button.dataset.move)));
  form.querySelector("[data-choose]")?.addEventListener("click", () => choose(here));
  form.querySelector("[data-range]")?.addEventListener("click", () => chooseUpTo(here));
  form.querySelector("[data-all]")?.addEventListener("click", chooseAll);
  tell();
}

// Suggestions for what may be typed, where the browser has them.
for (const [name, list] of [["outlet", "outlets"], ["older_than", "spans"], ["newer_than", "spans"]]) {
  document.getElementById(`id_${name}`)?.setAttribute("list", list);
}
