// Evidence as a quick list: an address is enough, the rest is filled in from the page while one types on.

import { details } from "./pages.js";
import { part } from "./words.js";

const ADDRESSES = /https?:\/\/[^\s<>"]+/g;
const STANCE_KEYS = ["+", "-", "="]; // as the buttons say
const isEmpty = (row) => !row.querySelector(".errorlist") && [...row.querySelectorAll("input:not([type=hidden], [type=radio]), textarea")].every((field) => !field.value);

export class Sources {
  constructor(box, says) {
    Object.assign(this, { box, says, quick: box.querySelector("[data-quick]"), input: box.querySelector("#quick-source") });
    // One adds rows here as they are needed: the empty ones are for people without scripts.
    this.rows.forEach((row) => { this.#wire(row); row.hidden = isEmpty(row); });
    this.quick.hidden = false;
    this.quick.querySelector("[data-add-source]").addEventListener("click", () => { this.settle(); this.input.focus(); });
    for (const chip of this.quick.querySelectorAll("[data-cited]")) chip.addEventListener("click", () => this.#cite(chip));
    this.input.addEventListener("paste", (event) => this.#pasted(event));
    this.input.addEventListener("change", () => this.settle());
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
      event.preventDefault();
      this.settle();
    });
    this.#number();
  }

  get rows() {
    return [...this.box.querySelectorAll("[data-row]")];
  }

  get shown() {
    return this.rows.filter((row) => !row.hidden);
  }

  get current() {
    return this.rows.find((row) => row.matches("[aria-current]")) ?? this.shown.at(-1);
  }

  // The number of the source with this address; 0 where there is none.
  at(url) {
    return this.shown.findIndex((row) => part(row, "url").value.trim() === url) + 1;
  }

  // What stands in the quick box becomes rows: an address each, or what somebody calls a source that has none.
  settle() {
    const typed = this.input.value.trim(), addresses = typed.match(ADDRESSES);
    this.input.value = "";
    if (addresses) addresses.forEach((url) => this.add({ url }));
    else if (typed) this.add(/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(typed) ? { url: `https://${typed}` } : { title: typed });
  }

  add(words) {
    const row = this.blank();
    row.hidden = false;
    for (const [name, value] of Object.entries(words)) part(row, name).value = value;
    this.#choose(row);
    this.#number();
    this.#changed(row);
    if (words.url) this.#lookUp(row);
    return row;
  }

  // As it was before `add`, unless somebody has typed in the row since.
  takeBack(row) {
    if (row.querySelector("[data-by-hand]")) return;
    for (const field of row.querySelectorAll("input:not([type=radio], [type=hidden]), textarea")) field.value = "";
    for (const radio of row.querySelectorAll("[type=radio]")) radio.checked = radio.defaultChecked;
    for (const option of row.querySelectorAll("option")) option.selected = option.defaultSelected;
    row.hidden = true;
    this.#number();
    this.#changed(row);
  }

  // An empty row: one that is there, or a new one.
  blank() {
    const spare = this.rows.find((row) => row.hidden && !row.matches("[data-removed]"));
    if (spare) return spare;
    const total = this.box.querySelector("[name$=TOTAL_FORMS]");
    const row = this.box.querySelector("[data-blank]").content.firstElementChild.cloneNode(true);
    for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby]"))
      for (const name of ["name", "id", "for", "aria-describedby"])
        if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace("__prefix__", total.value));
    total.value = Number(total.value) + 1;
    this.quick.before(row);
    this.#wire(row);
    return row;
  }

  quote(words) {
    const row = this.current;
    if (!words) return this.says("Mark some words in the article first.");
    if (!row) return this.says("Add a source first: what is marked is quoted there.");
    const field = part(row, "quote");
    field.value = [field.value, words].filter(Boolean).join("\n");
    this.#changed(row);
    return this.says(`Quoted in source ${this.shown.indexOf(row) + 1}.`);
  }

  // Values came from elsewhere: a draft, another window.
  refresh() {
    this.rows.forEach((row) => { row.hidden = row.matches("[data-removed]") || isEmpty(row); });
    this.#number();
  }

  #wire(row) {
    row.querySelector("[data-row-acts]").hidden = false;
    row.querySelector("[data-remove]").addEventListener("click", () => this.#remove(row));
    row.addEventListener("focusin", () => this.#choose(row));
    row.addEventListener("input", (event) => { event.target.dataset.byHand = ""; }); // and nothing writes over it
    part(row, "url").addEventListener("change", () => this.#lookUp(row));
  }

  // The row that keys and quotations are about.
  #choose(row) {
    if (row.matches("[aria-current]")) return;
    for (const other of this.rows) {
      if (other === row) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
      [...other.querySelectorAll("[type=radio]")].forEach((radio, index) => {
        if (other !== row) return delete radio.dataset.key;
        const words = radio.closest("label").querySelector("span").firstChild.textContent.trim().toLowerCase();
        return Object.assign(radio.dataset, { key: STANCE_KEYS[index], label: `the source ${words}` });
      });
    }
  }

  #number() {
    this.shown.forEach((row, index) => {
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", `Source ${index + 1}`);
      row.querySelector("[data-remove]").textContent = `Remove source ${index + 1}`;
    });
  }

  #changed(row) {
    const url = part(row, "url").value.trim(), open = row.querySelector("[data-open]");
    open.hidden = !/^https?:\/\//.test(url);
    if (!open.hidden) open.href = url;
    row.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
  }

  #say(row, words, isWarning = false) {
    const line = row.querySelector("[data-row-says]");
    line.textContent = words;
    line.hidden = !words;
    line.classList.toggle("warns", isWarning);
  }

  #pasted(event) {
    const addresses = event.clipboardData.getData("text").match(ADDRESSES);
    if (!addresses || this.input.value) return;
    event.preventDefault();
    addresses.forEach((url) => this.add({ url }));
    this.says(addresses.length === 1 ? "Source added." : `${addresses.length} sources added.`);
  }

  #cite(chip) {
    const { cited: url, title, publisher, author, published_on } = chip.dataset;
    this.add({ url, title, publisher, author, published_on });
    this.says("Source added.");
  }

  async #lookUp(row) {
    const url = part(row, "url").value.trim();
    this.#changed(row);
    if (!/^https?:\/\//.test(url)) return this.#say(row, "");
    const twin = this.shown.find((other) => other !== row && part(other, "url").value.trim() === url);
    if (twin) return this.#say(row, `Used already: source ${this.shown.indexOf(twin) + 1} has this address.`, true);
    this.#say(row, "Looking the page up…");
    for await (const page of details(this.quick.dataset.pages, url)) {
      if (part(row, "url").value.trim() !== url) return undefined; // it names another page by now
      this.#fill(row, page);
      this.#say(row, ...sentence(page, part(row, "title").value));
    }
    return undefined;
  }

  #fill(row, page) {
    for (const name of ["title", "publisher", "author", "published_on"]) {
      const field = part(row, name);
      if (page[name] && !field.value && !("byHand" in field.dataset)) field.value = page[name];
    }
    this.#changed(row);
  }

  #remove(row) {
    const fields = [...row.querySelectorAll("input, select, textarea")], number = this.shown.indexOf(row) + 1;
    const undo = document.createElement("p"), button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: "Undo" });
    undo.append(`Source ${number} is removed. `, button);
    const become = (removed) => {
      row.hidden = removed;
      row.toggleAttribute("data-removed", removed);
      fields.forEach((field) => { field.disabled = removed; });
      this.#number();
      this.#changed(row);
    };
    become(true);
    row.before(undo);
    button.addEventListener("click", () => {
      undo.remove();
      become(false);
      part(row, "title").focus();
    });
    button.focus();
  }
}

function sentence(page, title) {
  if (page.state === "wanted") return ["Looking the page up…"];
  if (page.is_gone) return [`This address seems dead: ${page.why}`, true];
  if (page.state === "failed") return [`The page could not be read: ${page.why} Fill in what is known by hand.`];
  return [title ? "" : "The page says nothing about itself: give it a title."];
}
