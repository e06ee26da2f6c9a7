"""The words in which a sample article and its findings are told."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["primary", "secondary", "data", "expert"]
Stance = Literal["supports", "refutes", "context"]
Rating = Literal[
    "true", "mostly_true", "half_true", "mostly_false", "false", "unproven", "missing_context", "outdated", "satire"
]
Outcome = Literal[
    "held",
    "released",
    "escalated",
    "disputed",
    "reviewed",
    "sent_back",
    "approved",
    "published",
    "corrected",
    "withdrawn",
    "dismissed",
]


@dataclass(frozen=True, kw_only=True)
class SampleSource:
    """One piece of evidence; `published_on` is an ISO date or unknown, `quote` is verbatim or empty."""

    url: str
    title: str
    publisher: str
    published_on: str = ""
    quote: str = ""
    kind: Kind
    stance: Stance


@dataclass(frozen=True, kw_only=True)
class SampleCorrection:
    """What replaced a published verdict, and how many days after it."""

    rating: Rating
    note: str
    reasoning: str
    days_later: int


@dataclass(frozen=True, kw_only=True)
class SecondOpinion:
    """What another reviewer, who saw nothing of the first one's work, found of the same sentence."""

    reviewer: str
    rating: Rating
    reasoning: str
    summary: str
    sources: tuple[SampleSource, ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How far the desk got with one sentence of the article.

    `summary` goes to the readers, `reasoning` to the desk. For "held", "released", "escalated" and "dismissed" the
    rating is only a first idea; `note` says why something was released, escalated, sent back, withdrawn or dismissed.
    """

    sentence: str
    reviewer: str
    rating: Rating
    reasoning: str = ""
    sources: tuple[SampleSource, ...] = ()
    outcome: Outcome
    summary: str = ""
    note: str = ""
    correction: SampleCorrection | None = None
    second: SecondOpinion | None = None


@dataclass(frozen=True, kw_only=True)
class SampleArticle:
    """An article as it came in; `file` names its text in `seeds/articles`."""

    file: str
    title: str
    outlet: str
    byline: str = ""
    url: str
    language: str
    published_on: str
    received_days_ago: int
    topics: tuple[str, ...] = ()
    brought_by: str
    findings: tuple[Finding, ...]
