"""Which sentences of an article are claims worth checking, and who said them. Plain Python, without Django."""

from claims.detection.article import Encoder, Sentence, read, score, split
from claims.detection.languages import UNKNOWN as UNKNOWN_LANGUAGE
from claims.detection.score import LEARNED

__all__ = ["LEARNED", "UNKNOWN_LANGUAGE", "Encoder", "Sentence", "read", "score", "split"]
