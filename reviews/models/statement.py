"""Published statements as they are known again when another article says the same."""

import hashlib

from django.db import models

from claims.models import Claim


def fingerprint(text: str, language: str) -> str:
    """The same for the same words in the same language, whatever their case and spaces. In hexadecimal."""
    words = " ".join(text.casefold().split())
    return hashlib.sha256(f"{language.partition('-')[0]}\n{words}".encode()).hexdigest()


class PublishedStatement(models.Model):
    """Written when a claim is published first. Neither database can fold case alike, so what is compared is kept."""

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="+")
    fingerprint = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return str(self.claim)
