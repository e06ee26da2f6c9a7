// Swagger UI draws the page; this gives what it drew the names and the order that a screen reader needs.

const drawn = document.getElementById("swagger-ui");

const named = {
  "textarea.body-param__text": "Body of the request",
  "textarea.curl": "The same call with curl",
  ".content-type-wrapper select, select.content-type": "Content type",
  ".parameters td select": "Value",
  ".parameters td input": "Value",
};

let wanted = location.hash.length > 1;

function mend() {
  for (const [places, name] of Object.entries(named))
    drawn.querySelectorAll(places).forEach((field) => {
      if (!field.hasAttribute("aria-label") && !field.labels?.length)
        field.setAttribute("aria-label", parameter(field) ?? name);
    });
  drawn.querySelectorAll("table[role=region]").forEach((answers) => answers.setAttribute("aria-label", answers.id));
  drawn.querySelectorAll("pre").forEach((block) => (block.tabIndex = 0));  // it may scroll
}

// The guide's links name an operation behind the #.
function open() {
  const control = drawn.querySelector(`[id$="-${CSS.escape(location.hash.slice(1))}"] .opblock-summary-control`);
  if (!control || !wanted) return;
  wanted = false;
  control.click();
  control.focus();
}

function parameter(field) {
  return field.closest("tr")?.dataset.paramName;
}

new MutationObserver(() => (mend(), open())).observe(drawn, { childList: true, subtree: true });
