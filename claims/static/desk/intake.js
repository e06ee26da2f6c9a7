// Files may be dropped on the page; what was chosen is said. The form is sent as it always is.

const zone = document.querySelector("[data-drop]");
const input = zone?.querySelector("input[type=file]");
const chosen = zone?.querySelector("[data-chosen]");

function say() {
  const names = [...input.files].map((file) => file.name);
  chosen.textContent = names.length ? `${names.length} chosen: ${names.join(", ")}` : input.multiple ? "Or drop files anywhere on this page." : "";
}

function carriesFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

if (input) {
  say();
  input.addEventListener("change", say);
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("over"); });
  addEventListener("drop", (event) => {
    zone.classList.remove("over");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const taken = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) taken.items.add(file);
    input.files = taken.files;
    say();
    input.focus();
  });
}
