"""The only signal: an event was recorded. Sent inside the transaction, so that work caused by it commits with it."""

from django.dispatch import Signal

recorded = Signal()  # sender: claims.models.Event, argument: event
