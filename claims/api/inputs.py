"""What clients send about articles and claims, and how an article is read out of it."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from claims import intake
from claims.actions.spans import Place
from claims.api.fields import DateText, Id, Input, NeededText, Text
from claims.errors import VersionNeeded

TEXT_FORMATS = ["text", "html"]
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
DETAILS = ("title", "url", "outlet", "byline", "language", "published_on", "topics")


class TextFormat(serializers.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=TEXT_FORMATS, **kwargs)


class TopicNames(serializers.ListField):
    """Slugs or names; which there are, the action knows."""

    child = Text()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=50, **{"help_text": "Slugs or names; `/topics` lists them.", **kwargs})


class ChosenTopics(Input):
    topics = TopicNames(help_text="Slugs or names; none takes all away.")


class WantedOfArticle(Input):
    reviews = serializers.IntegerField(
        allow_null=True, help_text="Of each claim that is queued from now on; null: as its topics say, or the desk."
    )


class NewRevision(Input):
    body = NeededText(help_text="The words; with format `html`, the source of the page.")
    format = TextFormat(default="text")


class NewArticle(NewRevision):
    title = Text(help_text="At most 300 characters. Empty: the first line.")
    url = Text(help_text="Where it was published. An article from the same address becomes its next revision.")
    outlet = Text(help_text="Who published it; at most 200 characters.")
    byline = Text(help_text="Who wrote it; at most 200 characters.")
    language = Text(help_text="BCP 47, such as `en` or `pt-BR`. Empty: it is recognised from the text.")
    published_on = DateText(allow_null=True)
    topics = TopicNames(required=False)


class UploadedRevision(Input):
    file = serializers.FileField(allow_empty_file=True, help_text="UTF-8, .txt or .html")
    format = TextFormat(required=False, help_text="Empty: by the file's name.")


class UploadedArticle(UploadedRevision):
    title = Text()
    url = Text()
    outlet = Text()
    byline = Text()
    language = Text()
    published_on = DateText()
    topics = TopicNames(required=False)


class Decision(Input):
    version = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        help_text="The claim's version that you saw. If it has moved on since: 409, and nothing happens.",
    )


class NotedDecision(Decision):
    note = NeededText(help_text="Why; at most 2,000 characters. Part of the history.")


class Pointed(Input):
    """A place, and the words that prove it. Runs of blanks count as one, since pages fold them."""

    start = serializers.IntegerField(min_value=0, help_text="The first character, in Unicode code points from 0.")
    end = serializers.IntegerField(min_value=1, help_text="Behind the last character.")
    quote = NeededText(help_text="The words that stand there. Other words there: 400, and nothing happens.")

    def to_internal_value(self, data: Any) -> Any:
        words = super().to_internal_value(data)
        place = Place(start=words.pop("start"), end=words.pop("end"), quote=words.pop("quote"))
        return words | {"place": place}


class NewClaim(Pointed):
    revision = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, help_text="The number of the text that is counted in; the latest."
    )


class NewSpan(Pointed, Decision):
    pass


class Cut(Decision):
    at = serializers.IntegerField(min_value=0, help_text="Where the second part begins, counted as `start` is.")
    quote = NeededText(help_text="The words of the second part.")


class Neighbour(Decision):
    claim = Id(help_text="The id of the other one.")
    claim_version = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, help_text="The version of the other one that you saw."
    )


class Wording(Decision):
    wording = NeededText(may_be_empty=True, help_text="At most 1,000 characters; empty takes it away.")


class SeenVersion(serializers.IntegerField):
    """One that is missing is refused in the desk's own words: 428, as for a precondition that was not sent."""

    def get_value(self, dictionary: Any) -> Any:
        found = super().get_value(dictionary)
        if found is empty or found is None:
            raise VersionNeeded
        return found


class SeenDecision(Decision):
    """What the public will be shown is decided on what was seen, never blindly."""

    version = SeenVersion(
        min_value=1,
        help_text="The claim's version that you saw. Missing: 428. If it has moved on since: 409, and nothing happens.",
    )


class NotedAndSeen(SeenDecision, NotedDecision):
    pass


def words_of(sent: Mapping[str, Any]) -> tuple[str, intake.Details]:
    """The text, and what is known about it: what the client says wins over what the page says of itself.

    Raises NotText or EmptyArticle.
    """
    given = intake.Details(**{name: sent[name] for name in DETAILS if sent.get(name)})
    source = intake.decode(sent["file"].read()) if "file" in sent else sent["body"]
    return intake.read_page(source, given) if _format_of(sent) == "html" else (source, given)


def _format_of(sent: Mapping[str, Any]) -> str:
    if "format" in sent:
        return str(sent["format"])
    return "html" if sent["file"].name.lower().endswith(PAGE_SUFFIXES) else "text"
