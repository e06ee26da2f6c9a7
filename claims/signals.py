"""What is announced to whoever listens, inside the transaction, so that work caused by it commits with it."""

from django.dispatch import Signal

# sender: claims.models.Event; arguments: event, and whom: the ids of the people that the act is about, where the event
# is recorded before the rows that say so are written or changed.
recorded = Signal()
page_wanted = Signal()  # sends `page`, a WantedPage that somebody has to fetch
