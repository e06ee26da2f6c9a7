"""Making a claim by hand: exact in code points, never twice, judged as if the detector had found it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.actions import articles, marking, reshaping, spans, triage
from claims.actions.spans import Place
from claims.enums import Act, Origin, Status
from claims.errors import (
    DomainError,
    NotAllowed,
    NotFound,
    NoWords,
    OtherWords,
    SpanDismissed,
    SpanTaken,
    TooLong,
    WordsFoundTwice,
    WordsNotFound,
    WrongSpan,
)
from claims.models import Article, Claim
from claims.models.claim import CONTEXT
from tests.factories import receive, split
from tests.over_http import nothing_changes

pytestmark = pytest.mark.django_db

BODY = "Exports grew by 5 percent in 2019, the minister said. Imports fell. Imports fell by 3 percent."


def place_of(words: str, body: str = BODY, after: int = 0) -> Place:
    start = body.index(words, after)
    return Place(words, start, start + len(words))


@pytest.fixture
def article(editor: Any) -> Article:
    found = receive(BODY, by=editor, language="en")
    split(found, {"Exports grew by 5 percent in 2019, the minister said.": 0.9})
    return found


def test_the_words_become_a_new_claim_with_its_anchors_and_one_event(article: Article, reviewer: Any) -> None:
    claim = marking.mark(article.pk, actor=reviewer, place=place_of("Imports fell by 3 percent."))
    assert (claim.text, claim.status, claim.origin, claim.version) == (
        "Imports fell by 3 percent.",
        Status.NEW,
        Origin.MARKED,
        1,
    )
    assert BODY[claim.start : claim.end] == claim.text
    assert claim.prefix == BODY[claim.start - CONTEXT : claim.start]
    [event] = claim.events.all()
    assert (event.act, event.before, event.after, event.actor) == (Act.MARK, "", Status.NEW, reviewer)


def test_it_is_judged_as_the_sentence_that_it_is_of(article: Article, reviewer: Any) -> None:
    whole = receive(f"{BODY} And more.", by=reviewer, language="en")
    [found] = [claim for claim in split(whole) if claim.text.startswith("Exports")]
    reshaping.adjust(found.pk, actor=reviewer, place=place_of("the minister said."))
    made = marking.mark(whole.pk, actor=reviewer, place=place_of("Exports grew by 5 percent in 2019"))
    assert (made.kind, made.reasons, made.claimant) == (found.kind, found.reasons, found.claimant)
    assert made.check_worthiness == pytest.approx(found.check_worthiness, abs=0.2)  # its article is read in part
    assert made.shipped_score == made.check_worthiness
    assert (made.claimant_start, made.claimant_end) == (found.claimant_start, found.claimant_end)


HARD = {
    "emoji": ("👩🏽‍🔬 says: 📈 5 percent 🎉 in 2019.", "📈 5 percent 🎉"),
    "combining marks": ("Vie\u0323\u0302t Nam exported 5 tons.", "Nam exported 5 tons."),
    "CRLF": ("One line.\r\nExports grew\r\nby 5 percent.", "Exports grew\nby 5 percent."),
    "right to left": ("قال: ارتفعت الصادرات بنسبة 5 في المئة.", "ارتفعت الصادرات"),
    "no-break space": ("It is 5\u00a0percent.", "5\u00a0percent"),
}


@pytest.mark.parametrize(("text", "words"), HARD.values(), ids=HARD)
def test_places_are_exact_in_code_points(text: str, words: str, reviewer: Any) -> None:
    made = receive(text, by=reviewer)
    body = made.latest.body
    claim = marking.mark(made.pk, actor=reviewer, place=place_of(words, body))
    assert body[claim.start : claim.end] == claim.text == words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60), st.data())
def test_whatever_is_settled_on_are_the_words_that_were_shown(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(-2, len(body) + 2))
    end = data.draw(st.integers(-2, len(body) + 2))
    quote = body[max(start, 0) : max(end, 0)]
    if not 0 <= start < end <= len(body) or not any(sign.isalnum() for sign in quote):
        with pytest.raises((WrongSpan, NoWords)):
            spans.settle(body, Place(quote, start, end))
    else:
        first, last = spans.settle(body, Place(quote, start, end))
        assert body[first:last] == quote.strip()
        with pytest.raises(OtherWords):
            spans.settle(body, Place(f"{quote}x", start, end))


def test_units_of_another_kind_are_noticed(reviewer: Any) -> None:
    """A client that counts UTF-16, as JavaScript does, is one off after each emoji."""
    text = "📈📈 Exports grew by 5 percent."
    made = receive(text, by=reviewer)
    in_utf16 = len("📈📈 ".encode("utf-16-le")) // 2
    wrong = Place("Exports grew", in_utf16, in_utf16 + len("Exports grew"))
    with nothing_changes(), pytest.raises(OtherWords, match="ports grew b”, not “Exports grew”"):
        marking.mark(made.pk, actor=reviewer, place=wrong)


REFUSED = [
    (Place("Exports", 5, 5), WrongSpan),
    (Place("Exports", 9, 2), WrongSpan),
    (Place("Exports", -1, 6), WrongSpan),
    (Place("Exports", 0, len(BODY) + 1), WrongSpan),
    (Place("", 0, 7), OtherWords),
    (Place("Imports", 0, 7), OtherWords),
    (Place(" ", 7, 8), NoWords),
    (Place(". ", 52, 54), NoWords),
    (Place("by 5 percent", 13, 25), SpanTaken),
    (Place(BODY, 0, len(BODY)), SpanTaken),
    (Place("Wages rose"), WordsNotFound),
    (Place("mports fell"), WordsNotFound),
    (Place("Imports fell"), WordsFoundTwice),
    (Place("  "), NoWords),
]


@pytest.mark.parametrize(("place", "refusal"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_a_claim_is_refused(
    place: Place, refusal: type[DomainError], article: Article, reviewer: Any
) -> None:
    with nothing_changes(), pytest.raises(refusal):
        marking.mark(article.pk, actor=reviewer, place=place)


def test_a_claim_is_no_essay(reviewer: Any) -> None:
    text = "word " * 500
    made = receive(text, by=reviewer)
    with nothing_changes(), pytest.raises(TooLong, match="at most 2,000"):
        marking.mark(made.pk, actor=reviewer, place=Place(text.strip(), 0, len(text.strip())))


def test_who_is_in_the_way_is_named(article: Article, reviewer: Any) -> None:
    [there] = article.claims.all()
    with pytest.raises(SpanTaken, match=f"Claim {there.pk} has words of this place") as refused:
        marking.mark(article.pk, actor=reviewer, place=place_of("the minister said. Imports fell."))
    assert refused.value.more == {"claim": there.pk}


def test_words_alone_are_enough_where_they_stand_once(article: Article, reviewer: Any) -> None:
    claim = marking.mark(article.pk, actor=reviewer, place=Place(" Imports fell by 3 percent.\r\n"))
    assert (claim.start, claim.text) == (BODY.index("Imports fell by"), "Imports fell by 3 percent.")


def test_claims_may_touch(article: Article, reviewer: Any) -> None:
    first = marking.mark(article.pk, actor=reviewer, place=place_of("Imports fell."))
    second = marking.mark(article.pk, actor=reviewer, place=place_of(" Imports fell by 3 percent."))
    assert first.end == second.start - 1


def test_what_an_editor_dismissed_is_restored_and_not_made_anew(article: Article, reviewer: Any, editor: Any) -> None:
    [claim] = article.claims.all()
    triage.dismiss(claim.pk, actor=editor, note="Known.")
    with nothing_changes(), pytest.raises(SpanDismissed, match="Restore it"):
        marking.mark(article.pk, actor=reviewer, place=Place(claim.text, claim.start, claim.end))
    part = marking.mark(article.pk, actor=reviewer, place=place_of("Exports grew by 5 percent"))
    with nothing_changes(), pytest.raises(SpanTaken, match=f"Claim {part.pk} "):
        triage.restore(claim.pk, actor=editor)


def test_strangers_and_machines_make_no_claims(article: Article, stranger: Any, clock: Any) -> None:
    for somebody in (stranger, clock):
        with nothing_changes(), pytest.raises(NotAllowed):
            marking.mark(article.pk, actor=somebody, place=place_of("Imports fell."))


def test_an_article_or_a_revision_that_is_not_there_is_refused(article: Article, reviewer: Any) -> None:
    for key, number in ((article.pk, 2), (0, None)):
        with pytest.raises(NotFound):
            marking.mark(key, actor=reviewer, place=place_of("Imports fell."), revision=number)


def test_an_earlier_text_can_be_pointed_at(article: Article, reviewer: Any) -> None:
    articles.revise(article.pk, "All is new.", actor=reviewer)
    claim = marking.mark(article.pk, actor=reviewer, place=place_of("Imports fell by 3 percent."), revision=1)
    assert claim.revision.number == 1


def test_words_of_a_claim_that_still_stand_in_a_new_text_are_taken_there(article: Article, reviewer: Any) -> None:
    articles.revise(article.pk, f"News. {BODY}", actor=reviewer)
    with pytest.raises(SpanTaken):
        marking.mark(article.pk, actor=reviewer, place=place_of("by 5 percent", f"News. {BODY}"))


# --- what splitting makes of it afterwards -----------------------------------------------------------------

FIRST, SECOND = "Exports grew by 5 percent, and imports fell.", "Wages rose by 2 percent."
TWO = f"{FIRST} {SECOND}"
FOUND = {FIRST: 0.9, SECOND: 0.8}


def texts_of(article: Article) -> set[tuple[str, str]]:
    return {(claim.text, claim.status) for claim in Claim.objects.filter(article=article)}


def revised(article: Article, editor: Any) -> None:
    """The same sentences in another text, split as they would be by the detector alone."""
    articles.revise(article.pk, f"Corrected today. {TWO}", actor=editor)
    split(article, FOUND)


def test_a_claim_made_by_hand_outlives_a_new_text_and_is_not_found_again(editor: Any) -> None:
    article = receive(TWO)
    split(article, {SECOND: 0.8})
    marking.mark(article.pk, actor=editor, place=place_of("imports fell", TWO))
    revised(article, editor)
    assert texts_of(article) == {("imports fell", "new"), (SECOND, "new")}


def test_a_claim_that_was_split_is_not_found_whole_again(editor: Any) -> None:
    article = receive(TWO)
    whole, _ = split(article, FOUND)
    reshaping.split(whole.pk, actor=editor, at=TWO.index("and imports"))
    revised(article, editor)
    assert {text for text, _ in texts_of(article)} == {"Exports grew by 5 percent,", "and imports fell.", SECOND}


def test_claims_that_were_merged_are_not_found_apart_again(editor: Any) -> None:
    article = receive(TWO)
    one, other = split(article, FOUND)
    reshaping.merge(one.pk, actor=editor, other=other.pk)
    revised(article, editor)
    assert texts_of(article) == {(TWO, "new"), (SECOND, "dismissed")}


def test_what_is_left_of_merged_claims_in_a_new_text_is_found_again(editor: Any) -> None:
    article = receive(TWO)
    one, other = split(article, FOUND)
    reshaping.merge(one.pk, actor=editor, other=other.pk)
    articles.revise(article.pk, SECOND, actor=editor)
    split(article, {SECOND: 0.8})
    assert texts_of(article) == {(TWO, "new"), (SECOND, "dismissed"), (SECOND, "new")}


def test_a_claim_made_before_the_text_was_split_is_not_found_again(editor: Any) -> None:
    article = receive(TWO)
    marking.mark(article.pk, actor=editor, place=place_of("imports fell", TWO))
    split(article, FOUND)
    assert {text for text, _ in texts_of(article)} == {"imports fell", SECOND}


def test_what_was_dismissed_by_an_editor_stays_dismissed_in_a_new_text(editor: Any) -> None:
    article = receive(TWO)
    one, _ = split(article, FOUND)
    part = reshaping.adjust(one.pk, actor=editor, place=place_of("imports fell", TWO))
    triage.dismiss(part.pk, actor=editor, note="An opinion.")
    revised(article, editor)
    assert texts_of(article) == {("imports fell", "dismissed"), (SECOND, "new")}
