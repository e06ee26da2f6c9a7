"""The desk's own words on its public pages: who writes them, and what becomes of what was shipped."""

from typing import Any

import pytest

from claims.actions import desk_events
from claims.enums import About
from claims.errors import ChangedMeanwhile, NotAllowed, NotText, TooLong
from claims.models import DeskEvent
from reviews.actions import public_texts
from reviews.errors import UnknownChoice
from reviews.models import PublicText
from tests.reviews.publication.readers import read

pytestmark = pytest.mark.django_db


def test_readers_get_the_words_and_without_words_what_is_shipped(editor: Any) -> None:
    shipped = read("/methodology/")
    assert public_texts.say("methodology", " We look twice. ", actor=editor)
    assert "We look twice." in read("/methodology/")
    assert not public_texts.say("methodology", "We look twice.", actor=editor)
    assert public_texts.say("methodology", "\n", actor=editor)
    assert read("/methodology/") == shipped
    assert [str(event) for event in DeskEvent.objects.order_by("id")] == [
        "first-editor wrote the desk’s own words of the page “Methodology”",
        "first-editor went back to the shipped words of the page “Methodology”",
    ]


@pytest.mark.parametrize("person", ["reviewer", "stranger", "clock", "console"])
def test_nobody_but_editors_writes_them(person: str, request: Any) -> None:
    with pytest.raises(NotAllowed):
        public_texts.say("corrections", "Never.", actor=request.getfixturevalue(person))
    assert not PublicText.objects.exists()


def test_what_cannot_be_said_is_refused(editor: Any) -> None:
    for page, text, refused in (
        ("imprint", "X", UnknownChoice),
        ("corrections", "a\0b", NotText),
        ("corrections", "x" * 20_001, TooLong),
    ):
        with pytest.raises(refused):
            public_texts.say(page, text, actor=editor)
    assert not DeskEvent.objects.exists()


def test_what_somebody_wrote_meanwhile_is_not_overwritten(editor: Any, second_editor: Any) -> None:
    seen = desk_events.version_of(About.TEXT, "corrections")
    public_texts.say("corrections", "Openly.", actor=second_editor, seen=seen)
    with pytest.raises(ChangedMeanwhile, match="second-editor wrote"):
        public_texts.say("corrections", "Quietly.", actor=editor, seen=seen)
    assert PublicText.objects.get().text == "Openly."
