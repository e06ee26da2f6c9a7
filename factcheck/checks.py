"""What `manage.py check` looks at beyond Django's own."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from claims.detection.encoder.files import damaged


@register
def the_encoder_is_whole(**_: Any) -> list[CheckMessage]:
    """Half a second where it is switched on. That its files are there, the settings have asked."""
    problem = settings.ENCODER_DIR and damaged(settings.ENCODER_DIR)
    return [Error(f"ENCODER_DIR: {problem}.", id="factcheck.E001")] if problem else []
