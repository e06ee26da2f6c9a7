// The claims of an article, one after the other: the focus walks, acts are sent as their forms are, and only the list is
// drawn again. The page keeps its place, whatever fails is said in the row that it is about.

const triage = document.getElementById("triage");
const splitting = document.getElementById("splitting");
const say = (words) => { document.querySelector("[data-say]").textContent = words; };
const rows = () => [...triage.querySelectorAll("[data-row]")];
const rowOf = (id) => triage.querySelector(`[data-row="${CSS.escape(id ?? "")}"]`);
const controls = (row) => row.querySelectorAll("a, button, summary, input:not([type=hidden])");
let here = null; // the id of the claim that one is at

// --- where one is: one row has the focus and the keys --------------------------------------------------------------------

function stand(row, focus = true) {
  for (const other of rows()) {
    const isHere = other === row;
    other.toggleAttribute("aria-current", isHere);
    for (const control of controls(other)) control.tabIndex = isHere || !row ? 0 : -1;
    for (const button of other.querySelectorAll("[data-row-key]"))
      if (isHere) button.dataset.key = button.dataset.rowKey;
      else button.removeAttribute("data-key");
  }
  here = row?.dataset.row ?? null;
  if (!row) return;
  row.dispatchEvent(new CustomEvent("desk:here", { bubbles: true })); // known.js looks what is known of it
  if (focus) {
    row.querySelector("[data-row-link]").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  show(here);
}

// The same claim in the text: marked, and brought into view inside the sheet alone.
function show(id) {
  document.querySelectorAll("[data-text] .here").forEach((piece) => piece.classList.remove("here"));
  const pieces = document.querySelectorAll(`[data-text] [data-claim="${CSS.escape(id)}"]`);
  pieces.forEach((piece) => piece.classList.add("here"));
  const sheet = document.getElementById("sheet");
  if (!pieces.length || sheet.scrollHeight <= sheet.clientHeight) return;
  const above = pieces[0].getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  if (above < 40 || above > sheet.clientHeight - 80) sheet.scrollTo({ top: sheet.scrollTop + above - sheet.clientHeight / 3 });
}

function walk(step) {
  const all = rows(), at = all.findIndex((row) => row.dataset.row === here);
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  if (next) stand(next);
}

// --- what one does ---------------------------------------------------------------------------------------------------------

const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
const ask = (address, sent) => fetch(address, { headers: { "X-Desk-Part": "triage" }, ...sent }).catch(() => null);

// One after the other, in the order of the keys: hands are faster than the network, and need not wait for it.
let waiting = 0, sending = Promise.resolve(true);
function send(form, button) {
  const row = form.closest("[data-row]"), id = row.dataset.row, all = rows();
  const sent = new FormData(form, button), behind = waiting > 0;
  const next = "stays" in form.dataset ? row : all[all.indexOf(row) + 1] ?? row;
  row.querySelector("details[open]")?.removeAttribute("open");
  row.querySelector(".trouble")?.remove(); // that was about the last try
  stand(next);
  waiting += 1;
  // What came behind something that was refused was decided before its reason could be read.
  sending = sending.then((went) => !(behind && !went) && act(id, sent, behind)).finally(() => { waiting -= 1; });
}

async function act(id, sent, behind) {
  const seen = rowOf(id)?.querySelector("[name=version]");
  if (behind && seen) sent.set("version", seen.value); // as our own last act left it
  const answer = await ask(location.href, { method: "POST", body: sent });
  if (answer?.redirected) return location.reload(); // logged out meanwhile
  const part = answer && (await parsed(answer)).querySelector("[data-part]");
  if (!part) return complain(id, sent.get("note"));
  const refused = part.dataset.refused, typing = swap(part);
  if (!typing) stand(rowOf(refused ?? here) ?? rows()[0]);
  if (refused && !typing) rowOf(refused)?.querySelector("details[open] input[name=note]")?.focus();
  if (!refused) say(part.dataset.said);
  return !refused;
}

function complain(id, note) {
  const row = rowOf(id), trouble = row.querySelector(".trouble") ?? document.createElement("p");
  trouble.className = "trouble";
  trouble.setAttribute("role", "alert");
  trouble.textContent = "This was not sent: the desk cannot be reached. Try again.";
  row.append(trouble);
  if (note) row.querySelector("details").open = true; // with what was typed
  stand(row);
  return false;
}

// The list as it is now. Whoever types meanwhile goes on typing; says whether somebody did.
function swap(part) {
  const { scrollX, scrollY } = window, field = document.activeElement;
  const typing = field.matches("#triage [data-row] input[name=note]") && field.closest("[data-row]").dataset.row;
  triage.replaceChildren(document.adoptNode(part));
  triage.querySelector("[data-steps]")?.removeAttribute("hidden");
  for (const row of rows())
    for (const piece of document.querySelectorAll(`[data-text] [data-claim="${row.dataset.row}"]`)) {
      piece.className = `claim is-${row.dataset.status}`;
      piece.title = row.dataset.title;
    }
  const again = typing && rowOf(typing)?.querySelector("input[name=note]");
  if (again) {
    stand(rowOf(typing), false);
    again.closest("details").open = true;
    again.focus({ preventScroll: true });
    again.value = field.value;
    again.setSelectionRange(field.selectionStart, field.selectionEnd);
  }
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  return Boolean(again);
}

triage.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-act]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
triage.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]")?.dataset.step;
  if (step) walk(Number(step));
});
triage.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && row.dataset.row !== here) stand(row, false);
  if (event.target.matches("input[name=note]")) event.target.select(); // Enter takes the reason, typing replaces it
});
triage.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && event.target.matches("[data-row-link]")) {
    event.preventDefault();
    walk(step);
  } else if (event.key === "Escape" && event.target.matches("input[name=note]")) {
    const details = event.target.closest("details");
    details.open = false;
    details.querySelector("summary").focus();
    event.stopPropagation();
  }
});

