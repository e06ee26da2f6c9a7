"""Words of the public pages that a desk can put in place of the ones that are shipped."""

from django.db import models

from reviews.enums import PublicPage


class PublicText(models.Model):
    """Editors write it (`actions.public_texts`). Without a row, or with an empty one, a page says what
    is shipped with the program."""

    page = models.CharField(max_length=15, choices=PublicPage.choices, unique=True)
    text = models.TextField(help_text="Plain text. An empty line begins a new paragraph, web addresses become links.")

    def __str__(self) -> str:
        return str(PublicPage(self.page).label)
