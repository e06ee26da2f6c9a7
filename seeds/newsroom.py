"""The sample newsroom in plain words: its people, and the articles they have worked on over the past three weeks."""

from dataclasses import dataclass
from typing import Literal

from seeds.articles import (
    agua_mitos_y_cifras,
    euro_area_inflation,
    european_election_rules,
    iraq_foreign_troops,
    measles_two_doses,
    warmest_year_2023,
)
from seeds.articles.shapes import Finding, SampleArticle, SampleCorrection, SampleSource, SecondOpinion

__all__ = [
    "ARTICLES",
    "PEOPLE",
    "TOPICS",
    "Finding",
    "Person",
    "SampleArticle",
    "SampleCorrection",
    "SampleSource",
    "SecondOpinion",
]


@dataclass(frozen=True)
class Person:
    """Somebody with a log-in, named for the part they play; `capacity` counts the claims they may hold at once."""

    username: str
    role: Literal["reviewer", "editor", ""]
    languages: tuple[str, ...]
    capacity: int
    topics: tuple[str, ...] = ()  # what they know well


PEOPLE: tuple[Person, ...] = (
    Person("editor", "editor", ("en", "es"), capacity=0),
    Person("editor-two", "editor", ("en", "es"), capacity=0),
    Person("reviewer", "reviewer", ("en",), capacity=5, topics=("economy", "elections")),
    Person("reviewer-two", "reviewer", ("en",), capacity=5, topics=("health", "climate")),
    Person("reviewer-es", "reviewer", ("es", "en"), capacity=5, topics=("health",)),
    Person("reader", "", ("en",), capacity=0),
)

# By the slugs that people and articles name them with.
TOPICS: dict[str, str] = {
    "climate": "Climate",
    "economy": "Economy",
    "elections": "Elections",
    "foreign-affairs": "Foreign affairs",
    "health": "Health",
}

# The one that came in first stands first.
ARTICLES: tuple[SampleArticle, ...] = (
    iraq_foreign_troops.ARTICLE,
    measles_two_doses.ARTICLE,
    euro_area_inflation.ARTICLE,
    warmest_year_2023.ARTICLE,
    agua_mitos_y_cifras.ARTICLE,
    european_election_rules.ARTICLE,
)
