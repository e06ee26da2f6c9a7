"""The encoder, where a newsroom has switched it on (ENCODER_DIR): a second reader of what workers split."""

import logging
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from claims import detection
from claims.detection import Encoder, Sentence

log = logging.getLogger(__name__)


class Reading(NamedTuple):
    """The sentences of a text, and whether the encoder has read them too: such scores are another measure."""

    sentences: list[Sentence]
    by_encoder: bool


def switched_on() -> bool:
    return settings.ENCODER_DIR is not None


def read(body: str, language: str) -> Reading:
    """A text as the desk's workers read it.

    An article is worth more than a better order of its claims: where the encoder cannot be used although it is switched
    on, the log says why, and the shipped model reads alone.
    """
    encoder = _encoder()
    if encoder is None:
        return Reading(detection.read(body, language), by_encoder=False)
    return Reading(detection.read(body, language, encoder), by_encoder=True)


def _encoder() -> Encoder | None:
    if not switched_on():
        return None
    from claims.detection.encoder.files import NoEncoder

    try:
        return _loaded(settings.ENCODER_DIR)
    except (NoEncoder, ImportError) as problem:
        log.error("the encoder cannot read, so the shipped model reads alone: %s", problem)
        return None


@cache
def _loaded(folder: Path) -> Encoder:
    # Its numpy is no requirement of a desk that does without.
    from claims.detection.encoder import trained

    return trained.load(folder)
