"""What is exported: four tables, their columns, and their rows in batches. Reads only; docs/exports.md has the columns.

Whatever is read starts from what the maker may see: a file tells nobody what the desk does not tell them.
"""

from reviews.enums import ExportKind
from reviews.exported import claims, reviews, sources, verdicts
from reviews.exported.asking import SMALL, asked_of, filters_in, is_small
from reviews.exported.table import Table

TABLES: dict[ExportKind, Table] = {
    ExportKind.CLAIMS: claims.TABLE,
    ExportKind.REVIEWS: reviews.TABLE,
    ExportKind.VERDICTS: verdicts.TABLE,
    ExportKind.SOURCES: sources.TABLE,
}

__all__ = ["SMALL", "TABLES", "Table", "asked_of", "filters_in", "is_small"]
