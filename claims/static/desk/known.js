// What was said before and reads like a claim. It is fetched after the page, so nobody waits for it; in an article, for
// the claim that one is at. One row of it has the keys: the first, until one goes on.

const ASKED = { headers: { "X-Desk-Part": "known" } };
const kept = new Map(); // address -> the part as it was last, since lists are drawn again with every act

const boxes = () => [...document.querySelectorAll("[data-known]")];
const rows = (box) => [...box.querySelectorAll("[data-one]")];
const isHere = (box) => (box.closest("[data-row]") ? box.closest("[data-row]").matches("[aria-current]") : true);

async function fetchInto(box, sent) {
  const address = box.dataset.known;
  const answer = await fetch(address, { ...ASKED, ...sent }).catch(() => null);
  const part = answer && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-known-part]");
  if (!part) return false; // the link stays
  kept.set(address, part);
  show(box, part);
  return true;
}

function show(box, part) {
  const empty = box.closest("[data-row]") && !part.querySelector("[data-one], form");
  box.replaceChildren(...(empty ? [] : [document.importNode(part, true)]));
  stand(box, rows(box)[0]);
  box.dispatchEvent(new CustomEvent("desk:known", { bubbles: true }));
}

function complain(form) {
  const trouble = form.querySelector(".trouble") ?? document.createElement("p");
  trouble.className = "trouble";
  trouble.setAttribute("role", "alert");
  trouble.textContent = "This was not sent: the desk cannot be reached. Try again.";
  form.append(trouble);
}

// Which row has the keys. A box that one is not at has none.
function stand(box, row) {
  const here = isHere(box);
  for (const other of rows(box)) {
    other.toggleAttribute("aria-current", here && other === row && rows(box).length > 1);
    for (const button of other.querySelectorAll("[data-known-key]"))
      if (here && other === row) button.dataset.key = button.dataset.knownKey;
      else button.removeAttribute("data-key");
  }
  const step = box.querySelector("[data-known-step]");
  if (!step) return;
  step.hidden = rows(box).length < 2;
  if (here) step.dataset.key = "K";
  else step.removeAttribute("data-key");
}

function look(box) {
  if (!("asked" in box.dataset)) {
    box.dataset.asked = "";
    const known = kept.get(box.dataset.known);
    if (known) show(box, known);
    else fetchInto(box);
  }
  for (const other of boxes()) stand(other, other.querySelector("[data-one][aria-current]") ?? rows(other)[0]);
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-known]");
  if (!box || !event.target.closest("[data-known-step]")) return;
  const all = rows(box), at = all.findIndex((row) => row.contains(document.activeElement));
  const row = all[(at + 1) % all.length];
  stand(box, row);
  row.querySelector("[data-one-link]").focus();
});
document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-one]");
  if (row && row.closest("[data-known]")) stand(row.closest("[data-known]"), row);
});
document.addEventListener("submit", async (event) => {
  const form = event.target, box = form.closest("[data-known]");
  if (!box || !form.matches("[data-known-act]")) return;
  event.preventDefault();
  if (!(await fetchInto(box, { method: "POST", body: new FormData(form, event.submitter) }))) return complain(form);
  return (box.querySelector("[data-undo]") ?? box.querySelector("h2") ?? box.closest("[data-row]")?.querySelector("a"))?.focus();
}, true);
document.addEventListener("desk:here", (event) => {
  const box = event.target.querySelector("[data-known]");
  if (box) look(box);
});
boxes().filter((box) => "atOnce" in box.dataset).forEach(look);
