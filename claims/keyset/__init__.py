"""Long lists in pages that begin where the last one ended, and counts that stop at a cap: no OFFSET, no full count.

What is listed comes as streams: querysets that an index can bring in the wanted order. A page takes the first few rows
of each and merges them, in one query, however many streams there are. Where few rows are asked for, and no index has
them in order, they are `Few`: all of them are found first.
"""

from claims.keyset.orders import MOVED, Key, Order, Place, moment, place_asked, place_in
from claims.keyset.reading import (
    MANY,
    Firsts,
    Page,
    counted_firsts_of,
    counted_page_of,
    counts_of,
    estimate_of,
    firsts_among,
    firsts_of,
    ids_of,
    in_words,
    page_among,
    page_of,
)
from claims.keyset.statements import Few, Stream

__all__ = [
    "MANY",
    "MOVED",
    "Few",
    "Firsts",
    "Key",
    "Order",
    "Page",
    "Place",
    "Stream",
    "counted_firsts_of",
    "counted_page_of",
    "counts_of",
    "estimate_of",
    "firsts_among",
    "firsts_of",
    "ids_of",
    "in_words",
    "moment",
    "page_among",
    "page_of",
    "place_asked",
    "place_in",
]