// --- what happens meanwhile: splitting goes on, somebody makes a claim -------------------------------------------------------

async function renew(then) {
  const answer = await fetch(location.href).catch(() => null);
  const page = answer?.ok && (await parsed(answer));
  const part = page && page.querySelector("[data-part]");
  if (!part) return false;
  const focused = triage.contains(document.activeElement) ? here : null;
  const text = document.querySelector("[data-text]");
  text.replaceWith(document.adoptNode(page.querySelector("[data-text]")));
  swap(part);
  splitting.dataset.splitting = page.getElementById("splitting").dataset.splitting;
  splitting.replaceChildren(...[...page.getElementById("splitting").childNodes].map((node) => document.adoptNode(node)));
  stand(rowOf(then ?? here), Boolean(then ?? focused));
  return true;
}

function wait() {
  const seconds = Number(splitting.dataset.splitting);
  if (!seconds) return;
  setTimeout(async () => {
    // Nobody looks, or somebody is in the middle of choosing words: later.
    const busy = document.hidden || !getSelection().isCollapsed || document.querySelector("[data-bar]:not([hidden])");
    if (!busy && (await renew()) && !splitting.dataset.splitting) say(document.getElementById("triage-title").textContent);
    wait();
  }, seconds * 1000);
}

document.addEventListener("desk:marked", (event) => renew(String(event.detail.id)));
triage.querySelector("[data-steps]")?.removeAttribute("hidden");
document.body.classList.add("has-keys");
const named = rowOf(location.hash.match(/^#row-(\d+)$/)?.[1]);
if (named) history.replaceState(null, "", location.pathname + location.search); // else the browser takes the focus there
stand(named ?? triage.querySelector(".trouble")?.closest("[data-row]") ?? triage.querySelector('[data-status="new"]') ?? rows()[0], Boolean(named));
wait();
