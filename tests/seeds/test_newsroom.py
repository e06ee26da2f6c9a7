"""The sample newsroom holds together before anybody plays it."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from seeds.articles.shapes import Finding, Outcome, SampleArticle, SampleSource
from seeds.newsroom import ARTICLES, PEOPLE, TOPICS

TEXTS = Path(__file__).parents[2] / "seeds" / "articles"
FINDINGS = [(article, finding) for article in ARTICLES for finding in article.findings]
SOURCES = [source for _, finding in FINDINGS for source in finding.sources]
ROLES = {person.username: person.role for person in PEOPLE}
LANGUAGES = {person.username: person.languages for person in PEOPLE}

every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.file)
every_finding = pytest.mark.parametrize(
    ("article", "finding"), FINDINGS, ids=[f"{finding.outcome}: {finding.sentence[:40]}" for _, finding in FINDINGS]
)
every_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.url)


def body_of(article: SampleArticle) -> str:
    return (TEXTS / article.file).read_text(encoding="utf-8")


@every_finding
def test_a_sentence_occurs_once_and_whole(article: SampleArticle, finding: Finding) -> None:
    body = body_of(article)
    assert body.count(finding.sentence) == 1
    before, after = body.split(finding.sentence)
    assert finding.sentence.endswith(".")
    assert re.search(r"(\A|\n|[.!?][\"»]? )\Z", before), before[-20:]
    assert re.match(r"\n| [\"«]?[A-Z¿]", after), after[:20]


@every_finding
def test_the_reviewer_is_one_and_reads_the_language(article: SampleArticle, finding: Finding) -> None:
    assert ROLES[finding.reviewer] == "reviewer"
    assert article.language in LANGUAGES[finding.reviewer]


@every_finding
def test_what_was_reviewed_has_sources_reasons_and_words_for_readers(article: SampleArticle, finding: Finding) -> None:
    if finding.outcome not in {"dismissed", "held", "released", "escalated"}:
        assert finding.sources
        assert finding.reasoning
        assert finding.summary


@every_finding
def test_a_note_stands_where_somebody_has_to_explain_and_nowhere_else(article: SampleArticle, finding: Finding) -> None:
    assert (finding.second is not None) == (finding.outcome == "disputed")
    explained = finding.outcome in {"released", "escalated", "sent_back", "withdrawn", "dismissed"}
    assert bool(finding.note) == explained
    assert (finding.correction is not None) == (finding.outcome == "corrected")


@every_source
def test_a_source_can_be_found_again(source: SampleSource) -> None:
    assert source.url.startswith("https://")
    assert source.title
    assert source.publisher
    if source.published_on:
        date.fromisoformat(source.published_on)


@every_article
def test_an_article_is_long_enough_dated_and_brought_by_somebody_known(article: SampleArticle) -> None:
    body = body_of(article)
    assert 250 <= len(body.split()) <= 550
    assert body.startswith(article.title + "\n")
    assert article.url.startswith("https://example.org/")
    assert article.brought_by in ROLES
    date.fromisoformat(article.published_on)


def test_every_article_is_about_something_that_somebody_may_know() -> None:
    about = {topic for article in ARTICLES for topic in article.topics}
    assert all(article.topics for article in ARTICLES)
    assert about == set(TOPICS)
    assert {topic for person in PEOPLE for topic in person.topics} < set(TOPICS)


def test_every_text_belongs_to_an_article() -> None:
    assert sorted(path.name for path in TEXTS.glob("*.txt")) == sorted(article.file for article in ARTICLES)


def test_articles_came_in_over_three_weeks_the_oldest_first() -> None:
    ages = [article.received_days_ago for article in ARTICLES]
    assert ages == sorted(ages, reverse=True)
    assert all(1 <= age <= 21 for age in ages)


def test_every_outcome_occurs_and_one_verdict_was_corrected() -> None:
    outcomes = Counter(finding.outcome for _, finding in FINDINGS)
    assert set(outcomes) == set(get_args(Outcome))
    assert outcomes["corrected"] == 1


def test_published_verdicts_differ_and_sources_disagree() -> None:
    published = {finding.rating for _, finding in FINDINGS if finding.outcome == "published"}
    assert len(published) >= 4
    assert {source.stance for source in SOURCES} == {"supports", "refutes", "context"}
    assert max(len(finding.sources) for _, finding in FINDINGS) >= 3
