"""CSV files that a spreadsheet may open: written as they are read, and no cell of them is a formula."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse

from claims.sheets import cells_in_lines

MOST = 10_000  # rows of one file


def as_csv(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """An answer that is saved as `name`.csv."""
    answer = StreamingHttpResponse(cells_in_lines(chain([header], rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
