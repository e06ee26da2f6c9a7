// Keeps the claim in its reviewer's hands: silently while they work, with one notice near the end, and back again after it.

import { ask } from "./asking.js";

const OFTEN = 60_000; // milliseconds between two renewals, less where leases are short

export class Lease {
  // `lost` is called when the claim is somebody else's for good.
  constructor(form, notice, says, lost) {
    Object.assign(this, { form, notice, says, lost, gone: false, renewedAt: Date.now() });
    this.#runsFor(form.dataset.left * 1000);
  }

  // Milliseconds, counted from now: this device's clock may be wrong.
  #runsFor(length) {
    this.until = new Date(Date.now() + length);
    this.often = Math.min(OFTEN, length / 4);
    clearTimeout(this.warning);
    clearTimeout(this.ending);
    const notice = Math.min(this.form.dataset.warn * 1000, length / 3);
    this.warning = setTimeout(() => this.#warn(), Math.min(length - notice, 2 ** 31 - 1));
    this.ending = setTimeout(() => this.#over(), Math.min(length, 2 ** 31 - 1));
  }

  get isOver() {
    return this.until <= Date.now();
  }

  // Somebody is at work here: typing, reading on, a key.
  active() {
    if (!this.gone && !this.asking && (this.isOver || Date.now() - this.renewedAt > this.often)) this.renew();
  }

  renew() {
    this.asking ??= this.#renew().finally(() => { this.asking = undefined; });
    return this.asking;
  }

  async #renew() {
    this.renewedAt = Date.now();
    const answer = await ask("POST", this.form.dataset.renewal, { token: this.form.elements.token.value });
    if (answer.ok) this.#mine(answer);
    else if (answer.said.code === "assignment_closed") await this.#takeBack(answer.said.detail);
    else if (answer.said.code === "wrong_token" || answer.status === 404) this.#lose(answer.said.detail);
  }

  // Its time ran out: it is still theirs if nobody took it.
  async #takeBack(why) {
    const answer = await ask("POST", this.form.dataset.resumption, {});
    if (!answer.ok) return answer.status ? this.#lose(answer.said.detail ?? why) : undefined;
    const was = this.form.dataset.finding, now = String(answer.said.id);
    const moved = (address) => address.replace(`/assignments/${was}/`, `/assignments/${now}/`);
    for (const name of ["draft", "renewal", "resumption"]) this.form.dataset[name] = moved(this.form.dataset[name]);
    for (const form of document.querySelectorAll(`form[action*="/assignments/${was}/"]`)) form.action = moved(form.getAttribute("action"));
    history.replaceState(null, "", moved(location.pathname));
    this.form.dataset.finding = now;
    this.form.elements.token.value = answer.said.token;
    this.#mine(answer);
  }

  #mine({ said, at }) {
    if (!this.notice.hidden) this.says("The claim is yours again.");
    this.notice.hidden = true;
    this.#runsFor(Math.max(0, new Date(said.leased_until) - at));
  }

  #warn() {
    const clock = this.until.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    this.#notice(`This claim is held for you until ${clock}. Type on, or keep it.`);
  }

  #over() {
    this.#notice("Your time with this claim is over. What you typed is kept: type on, and it is yours again if nobody took it.");
  }

  #lose(why) {
    this.gone = true;
    clearTimeout(this.warning);
    clearTimeout(this.ending);
    this.notice.querySelector("[data-keep]").hidden = true;
    this.#notice((why ?? "This claim is no longer in your hands.").replace(/ Your text was not recorded.*/, "") + " What you typed is kept as your draft.");
    this.lost();
  }

  #notice(words) {
    this.notice.querySelector("[data-lease-words]").textContent = words;
    this.notice.hidden = false;
    this.says(words);
  }
}

export function keepLease(lease) {
  for (const event of ["keydown", "pointerdown", "scroll", "input", "focus"])
    addEventListener(event, () => lease.active(), { passive: true, capture: true });
  lease.notice.querySelector("[data-keep]").addEventListener("click", () => lease.renew());
}
