"""The tables of the agreement page: the same rows as HTML and as CSV."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from claims.sheets import for_a_sheet
from reviews import figures
from reviews.agreement import Figure
from reviews.figures import Report
from reviews.habits import Work


@dataclass(frozen=True)
class Column:
    name: str
    show: Callable[[Any], str] = str  # on the page; a file gets the value itself


@dataclass(frozen=True)
class Table:
    slug: str
    caption: str
    columns: list[Column]
    rows: list[list[Any]]
    nothing: str = "Nothing in this slice."

    def shown(self, most: int) -> list[list[str]]:
        return [
            ["–" if cell is None else column.show(cell) for column, cell in zip(self.columns, row, strict=True)]
            for row in self.rows[:most]
        ]

    def write(self, file: TextIO) -> None:
        writer = csv.writer(file)
        writer.writerow(column.name for column in self.columns)
        writer.writerows([for_a_sheet(cell) for cell in row] for row in self.rows)


def percent(share: float) -> str:
    return f"{share:.1%}"


def decimals(value: float) -> str:
    return f"{value:.3f}"


def signed(steps: float) -> str:
    return f"{steps:+.2f}"


def minutes(value: float) -> str:
    return f"{value:.1f}"


def tables_of(report: Report) -> list[Table]:
    return [_whole(report), _months(report), _reviewers(report), _pairs(report), _approvers(report), _drift(report)]


def _whole(report: Report) -> Table:
    rows = []
    for name, figure in report.whole.figures.items():
        show = percent if name == "percent_agreement" else decimals
        value = None if figure.value is None else show(figure.value)
        rows.append([figures.NAMES[name], value, figure.used, _left_out(figure)])
    columns = [Column("Figure"), Column("Value"), Column("Claims used"), Column("Left out, and why")]
    return Table("figures", "Agreement", columns, rows)


def _months(report: Report) -> Table:
    names = ["percent_agreement", "fleiss_kappa", "alpha_nominal", "alpha_ordinal"]
    columns = [Column("Month"), Column("Claims"), Column("Findings"), Column("Claims compared")]
    columns += [Column(figures.NAMES[name], percent if name == names[0] else decimals) for name in names]
    rows = [
        [month.name, month.claims, month.findings, month.figures[names[0]].used]
        + [month.figures[name].value for name in names]
        for month in report.months
    ]
    return Table("months", "Agreement by month of a claim's last finding", columns, rows)


WORK = [
    Column("Findings"),
    Column("Compared"),
    Column("Agree with the others", percent),
    Column("Steps above (+) or below (−) the others", signed),
    Column("Median minutes from taking to recording", minutes),
    Column("Recorded within 2 minutes", percent),
]


def _work(work: Work) -> list[Any]:
    return [work.reviews, work.compared, work.agreement, work.distance, work.median_minutes, work.quick_share]


def _reviewers(report: Report) -> Table:
    rows = [[who.username, *_work(who.whole), " ".join(who.notes) or None] for who in report.reviewers]
    return Table("reviewers", "Reviewers", [Column("Reviewer"), *WORK, Column("Worth a question")], rows)


def _drift(report: Report) -> Table:
    rows = [[who.username, month, *_work(work)] for who in report.reviewers for month, work in who.months.items()]
    return Table("drift", "Reviewers by month", [Column("Reviewer"), Column("Month"), *WORK], rows)


def _pairs(report: Report) -> Table:
    columns = [Column("Reviewer"), Column("and"), Column("Claims in common"), Column("Left out, and why")]
    columns += [Column("Percent agreement", percent), Column("Cohen's kappa", decimals)]
    rows = []
    for pair in report.pairs:
        agree, kappa = pair.figures["percent_agreement"], pair.figures["cohens_kappa"]
        rows.append([*pair.names, kappa.used, _left_out(kappa), agree.value, kappa.value])
    return Table("pairs", "Pairs of reviewers", columns, rows, "No two reviewers have a claim in common.")


def _approvers(report: Report) -> Table:
    columns = [
        *(Column("Editor"), Column("Approvals"), Column("Sent back")),
        Column("Median minutes from finding to approval", minutes),
        Column("Approved within 60 seconds", percent),
        Column("Worth a question"),
    ]
    rows = [
        [who.username, who.approvals, who.sent_back, who.median_minutes, who.quick_share, " ".join(who.notes) or None]
        for who in report.approvers
    ]
    caption = "Approvers (pair and scale do not narrow this table)"
    return Table("approvers", caption, columns, rows, "Nobody approved anything in this slice.")


def _left_out(figure: Figure) -> str | None:
    parts = [f"{figures.EXCLUDED[reason]}: {count}" for reason, count in figure.excluded.items()]
    if figure.why:
        parts.insert(0, f"No figure: {figures.WHY_NONE[figure.why]}")
    return "; ".join(parts) or None


def named(tables: Iterable[Table], slug: str) -> Table | None:
    return next((table for table in tables if table.slug == slug), None)
