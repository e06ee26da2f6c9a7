"""How many reviews the claims of an article want: a setting of the desk's editors, no workflow."""

from typing import Any

from django.db import transaction

from claims import policy
from claims.actions.advance import lock_article
from claims.errors import NotAllowed, WrongReviewsWanted
from claims.models import Article
from claims.models.topic import MOST_REVIEWS


def of_each_claim(article_id: int, *, actor: Any, reviews: int | None) -> Article:
    """Of each claim of this article that is queued from now on; None: as its topics say, or the desk.

    Raises WrongReviewsWanted, NotAllowed or NotFound.
    """
    if not policy.is_editor(actor):
        raise NotAllowed(act="say how many reviews an article wants", needs="an editor")
    if reviews is not None and not 1 <= reviews <= MOST_REVIEWS:
        raise WrongReviewsWanted(most=MOST_REVIEWS)
    with transaction.atomic():
        article = lock_article(article_id)
        article.reviews_wanted = reviews
        article.save(update_fields=["reviews_wanted"])
        return article
