"""When the desk itself stops sending to a webhook: whoever can switch it on again is told."""

from reviews.enums import Told
from reviews.models import WebhookEndpoint
from reviews.notifications import people
from reviews.notifications.telling import Notice, tell


def tell_of_the_stop(endpoint: WebhookEndpoint) -> None:
    """Each time that it stops anew; the moment is in the key."""
    notice = Notice(
        kind=Told.WEBHOOK_OFF,
        people=people.editors(),
        key=f"webhook:{endpoint.pk}:{endpoint.off_at:%Y%m%d%H%M%S%f}",
        sentence=f"The webhook “{endpoint}” was switched off, and gets nothing any more. {endpoint.off_why}",
        webhook=endpoint,
    )
    tell([notice])
