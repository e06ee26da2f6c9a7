"""The pages that are measured: add one as (name, address, who looks at it). Braces name what `visiting` finds."""

from typing import NamedTuple

EDITOR, REVIEWER, NOBODY = "crowd-editor-1", "crowd-reviewer-1", ""


class Page(NamedTuple):
    name: str
    address: str
    user: str = EDITOR
    act: bool = False  # something is done there


BOARD, ARTICLES, HISTORY, FIGURES, API = (
    *("/admin/desk/board/", "/admin/desk/articles/", "/admin/desk/history/", "/admin/desk/figures/"),
    "/api/v1/",
)
# The columns that a narrow question fills on a small desk as well: so both have as many rows to draw.
FULL = f"{BOARD}?status=new&status=queued&status=published&status=dismissed"
DESK = [
    Page("editors' desk", "/admin/"),
    Page("editors' desk, its numbers alone", FIGURES),
    *(
        Page(f"editors' desk, {plot} as a file", f"{FIGURES}{plot}.csv")
        for plot in ("throughput", "backlog", "time", "worth", "ratings", "agreement")
    ),
    Page("reviewer's desk", "/admin/", "{holder}"),
    Page("take the next one", f"{API}assignments", REVIEWER, act=True),
    Page("workspace", "/admin/desk/assignments/{held}/", "{holder}"),
    Page("notifications", "/admin/desk/notifications/"),
    Page("notifications of a reviewer", "/admin/desk/notifications/", REVIEWER),
    Page("my profile", "/admin/desk/profile/", REVIEWER),
    Page("agreement", "/admin/desk/agreement/"),
    Page("reports from readers", "/admin/desk/reports/"),
    Page("reports from readers, all", "/admin/desk/reports/?show=all"),
]
BOARDS = [
    Page("board", f"{BOARD}?shape=board"),
    Page("board, as a reviewer sees it", f"{BOARD}?shape=board", REVIEWER),
    Page("list", f"{BOARD}?shape=list"),
    Page("list of what waits, in its order", f"{BOARD}?shape=list&status=queued&sort=queue"),
    Page("list by check-worthiness", f"{BOARD}?shape=list&sort=worth"),
    Page("list, page in the middle", f"{BOARD}?shape=list&sort=worth&after=0.5~1"),
    Page("board of one topic and language", f"{FULL}&topic=energy&language=en"),
    Page("board of one topic and language, every column", f"{BOARD}?topic=energy&language=en"),
    Page("board of one topic, as a reviewer sees it", f"{FULL}&topic=energy", REVIEWER),
    Page("board of one topic, as a reviewer sees it, every column", f"{BOARD}?topic=energy", REVIEWER),
    Page("board of one outlet", f"{FULL}&outlet=Alder+Courier"),
    Page("board of one outlet, every column", f"{BOARD}?outlet=Alder+Courier"),
    Page("board of one claimant", f"{FULL}&claimant=The+Alder+Chamber"),
    Page("board of one claimant, every column", f"{BOARD}?claimant=The+Alder+Chamber"),
    Page("board of what is urgent or high", f"{FULL}&priority=urgent&priority=high"),
    Page("board of what is urgent or high, every column", f"{BOARD}?priority=urgent&priority=high"),
    Page("board of what is overdue", f"{BOARD}?overdue=1"),
    Page("board of one rating", f"{BOARD}?rating=false"),
    Page("board of a rating that is rare", f"{BOARD}?rating=satire"),
    Page("board of what was published lately", f"{BOARD}?done=publish&done_from={{lately}}&done_to={{day}}"),
    Page("board of where reviewers disagreed", f"{BOARD}?disagreement=1"),
    Page("what a reviewer holds", f"{BOARD}?holder=me", "{holder}"),
    Page("what a reviewer ever reviewed", f"{BOARD}?shape=list&reviewer=me", REVIEWER),
    Page("what a reviewer ever reviewed, as a board", f"{BOARD}?reviewer=me", REVIEWER),
    Page("search for a common word", f"{BOARD}?q=the"),
    Page("search for two words", f"{FULL}&q=alder+chamber"),
    Page("search for two words, every column", f"{BOARD}?q=alder+chamber"),
    Page("search for what nobody said", f"{BOARD}?q=xylophone"),
    Page("what is known about a claim", "/admin/desk/claims/500/known/"),
    Page("article of 150 claims as a file", f"{BOARD}claims.csv?shape=list&article={{long_article}}"),
]
TRAIL = [
    Page("history", HISTORY),
    Page("history, as a reviewer sees it", HISTORY, REVIEWER),
    Page("history of one person and act", f"{HISTORY}?person={EDITOR}&act=approve"),
    Page("history, searched", f"{HISTORY}?q=alder"),
    Page("history, searched for a note", f"{HISTORY}?q=opinion"),
    Page("history, searched for a rare note", f"{HISTORY}?q=lawyer"),
    Page("history, searched for what nobody said", f"{HISTORY}?q=xylophone"),
    Page("articles", ARTICLES),
    Page("articles, searched", f"{ARTICLES}?q=courier"),
    Page("articles on a topic", f"{ARTICLES}?topic=energy"),
    Page("article", f"{ARTICLES}{{article}}/"),
    Page("article of 150 claims", f"{ARTICLES}{{long_article}}/"),
    Page("claim, published", "/admin/desk/claims/{published}/"),
    Page("claim, to approve", "/admin/desk/claims/{reviewed}/"),
    Page("claim, waiting", "/admin/desk/claims/{waiting}/"),
]
STOCK = [
    Page("stock list of verdicts", "/admin/reviews/verdict/"),
    Page("stock list of assignments", "/admin/reviews/assignment/"),
]
PUBLIC = [
    Page("public list", "/", NOBODY),
    Page("public list, an old page", "/?before=500", NOBODY),
    Page("public list of one rating", "/?rating=false", NOBODY),
    Page("public list, searched", "/?q=hospital", NOBODY),
    Page("public list, searched for two words", "/?q=alder+chamber", NOBODY),
    Page("public list, searched for what nobody said", "/?q=xylophone", NOBODY),
    Page("public list on a topic", "/?topic=energy", NOBODY),
    Page("public check", "{check_page}", NOBODY),
    Page("public check, an old version", "/checks/{check}/versions/1/", NOBODY),
    Page("public check, withdrawn", "{withdrawn}", NOBODY),
    Page("public corrections", "/corrections/", NOBODY),
]
MACHINES = [
    Page("API: verdicts", f"{API}verdicts", NOBODY),
    Page("API: verdicts, searched", f"{API}verdicts?q=alder+chamber", NOBODY),
    Page("API: verdicts of one rating", f"{API}verdicts?rating=false", NOBODY),
    Page("API: verdicts in one language", f"{API}verdicts?language=es", NOBODY),
    Page("API: verdicts modified since then", f"{API}verdicts?modified_after={{long_ago}}T00:00:00Z", NOBODY),
    Page("API: one verdict", f"{API}verdicts/{{check}}", NOBODY),
    Page("API: claims", f"{API}claims"),
    Page("API: claims that wait, as a reviewer", f"{API}claims?status=queued", REVIEWER),
    Page("API: claims, searched", f"{API}claims?q=alder+chamber"),
    Page("API: claims on a topic in a language", f"{API}claims?topic=energy&language=en"),
    Page("API: articles", f"{API}articles"),
    Page("API: one article", f"{API}articles/{{long_article}}"),
    Page("API: assignments", f"{API}assignments"),
    Page("API: reviews", f"{API}reviews", REVIEWER),
    Page("API: notifications", f"{API}notifications?page_size=5", REVIEWER),
]
PAGES = [*DESK, *BOARDS, *TRAIL, *STOCK, *PUBLIC, *MACHINES]
