"""What the desk announces to whoever listens, in the transaction in which it happens."""

from django.dispatch import Signal

copy_wanted = Signal()  # sends `copy`, an ArchivedCopy that somebody has to fetch
page_wanted = Signal()  # sends `page`, a CitedPage that somebody has to look at
