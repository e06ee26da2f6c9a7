// Places in a text. The server counts Unicode code points, the browser UTF-16 units, people see words: all three meet here.
// Nothing in here writes to the page.

const segmenters = new Map();
function segments(text, granularity, language) {
  const name = `${granularity} ${language}`;
  if (!segmenters.has(name)) segmenters.set(name, new Intl.Segmenter(known(language), { granularity }));
  return [...segmenters.get(name).segment(text)].map(({ segment, index }) => ({ start: index, end: index + segment.length, text: segment }));
}

function known(language) {
  try {
    return Intl.getCanonicalLocales(language || "en")[0];
  } catch {
    return "en"; // what an article calls its language need not be one
  }
}

// How many code points the first so many units are; a cut pair counts as the whole character.
export function toPoints(text, units) {
  let points = 0;
  for (let at = 0; at < units && at < text.length; points += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return points;
}

export function toUnits(text, points) {
  let at = 0;
  for (let passed = 0; passed < points && at < text.length; passed += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// Words and marks between them, without blanks. A segmenter never cuts a character that people see as one.
export const words = (text, language) => segments(text, "word", language).filter((one) => one.text.trim());

export const sentences = (text, language) =>
  segments(text, "sentence", language).map((one) => trimmed(text, one.start, one.end)).filter((one) => one.start < one.end);

function trimmed(text, start, end) {
  const piece = text.slice(start, end);
  return { start: start + piece.length - piece.trimStart().length, end: start + piece.trimEnd().length };
}

// The same place in whole words, without blanks at its edges.
export function snap(text, start, end, language) {
  for (const word of words(text, language)) {
    if (word.start < start && start < word.end) start = word.start;
    if (word.start < end && end < word.end) end = word.end;
  }
  return trimmed(text, start, end);
}

// The text of an article on a page: paragraphs with data-cp, without what is there for screen readers alone.
export class Text {
  constructor(root) {
    this.root = root;
    this.language = root.lang;
    this.lines = [...root.querySelectorAll("p[data-cp]")].map((node) => this.line(node));
  }

  line(node) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT, (one) =>
      one.parentElement.closest(".visually-hidden") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const runs = [];
    let text = "";
    for (let run = walker.nextNode(); run; run = walker.nextNode()) {
      runs.push({ node: run, at: text.length });
      text += run.data;
    }
    return { node, runs, text, from: Number(node.dataset.cp) };
  }

  // Line and unit of a boundary of a DOM range; the next line where it stands between two.
  place(container, offset) {
    const boundary = new Range();
    boundary.setStart(container, offset);
    for (const [number, line] of this.lines.entries()) {
      if (boundary.comparePoint(line.node, line.node.childNodes.length) < 0) continue; // it ends before
      let unit = 0;
      for (const run of line.runs) {
        if (run.node === container) return { line: number, unit: run.at + offset };
        if (boundary.comparePoint(run.node, run.node.length) < 0) unit = run.at + run.node.length;
      }
      return { line: number, unit };
    }
    const last = this.lines.length - 1;
    return { line: last, unit: this.lines[last].text.length };
  }

  // What somebody selected, in whole words; nothing where there are none.
  selected(range) {
    if (!this.lines.length || !range.intersectsNode(this.root)) return null;
    return this.tidy({ start: this.place(range.startContainer, range.startOffset), end: this.place(range.endContainer, range.endOffset) });
  }

  tidy({ start, end }) {
    const first = this.lines[start.line], last = this.lines[end.line];
    if (start.line === end.line) {
      const span = snap(first.text, start.unit, end.unit, this.language);
      return span.start < span.end ? { start: { line: start.line, unit: span.start }, end: { line: end.line, unit: span.end } } : null;
    }
    const head = snap(first.text, start.unit, first.text.length, this.language);
    const tail = snap(last.text, 0, end.unit, this.language);
    if (head.start >= head.end) return this.tidy({ start: { line: start.line + 1, unit: 0 }, end });
    if (tail.start >= tail.end) return this.tidy({ start, end: { line: end.line - 1, unit: this.lines[end.line - 1].text.length } });
    return { start: { line: start.line, unit: head.start }, end: { line: end.line, unit: tail.end } };
  }

  // As the server wants it: code points of the whole text, and the words as the proof.
  span({ start, end }) {
    const point = ({ line, unit }) => this.lines[line].from + toPoints(this.lines[line].text, unit);
    return { start: point(start), end: point(end), quote: this.quote({ start, end }) };
  }

  quote({ start, end }) {
    if (start.line === end.line) return this.lines[start.line].text.slice(start.unit, end.unit);
    const between = this.lines.slice(start.line + 1, end.line).map((line) => line.text);
    return [this.lines[start.line].text.slice(start.unit), ...between, this.lines[end.line].text.slice(0, end.unit)].join("\n");
  }

  // The place that the server named.
  at(start, end) {
    const place = (point) => {
      const line = this.lines.findLastIndex((one) => one.from <= point);
      return { line, unit: toUnits(this.lines[line].text, point - this.lines[line].from) };
    };
    return { start: place(start), end: place(end) };
  }

  range({ start, end }) {
    const range = new Range();
    const boundary = ({ line, unit }) => {
      const run = this.lines[line].runs.findLast((one) => one.at <= unit);
      return [run.node, Math.min(unit - run.at, run.node.length)];
    };
    range.setStart(...boundary(start));
    range.setEnd(...boundary(end));
    return range;
  }

  // A word more or less at one side; unchanged where there is no other.
  moved(place, side, step) {
    const { line, unit } = place[side];
    const stops = words(this.lines[line].text, this.language).map((word) => word[side]);
    const next = step > 0 ? stops.find((stop) => stop > unit) : stops.findLast((stop) => stop < unit);
    if (next === undefined) return place;
    const changed = { ...place, [side]: { line, unit: next } };
    const { start, end } = changed;
    return start.line < end.line || (start.line === end.line && start.unit < end.unit) ? changed : place;
  }

  // The sentence a step further than this place, or the first one of a line.
  sentence(place, step) {
    const all = this.lines.flatMap((line, number) =>
      sentences(line.text, this.language).map(({ start, end }) => ({ start: { line: number, unit: start }, end: { line: number, unit: end } })));
    const isBefore = (one, other) => one.line < other.line || (one.line === other.line && one.unit < other.unit);
    if (step > 0) return all.find((one) => isBefore(place.start, one.start)) ?? null;
    return all.findLast((one) => isBefore(one.start, place.start)) ?? null;
  }
}
