// Ctrl+Enter in a field of an act does it: its button is the last one of the form.

document.querySelector(".acts")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  [...event.target.closest("form").querySelectorAll("button[name=act]")].at(-1)?.click();
});
