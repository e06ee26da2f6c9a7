"""The tables of the agreement page: the same rows as HTML and as CSV."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from claims.sheets import for_a_sheet
from reviews import figures
from reviews.agreement import Figure
from reviews.figures import Group, Pair, Report
from reviews.habits import Approver, Reviewer, Work


@dataclass(frozen=True)
class Column:
    name: str
    show: Callable[[Any], str] = str  # on the page; a file gets the value itself


@dataclass(frozen=True)
class Table:
    slug: str
    caption: str
    columns: list[Column]
    told: Sequence[Any]  # what has a row each
    row: Callable[[Any], list[Any]]  # made when it is shown: a long table may have costly ones
    nothing: str = "Nothing in this slice."

    def shown(self, most: int) -> list[list[str]]:
        return [
            ["–" if cell is None else column.show(cell) for column, cell in zip(self.columns, row, strict=True)]
            for row in map(self.row, self.told[:most])
        ]

    def write(self, file: TextIO) -> None:
        writer = csv.writer(file)
        writer.writerow(column.name for column in self.columns)
        writer.writerows([for_a_sheet(cell) for cell in self.row(one)] for one in self.told)


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
    columns = [Column("Figure"), Column("Value"), Column("Claims used"), Column("Left out, and why")]
    return Table("figures", "Agreement", columns, list(report.whole.figures.items()), _figure)


def _figure(named: tuple[str, Figure]) -> list[Any]:
    name, figure = named
    show = percent if name == "percent_agreement" else decimals
    value = None if figure.value is None else show(figure.value)
    return [figures.NAMES[name], value, figure.used, _left_out(figure)]


OF_A_MONTH = ["percent_agreement", "fleiss_kappa", "alpha_nominal", "alpha_ordinal"]


def _months(report: Report) -> Table:
    columns = [Column("Month"), Column("Claims"), Column("Findings"), Column("Claims compared")]
    columns += [Column(figures.NAMES[name], percent if name == OF_A_MONTH[0] else decimals) for name in OF_A_MONTH]
    return Table("months", "Agreement by month of a claim's last finding", columns, report.months, _month)


def _month(month: Group) -> list[Any]:
    values = [month.figures[name].value for name in OF_A_MONTH]
    return [month.name, month.claims, month.findings, month.figures[OF_A_MONTH[0]].used, *values]


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
    columns = [Column("Reviewer"), *WORK, Column("Worth a question")]
    return Table("reviewers", "Reviewers", columns, report.reviewers, _reviewer)


def _reviewer(who: Reviewer) -> list[Any]:
    return [who.username, *_work(who.whole), " ".join(who.notes) or None]


def _drift(report: Report) -> Table:
    months = [(who.username, month, work) for who in report.reviewers for month, work in who.months.items()]
    columns = [Column("Reviewer"), Column("Month"), *WORK]
    return Table("drift", "Reviewers by month", columns, months, lambda row: [row[0], row[1], *_work(row[2])])


def _pairs(report: Report) -> Table:
    columns = [Column("Reviewer"), Column("and"), Column("Claims in common"), Column("Left out, and why")]
    columns += [Column("Percent agreement", percent), Column("Cohen's kappa", decimals)]
    return Table(
        "pairs", "Pairs of reviewers", columns, report.pairs, _pair, "No two reviewers have a claim in common."
    )


def _pair(pair: Pair) -> list[Any]:
    agree, kappa = pair.figures["percent_agreement"], pair.figures["cohens_kappa"]
    return [*pair.names, kappa.used, _left_out(kappa), agree.value, kappa.value]


def _approvers(report: Report) -> Table:
    columns = [
        *(Column("Editor"), Column("Approvals"), Column("Sent back")),
        Column("Median minutes from finding to approval", minutes),
        Column("Approved within 60 seconds", percent),
        Column("Worth a question"),
    ]
    caption = "Approvers (pair and scale do not narrow this table)"
    nothing = "Nobody approved anything in this slice."
    return Table("approvers", caption, columns, report.approvers, _approver, nothing)


def _approver(who: Approver) -> list[Any]:
    notes = " ".join(who.notes) or None
    return [who.username, who.approvals, who.sent_back, who.median_minutes, who.quick_share, notes]


def _left_out(figure: Figure) -> str | None:
    parts = [f"{figures.EXCLUDED[reason]}: {count}" for reason, count in figure.excluded.items()]
    if figure.why:
        parts.insert(0, f"No figure: {figures.WHY_NONE[figure.why]}")
    return "; ".join(parts) or None


def named(tables: Iterable[Table], slug: str) -> Table | None:
    return next((table for table in tables if table.slug == slug), None)
