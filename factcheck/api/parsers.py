"""What may come in: JSON that is plain Unicode text, no larger than the settings say."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.utils.json import strict_constant


class JSON(JSONParser):
    """RFC 8259: UTF-8 whatever the header says; no NaN, no half characters, no nesting that exhausts the stack."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise RequestDataTooBig
        try:
            found = json.loads(raw.decode("utf-8-sig"), parse_constant=strict_constant)
        except RecursionError:
            raise ParseError("The JSON is nested too deeply.") from None
        except ValueError as wrong:
            raise ParseError(f"This is not JSON: {_in_words(wrong)}.") from None
        if b"\\u" in raw:
            _refuse_half_characters(found)
        return found


def _in_words(wrong: ValueError) -> str:
    if isinstance(wrong, UnicodeDecodeError):
        return f"byte {wrong.start + 1:,} is not UTF-8"
    if isinstance(wrong, json.JSONDecodeError):
        return f"{wrong.msg.lower()} (line {wrong.lineno}, column {wrong.colno})"
    return "it holds a number that cannot be kept"


def _refuse_half_characters(found: Any) -> None:
    """Half a surrogate pair is no character: it can be neither kept nor sent back."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ParseError("The JSON holds half of a surrogate pair, which is no character.") from None
