"""The encoder, where a newsroom has switched it on (ENCODER_DIR): a second reader of what workers split."""

import logging
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from claims import detection
from claims.detection import Encoder, Sentence

log = logging.getLogger(__name__)

LONGEST = 300_000  # characters, less than a minute of CPU: a whole book would outlast the worker's time for one job


class Reading(NamedTuple):
    """The sentences of a text, and whether the encoder had a say in their scores: those are another measure."""

    sentences: list[Sentence]
    by_encoder: bool


def switched_on() -> bool:
    return settings.ENCODER_DIR is not None


def read(body: str, language: str) -> Reading:
    """A text as the desk's workers read it.

    An article is worth more than a better order of its claims: where the encoder cannot be used although it is switched
    on, the log says why, and the shipped model reads alone. So it does with texts that are too long, and in languages
    that the encoder was not taught.
    """
    encoder = _encoder() if len(body) <= LONGEST else None
    if encoder is None:
        return Reading(detection.read(body, language), by_encoder=False)
    sentences = detection.read(body, language, encoder)
    return Reading(sentences, by_encoder=all(sentence.language in detection.LEARNED for sentence in sentences))


def _encoder() -> Encoder | None:
    if not switched_on():
        return None
    from claims.detection.encoder.files import NoEncoder

    try:
        return _loaded(settings.ENCODER_DIR)
    except (NoEncoder, ImportError, OSError) as problem:
        log.error("the encoder cannot read, so the shipped model reads alone: %s", problem)
        return None


@cache
def _loaded(folder: Path) -> Encoder:
    # Its numpy is no requirement of a desk that does without.
    from claims.detection.encoder import trained

    return trained.load(folder)
