"""Earlier claims found again through the desk's own database and code, beside FTS5's BM25 with Porter's stemmer."""

import sqlite3
import sys
from collections import Counter
from pathlib import Path

import django

django.setup()

from django.contrib.auth import get_user_model

from claims import alike
from claims.enums import Door, Status
from claims.matching.likeness import compared, is_similar
from claims.matching.words import telling_words
from claims.models import Article, Claim, Revision
from tests.benchmarks.matching import judged

LOOKED_AT = 8  # of the ranked ones, letter by letter


def main(folder: Path) -> None:
    print("| set | queries | MAP@5, desk | MAP@5, FTS5 Porter | shown |\n| --- | --- | --- | --- | --- |")
    for name, queries in judged.SETS.items():
        claims = judged.claims_in(folder, name)
        texts = {claim["id"]: f"{claim['title']}. {claim['vclaim']}" for claim in claims}
        desk, peer = Desk(texts), Fts5(texts)
        for of in (judged.judged(folder, one) for one in queries):
            ours = {query: desk.ranked(text) for query, text in of.queries.items()}
            theirs = {query: peer.ranked(text) for query, text in of.queries.items()}
            shown = sum(bool(of.gold[query] & set(desk.shown(text))) for query, text in of.queries.items())
            scores = [judged.mean_average_precision(found, of.gold) for found in (ours, theirs)]
            print(
                f"| {of.name} | {len(ours)} | {scores[0]:.3f} | {scores[1]:.3f} | {shown / len(ours):.2f} |", flush=True
            )
    near(folder)


def near(folder: Path) -> None:
    """Which edited claims and which look-alikes are called the same as the nearest that the desk has."""
    texts = {claim["id"]: claim["vclaim"] for claim in judged.claims_in(folder, "ct22a")}
    desk, said, of = Desk(texts), Counter[str](), Counter[str]()
    for row in judged.near_duplicates(folder):
        # A claim that is new to the desk: its own row does not count.
        found = [key for key in desk.ranked(row["text"], LOOKED_AT + 1) if row["kind"] != "neg" or key != row["src_id"]]
        of[row["kind"]] += 1
        said[row["kind"]] += any(compared(texts[key], row["text"], "en")[0] for key in found[:LOOKED_AT])
    print("\n| kind | number | called the same |\n| --- | --- | --- |")
    for kind, number in of.items():
        print(f"| {kind} | {number} | {said[kind] / number:.3f} |")


class Desk:
    """These texts as the only claims of the desk.

    Some stand there twice, and the files call the first of these right: so it is the newest, which comes before others.
    """

    def __init__(self, texts: dict[str, str]) -> None:
        Claim.objects.all().delete()
        person = get_user_model().objects.get_or_create(username="bench")[0]
        article = Article.objects.create(status="split", door=Door.API, brought_by=person, language="en")
        revision = Revision.objects.create(
            article=article, number=1, body="", sha256=str(article.pk).zfill(64), brought_by=person
        )
        told = {"article": article, "revision": revision, "check_worthiness": 1, "status": Status.NEW}
        rows = (Claim(**told, start=at, end=at + 1, text=text) for at, text in enumerate(reversed(texts.values())))
        written = Claim.objects.bulk_create(rows, 500)
        self.names = {row.pk: name for row, name in zip(written, reversed(texts), strict=True)}

    def ranked(self, text: str, most: int = judged.AT) -> list[str]:
        return [self.names[hit.key] for hit in alike.most_alike(text, "en", Claim.objects.all())[:most]]

    def shown(self, text: str) -> list[str]:
        """The three that would stand beside it."""
        near = filter(is_similar, alike.most_alike(text, "en", Claim.objects.all()))
        return [self.names[hit.key] for hit in near][:3]


class Fts5:
    """What SQLite can do by itself: all words, any of them, ranked by its own bm25."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.names = list(texts)
        self.rows = sqlite3.connect(":memory:")
        self.rows.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='porter unicode61 remove_diacritics 2')")
        self.rows.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(texts.values()))

    def ranked(self, text: str) -> list[str]:
        query = " OR ".join(f'"{word}"' for word in telling_words(text, "en"))
        found = self.rows.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?", [query, judged.AT])
        return [self.names[row] for (row,) in found]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
