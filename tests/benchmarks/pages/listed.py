"""The pages that are measured: add one as (name, address, who looks at it)."""

from datetime import date, timedelta
from typing import NamedTuple

EDITOR, REVIEWER = "crowd-editor-1", "crowd-reviewer-1"


class Page(NamedTuple):
    name: str
    address: str
    user: str = EDITOR


WEEK = [date.today() - timedelta(days=back) for back in (14, 8)]  # noqa: DTZ011 (any week will do)
BOARD = "/admin/desk/board/"
PAGES = [
    Page("editors' desk", "/admin/"),
    Page("editors' desk, its numbers alone", "/admin/desk/figures/"),
    Page("board", f"{BOARD}?shape=board"),
    Page("board, as a reviewer sees it", f"{BOARD}?shape=board", REVIEWER),
    Page("list", f"{BOARD}?shape=list"),
    Page("list of what waits, in its order", f"{BOARD}?shape=list&status=queued&sort=queue"),
    Page("list by check-worthiness", f"{BOARD}?shape=list&sort=worth"),
    Page("list, page in the middle", f"{BOARD}?shape=list&sort=worth&after=0.5~1"),
    Page("board of one topic and language", f"{BOARD}?topic=energy&language=en"),
    Page("board of what is urgent or high", f"{BOARD}?priority=urgent&priority=high"),
    Page("board of what is overdue", f"{BOARD}?overdue=1"),
    Page("board of one rating", f"{BOARD}?rating=false"),
    Page("board of a rating that is rare", f"{BOARD}?rating=satire"),
    Page("board of what was published in a week", f"{BOARD}?done=publish&done_from={WEEK[0]}&done_to={WEEK[1]}"),
    Page("board of where reviewers disagreed", f"{BOARD}?disagreement=1"),
    Page("what a reviewer holds", f"{BOARD}?holder=me", REVIEWER),
    Page("what a reviewer ever reviewed", f"{BOARD}?reviewer=me", REVIEWER),
    Page("search for a common word", f"{BOARD}?q=the"),
    Page("search for two words", f"{BOARD}?q=hazel+chamber"),
    Page("search for what nobody said", f"{BOARD}?q=xylophone"),
    Page("history", "/admin/desk/history/"),
    Page("history, as a reviewer sees it", "/admin/desk/history/", REVIEWER),
    Page("history of one person and act", f"/admin/desk/history/?person={EDITOR}&act=approve"),
    Page("history, searched", "/admin/desk/history/?q=hazel"),
    Page("what is known about a claim", "/admin/desk/claims/500/known/"),
    Page("articles", "/admin/desk/articles/"),
    Page("articles, searched", "/admin/desk/articles/?q=ledger"),
    Page("stock list of verdicts", "/admin/reviews/verdict/"),
]
