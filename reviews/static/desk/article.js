// The article beside the form: the claim in view, the others one key away, and its words to be quoted.

const A_THIRD = 3;

export function bringIntoView(article, element) {
  // At once, not gliding: the claim is where the eye goes first.
  const above = element.getBoundingClientRect().top - article.getBoundingClientRect().top;
  article.scrollTo({ top: article.scrollTop + above - article.clientHeight / A_THIRD, behavior: "instant" });
}

export function stepThroughClaims(article) {
  const claims = [...article.querySelectorAll(".text :is(.claim, mark.lit)")];
  let at = claims.findIndex((claim) => claim.matches(".lit"));
  for (const button of article.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      at = (at + Number(button.dataset.step) + claims.length) % claims.length;
      claims.forEach((claim) => claim.classList.remove("here"));
      claims[at].classList.add("here");
      claims[at].tabIndex = -1;
      bringIntoView(article, claims[at]);
      claims[at].focus({ preventScroll: true });
    });
  }
}

// What was last marked in the article: pressing a button takes the mark away in some browsers.
export function quoteInto(article, quote) {
  let marked = "";
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.isCollapsed && article.querySelector(".text").contains(selection.anchorNode)) marked = selection.toString().trim();
  });
  const button = article.querySelector("[data-quote]");
  button.hidden = false;
  button.addEventListener("click", () => quote(marked));
}
