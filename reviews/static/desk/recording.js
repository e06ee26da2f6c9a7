// Recording a finding and going on: one stroke, one answer at a time. Until the next page is there no key does anything.

import { refreshToken } from "./asking.js";

export class Recording {
  constructor(form, { draft, lease, sources, state }) {
    Object.assign(this, { form, draft, lease, sources, state });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.record();
    });
    // Gone back to from the next claim: what the browser kept of this page is no longer so.
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }

  async record() {
    if (this.busy) return;
    this.#busy(true);
    this.sources.settle();
    if (this.lease.isOver && !this.lease.gone) await this.lease.renew();
    if (!(await this.draft.isLatest())) return this.#stay(() => document.querySelector("[data-conflict] button").focus());
    this.state("Recording…");
    refreshToken(this.form);
    this.form.elements.draft_version.value = this.draft.version;
    const answer = await fetch(this.form.action, {
      method: "POST",
      body: new FormData(this.form),
      headers: { Accept: "application/json" },
      redirect: "manual", // only the log-in page redirects what asks for JSON
    }).catch(() => null);
    await this.#read(answer);
  }

  async #read(answer) {
    if (answer?.ok) {
      const { next } = await answer.json();
      this.draft.stop();
      location.assign(next); // and stays busy: the old claim takes no more keys
    } else if (answer?.status === 400 || answer?.status === 409) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.#stay(() => this.#refused(page));
    } else {
      const out = answer?.type === "opaqueredirect" || answer?.status === 403;
      this.#stay(() => this.#unsent(out, answer?.status));
    }
  }

  #busy(yes) {
    this.busy = yes;
    document.body.ariaBusy = String(yes); // keys.js rests
    this.form.querySelector("[data-submit]").disabled = yes;
  }

  #stay(then) {
    this.#busy(false);
    this.state("Not recorded yet");
    this.clear();
    then();
  }

  clear() {
    this.form.querySelector("[data-errors]").replaceChildren();
    for (const list of this.form.querySelectorAll(".errorlist")) list.remove();
    for (const field of this.form.querySelectorAll(".in-error")) field.classList.remove("in-error");
    for (const field of this.form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    document.title = document.title.replace(/^Error: /, "");
  }

  // The desk answers with the page that it shows without scripts: its own words go where they belong.
  #refused(page) {
    const form = page.querySelector("[data-finding]");
    this.draft.version = Number(form.dataset.draftVersion); // what is refused is kept as a draft
    for (const wrong of form.querySelectorAll(".in-error")) {
      const there = wrong.querySelector("input, textarea, select");
      const here = there && document.getElementById(there.id)?.closest(".field, fieldset");
      if (!here) continue;
      here.classList.add("in-error");
      document.getElementById(there.id).setAttribute("aria-invalid", "true");
      here.querySelector("input, textarea, select, label.rating-choice").before(...wrong.querySelectorAll(":scope > .errorlist"));
    }
    this.#summary(...form.querySelector("[data-errors]").childNodes);
  }

  #unsent(loggedOut, status) {
    const box = document.createElement("div");
    Object.assign(box, { className: "error-summary", tabIndex: -1, id: "error-summary" });
    box.setAttribute("role", "alert");
    const words = document.createElement("p");
    const why = status ? `The desk did not take it (it answered ${status}).` : "The desk does not answer, so this was not recorded.";
    words.textContent = loggedOut ? "You are logged out. " : `${why} What you typed is all here; try again in a moment.`;
    if (loggedOut) words.append(logInLink(this.form), ", then record it here.");
    box.append(words);
    this.#summary(box);
  }

  #summary(...nodes) {
    this.form.querySelector("[data-errors]").append(...nodes.map((node) => document.adoptNode(node)));
    document.title = `Error: ${document.title}`;
    document.getElementById("error-summary")?.focus();
  }
}

export function logInLink(form) {
  const link = document.createElement("a");
  Object.assign(link, { href: form.dataset.login, target: "_blank", rel: "noopener", textContent: "Log in in a new tab" });
  return link;
}
