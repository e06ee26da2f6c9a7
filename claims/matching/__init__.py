"""Where words stand in a text, and which statements say the same. Plain Python, without Django."""

from claims.matching.standing import Span, meet, merged, place_again, places, same_words, trimmed

__all__ = ["Span", "meet", "merged", "place_again", "places", "same_words", "trimmed"]
