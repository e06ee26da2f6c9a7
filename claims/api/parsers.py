"""How a file comes in: as a form, no larger than the settings say."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.parsers import MultiPartParser


class Upload(MultiPartParser):
    """Its texts are UTF-8 whatever the header says."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        # Django's own limit leaves files out; they would fill the disk.
        if int(stream.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        return super().parse(stream, media_type, {**(parser_context or {}), "encoding": "utf-8"})
