"""What the desk announces to whoever listens, in the transaction in which it happens."""

from django.dispatch import Signal

copy_wanted = Signal()  # sends `copy`, an ArchivedCopy that somebody has to fetch
page_wanted = Signal()  # sends `page`, a CitedPage that somebody has to look at
approvals_to_count = Signal()  # sends `event`, the DeskEvent after which fewer approvals are wanted than before
password_link_made = Signal()  # sends `event`, the DeskEvent that tells of it, and `person`, whose link it is
error_reported = Signal()  # sends `report`, an ErrorReport that a reader has just written
shown = Signal()  # sends `version`, a VerdictVersion that readers see from now on, with its sources
copy_settled = Signal()  # sends `copy`, an ArchivedCopy that is now stored, failed, or wanted once more
scale_written = Signal()  # sends `scale`, a version of a RatingScale with its labels
scale_chosen = Signal()  # sends `scale`, in use from now on, and `before`, which was: None where there was none
feed_grew = Signal()  # sends `entry`, a FeedEntry
endpoint_stopped = Signal()  # sends `endpoint`, a WebhookEndpoint that the desk itself has just switched off
delivery_due = Signal()  # sends `delivery`, a WebhookDelivery; `number`, of the attempt; `after`, how long it has time
export_wanted = Signal()  # sends `export`, an Export that somebody waits for
