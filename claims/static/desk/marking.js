// Making a claim of words that somebody chose, with the mouse or by keys, and adjusting the words of one.
// What was chosen is lit as a highlight: the article itself is never written to.

import { Text } from "./offsets.js";

const LIT = "chosen-words";

function light(range) {
  if (!("highlights" in CSS)) return; // the browser's own selection shows it
  if (range) CSS.highlights.set(LIT, new Highlight(range));
  else CSS.highlights.delete(LIT);
}

function contentsOf(node) {
  const range = new Range();
  range.selectNodeContents(node);
  return range;
}

// The bar beside the words, for pages that make claims.
class Marking {
  constructor(root) {
    this.root = root;
    this.bar = root.querySelector("[data-bar]");
    this.trouble = root.querySelector("[data-trouble]");
    this.begin = root.querySelector("[data-begin]");
    this.begin.hidden = false;
    document.body.append(this.bar);
    this.listen();
  }

  listen() {
    this.begin.addEventListener("click", () => this.choose(this.selected() ?? this.firstInView(), true));
    this.bar.querySelector("[data-make]").addEventListener("click", () => this.make());
    this.bar.querySelector("[data-leave]").addEventListener("click", () => this.leave());
    for (const button of this.bar.querySelectorAll("[data-move]")) button.addEventListener("click", () => this.move(...moveOf(button)));
    this.bar.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    this.bar.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.choose(this.selected()), 150);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.bar.hidden) this.leave();
    });
    for (const happens of ["scroll", "resize"]) addEventListener(happens, () => this.put(), { capture: true, passive: true });
  }

  // The text as it is on the page now: lists and texts are swapped while one works.
  get text() {
    const root = document.querySelector("[data-text]");
    if (this.read?.root !== root) this.read = root && new Text(root);
    return this.read;
  }

  // What is selected in the text now, in whole words.
  selected() {
    const selection = getSelection();
    if (!this.text || selection.isCollapsed || !selection.rangeCount) return null;
    const isThere = this.text.root.contains(selection.anchorNode) || this.text.root.contains(selection.focusNode);
    return isThere ? this.text.selected(selection.getRangeAt(0)) : null;
  }

  choose(place, byKeys = false) {
    const known = !this.bar.hidden && JSON.stringify(place) === JSON.stringify(this.place);
    if (!place || (known && !byKeys)) return;
    this.place = place;
    const range = this.text.range(place);
    if (this.bar.hidden) this.before = document.activeElement;
    light(range);
    this.bar.querySelector("[data-words]").textContent = this.text.quote(place);
    this.trouble.textContent = "";
    this.bar.hidden = false;
    this.begin.dataset.kept ??= this.begin.dataset.key;
    this.begin.removeAttribute("data-key");
    if (byKeys) {
      range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
      this.bar.querySelector("[data-make]").focus({ preventScroll: true });
    }
    this.put();
  }

  // Below the words where there is room, above them otherwise, never outside the window.
  put() {
    if (this.bar.hidden || !this.place) return;
    const words = this.text.range(this.place).getBoundingClientRect();
    const { width, height } = this.bar.getBoundingClientRect();
    const below = words.bottom + 8, fits = below + height < innerHeight;
    this.bar.style.left = `${Math.max(8, Math.min(words.left, innerWidth - width - 8))}px`;
    this.bar.style.top = `${Math.max(8, fits ? below : words.top - height - 8)}px`;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const side = event.shiftKey ? "start" : "end";
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.choose(this.text.sentence(this.place, step), true);
    else this.move(side, step);
  }

  move(side, step) {
    this.choose(this.text.moved(this.place, side, step));
  }

  // The next sentence that no claim has: after the claim that one is at, else in view; the one there where all have.
  firstInView() {
    const here = document.querySelector("[data-row][aria-current]")?.dataset.row;
    const lit = document.querySelector(here ? `[data-text] [data-claim="${here}"]` : "[data-text] mark.lit");
    const line = this.text.lines.findIndex((one) => one.node.getBoundingClientRect().bottom > 0);
    const from = lit ? this.text.selected(contentsOf(lit)) : { start: { line: Math.max(line, 0), unit: -1 } };
    const first = this.text.sentence(from, 1);
    for (let next = first; next; next = this.text.sentence(next, 1)) if (this.isFree(next)) return next;
    return first ?? this.text.sentence({ start: { line: 0, unit: -1 } }, 1);
  }

  isFree(place) {
    const range = this.text.range(place), claim = ".claim, mark";
    return !range.startContainer.parentElement.closest(claim) && !range.cloneContents().querySelector(claim);
  }

  leave() {
    this.bar.hidden = true;
    this.place = null;
    light(null);
    getSelection().removeAllRanges();
    if (this.begin.firstElementChild) this.begin.dataset.key = this.begin.dataset.kept;
    if (this.before?.isConnected) this.before.focus({ preventScroll: true }); // where the hand was
  }

  async make() {
    const button = this.bar.querySelector("[data-make]");
    button.disabled = true;
    const sent = { ...this.text.span(this.place), revision: Number(this.root.dataset.revision) };
    const answer = await fetch(this.root.dataset.address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.root.querySelector("[name=csrfmiddlewaretoken]").value },
      body: JSON.stringify(sent),
    }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    button.disabled = false;
    if (answer?.ok) this.made(said);
    else {
      this.trouble.textContent = said?.detail ?? "The desk cannot be reached. Your choice is still here: try again.";
      button.focus({ preventScroll: true });
      this.put();
    }
  }

  made(claim) {
    const link = document.createElement("a");
    link.href = this.root.dataset.claims.replace("/0/", `/${claim.id}/`);
    link.textContent = claim.text;
    this.root.querySelector("[data-marked]").replaceChildren(`Claim ${claim.id} made: `, link);
    this.leave();
    document.dispatchEvent(new CustomEvent("desk:marked", { detail: claim }));
  }
}

const moveOf = (button) => {
  const [side, step] = button.dataset.move.split(" ");
  return [side, Number(step)];
};

// The form of a claim whose words are adjusted: the same moves, kept in its fields until it is sent.
function adjusting(form) {
  const text = new Text(document.querySelector("[data-text]"));
  const { start, end, quote } = form.elements;
  const from = Number(form.dataset.from), to = Number(form.dataset.to);
  let place = text.at(from, to);
  function show(next) {
    if (!next) return;
    place = next;
    const span = text.span(place);
    [start.value, end.value, quote.value] = [span.start, span.end, span.quote];
    light(text.range(place));
  }
  form.querySelector("[data-moves]").hidden = false;
  for (const button of form.querySelectorAll("[data-move]")) button.addEventListener("click", () => show(text.moved(place, ...moveOf(button))));
  quote.addEventListener("input", () => { start.value = end.value = ""; light(null); }); // typed words are looked for
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.isCollapsed && text.root.contains(selection.anchorNode)) show(text.selected(selection.getRangeAt(0)));
  });
  const article = document.querySelector("[data-article]"), lit = document.getElementById("the-claim");
  if (lit) article.scrollTo({ top: article.scrollTop + lit.getBoundingClientRect().top - article.getBoundingClientRect().top - article.clientHeight / 3, behavior: "instant" });
}

const marking = document.querySelector("[data-marking]");
if (marking) new Marking(marking);
const form = document.querySelector("[data-adjust]");
if (form) adjusting(form);
