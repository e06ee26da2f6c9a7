// Keeps what is typed: on this device at once, on the desk a moment later, and never over what was saved elsewhere.

import { ask, loggedOut } from "./asking.js";
import { read, text } from "./words.js";

const PAUSE = 800, AT_MOST = 5_000; // milliseconds after the last letter; between two saves
const AGAIN = [2, 5, 15, 60]; // seconds until a failed save is tried again
const LOGGED_OUT = 4; // seconds, while somebody logs in in another tab
const LINGERS = 3_000; // milliseconds that a copy stays here after it is saved: a page that is loaded anew may not show it yet
const STORE = "desk-draft:"; // keys.js wipes what is saved when somebody logs out

export class Draft {
  // `state` shows a quiet line, `says` is read aloud; `conflict` is asked when another window saved something else.
  constructor(form, { state, says, conflict, saved }) {
    Object.assign(this, { form, state, says, conflict, saved });
    this.key = `${STORE}${form.dataset.person}:${form.dataset.claim}`;
    this.version = Number(form.dataset.draftVersion);
    this.onServer = text(read(form));
    this.sent = []; // texts that were on their way: one that arrived without our knowing is still ours
    this.failures = 0;
    this.stopped = this.inConflict = false;
  }

  get dirty() {
    return text(read(this.form)) !== this.onServer;
  }

  // Something was typed.
  touched() {
    if (this.stopped || !this.dirty) return;
    this.keepOnDevice();
    if (this.failures) return; // the next try is due anyway, and takes this along
    this.since ??= Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(PAUSE, this.since + AT_MOST - Date.now())));
  }

  // One save is under way at a time, the newest text waits behind it. Resolves to whether the desk has it all.
  save() {
    clearTimeout(this.timer);
    this.since = undefined;
    if (this.running) this.again = true;
    this.running ??= this.#run().finally(() => { this.running = undefined; });
    return this.running;
  }

  async #run() {
    do {
      this.again = false;
      if (!this.stopped && !this.inConflict && this.dirty && !(await this.#once())) return false;
    } while (this.again);
    return !this.dirty;
  }

  async #once() {
    const words = read(this.form), sent = text(words);
    this.sent = [...this.sent.slice(-4), sent];
    this.keepOnDevice();
    this.state("Saving…");
    const answer = await ask("PUT", this.form.dataset.draft, { words, version: this.version });
    if (answer.ok) return this.#arrived(answer.said.version, sent);
    if (answer.said.code === "stale_draft") return this.#lookAtBoth();
    return this.#failed(answer);
  }

  #arrived(version, sent) {
    this.version = version;
    this.onServer = sent;
    if (!this.dirty) this.#letGo();
    if (this.failures) this.says("Saved again.");
    this.failures = 0;
    this.state(`Saved ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`);
    this.saved();
    return true;
  }

  // Before it is recorded: whether no window has a later text. What was never saved was typed nowhere else, as far as we know.
  async isLatest() {
    await this.save();
    if (this.inConflict || this.version === 0) return !this.inConflict;
    const answer = await ask("GET", this.form.dataset.draft);
    return !answer.ok || answer.said.version === this.version || this.#isOurs(answer.said);
  }

  async #lookAtBoth() {
    const answer = await ask("GET", this.form.dataset.draft);
    if (!answer.ok) return this.#failed(answer);
    this.again = this.#isOurs(answer.said);
    return this.again;
  }

  // The desk has another version than we knew: a save of ours whose answer was lost, or the text of another window.
  #isOurs({ words, version }) {
    const theirs = text(words);
    if ([...this.sent, this.onServer, text(read(this.form))].includes(theirs)) {
      Object.assign(this, { version, onServer: theirs });
      return true;
    }
    this.ask(words, version);
    return false;
  }

  // Nothing is saved until the person has chosen between both texts.
  ask(theirs, version) {
    this.inConflict = true;
    this.state("Not saved: another window has a different text.");
    this.says("Another window saved a different text of this finding. Choose above the form which to keep.");
    this.conflict(theirs, () => {
      Object.assign(this, { inConflict: false, version, onServer: text(theirs) });
      return this.dirty ? this.save() : this.forget();
    });
  }

  #failed(answer) {
    const out = loggedOut(answer), refused = answer.status === 400 || answer.status === 404;
    if (this.failures++ === 0) this.says(out ? "Not saved: you are logged out." : "Not saved. What you type is kept on this device.");
    if (refused) this.state(`Not saved, kept on this device: ${answer.said.detail ?? "the desk refuses it."}`);
    else this.state(out ? "Not saved, kept on this device: you are logged out." : "Not saved, trying again (kept on this device)", { logIn: out });
    clearTimeout(this.timer);
    const pause = out ? LOGGED_OUT : AGAIN[Math.min(this.failures, AGAIN.length) - 1];
    this.timer = setTimeout(() => this.save(), 1000 * pause);
    return false;
  }

  // The connection or the person is back.
  tryNow() {
    if (this.failures) this.save();
  }

  // The page was made before the last save of this window had arrived.
  isBehind(kept) {
    const behind = kept.saved && kept.version > this.version;
    if (behind) Object.assign(this, { version: kept.version, onServer: text(kept.words) });
    return behind;
  }

  // --- this device: it has a copy only as long as the desk lacks it ----------------------------------------------------

  keepOnDevice(saved = false) {
    const copy = { words: read(this.form), version: this.version, sent: this.sent, saved };
    try {
      localStorage.setItem(this.key, JSON.stringify(copy));
    } catch {
      this.state("This device has no room left to keep a copy.");
    }
  }

  onDevice() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  #letGo() {
    this.keepOnDevice(true);
    setTimeout(() => !this.dirty && this.forget(), LINGERS);
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  // Recorded, or taken out of these hands: nothing may bring it back.
  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.forget();
  }
}

// What is typed is sent when the hand leaves the field, the window or the page, and once the connection is back.
export function keepSaving(form, draft) {
  for (const event of ["input", "change", "filled"]) form.addEventListener(event, () => draft.touched());
  form.addEventListener("focusout", () => draft.dirty && draft.failures === 0 && draft.save());
  addEventListener("pagehide", () => draft.dirty && draft.save());
  addEventListener("online", () => draft.tryNow());
  addEventListener("focus", () => draft.tryNow());
  document.addEventListener("visibilitychange", () => (document.hidden ? draft.dirty && draft.save() : draft.tryNow()));
}
