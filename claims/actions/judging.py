"""What detection says of words, in the fields of a claim."""

from typing import Any

from claims import detection
from claims.detection.desk import Head

NEAR, FAR = 3_000, 6_000  # characters on either side, to the next line's end: a whole book would keep a person waiting


def judged(found: detection.Sentence, head: Head, before: int = 0) -> dict[str, Any]:
    """A sentence as it was found, weighed by the newsroom's own head. `before`: characters before the text it is of."""

    def moved(at: int | None) -> int | None:
        return None if at is None else before + at

    return {
        "kind": found.kind,
        "check_worthiness": head.adjust(found.check_worthiness, found.reasons),
        "shipped_score": found.check_worthiness,
        "reasons": list(found.reasons),
        "claimant": (found.claimant or "")[:300],
        "claimant_start": moved(found.claimant_start),
        "claimant_end": moved(found.claimant_end),
    }


def judge(body: str, start: int, end: int, language: str, head: Head) -> dict[str, Any]:
    """The same for words that a person chose: as the sentence that has most of them, read among its neighbours."""
    first = body.rfind("\n", max(0, start - FAR), max(0, start - NEAR)) + 1 or max(0, start - FAR)
    last = body.find("\n", end + NEAR, end + FAR)
    sentences = detection.read(body[first : last if last >= 0 else end + FAR], language)

    def shared(sentence: detection.Sentence) -> int:
        return min(end - first, sentence.end) - max(start - first, sentence.start)

    return judged(max(sentences, key=shared), head, first)
