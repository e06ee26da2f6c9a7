"""Which sentences of an article are claims worth checking, and who said them. Plain Python, without Django."""

from claims.detection.article import Sentence, read, score, split

__all__ = ["Sentence", "read", "score", "split"]
