"""The words of the desk: roles on a claim, how an assignment ended, what a source is."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody is at the desk. Kept as their groups."""

    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"
    BOTH = "both", "Reviewer and editor"
    NONE = "none", "No role"


class AssignmentRole(TextChoices):
    REVIEW = "review", "Review"
    ADJUDICATION = "adjudication", "Adjudication"


class HandedOut(TextChoices):
    """Why this claim came to this person."""

    TAKEN = "taken", "Took the next one"
    BALANCED = "balanced", "Had the fewest open claims"
    CHOSEN = "chosen", "Chosen by an editor"
    SENT_BACK = "sent_back", "Sent back by an editor"
    HANDED_OVER = "handed_over", "Handed over by a colleague"
    RETRACTED = "retracted", "Took the finding back to think again"
    APPOINTED = "appointed", "Asked to adjudicate"


class Closed(TextChoices):
    """How an assignment ended."""

    REVIEWED = "reviewed", "Reviewed"  # and the finding stands
    RETRACTED = "retracted", "Finding taken back"
    SENT_BACK = "sent_back", "Finding sent back"
    RELEASED = "released", "Given back"
    POSTPONED = "postponed", "Postponed"
    HANDED_OVER = "handed_over", "Handed over"
    ESCALATED = "escalated", "Escalated to an editor"
    RECUSED = "recused", "Stepped aside"
    EXPIRED = "expired", "Lease ran out"
    DISMISSED = "dismissed", "Claim dismissed"


SET_ASIDE = (Closed.RELEASED, Closed.POSTPONED, Closed.EXPIRED)  # and may be taken up again by name
STANDING = ("", Closed.REVIEWED)  # open, or closed by a finding that stands: on a place of the claim


class SourceKind(TextChoices):
    PRIMARY = "primary", "Primary source"
    SECONDARY = "secondary", "Secondary source"
    DATA = "data", "Data"
    EXPERT = "expert", "Expert statement"


class Stance(TextChoices):
    SUPPORTS = "supports", "Supports the claim"
    REFUTES = "refutes", "Refutes the claim"
    CONTEXT = "context", "Gives context"


class Colour(TextChoices):
    """What a label may look like. The style sheet gives each a light and a dark shade that can be read."""

    GREEN = "green", "Green"
    LIME = "lime", "Lime"
    AMBER = "amber", "Amber"
    ORANGE = "orange", "Orange"
    RED = "red", "Red"
    BLUE = "blue", "Blue"
    PURPLE = "purple", "Purple"
    GREY = "grey", "Grey"


class ArchiveState(TextChoices):
    """How far the copy of a source has come."""

    WANTED = "wanted", "Wanted"
    STORED = "stored", "Stored"
    FAILED = "failed", "Failed"


class PageState(TextChoices):
    """What is known of a page that somebody is about to cite."""

    WANTED = "wanted", "Being looked at"
    READ = "read", "Looked at"
    FAILED = "failed", "Could not be read"


class Edition(TextChoices):
    """What kind of published version this is."""

    ORIGINAL = "original", "First published"
    CORRECTION = "correction", "Correction"
    UPDATE = "update", "Update"
    CLARIFICATION = "clarification", "Clarification"
    WITHDRAWAL = "withdrawal", "Withdrawn"


PUBLIC_CHANGES = (Edition.CORRECTION, Edition.UPDATE, Edition.CLARIFICATION)


class News(TextChoices):
    """What the change feed tells of. Part of the API: clients filter by these words."""

    PUBLISHED = "verdict.published", "A verdict is published"
    CORRECTED = "verdict.corrected", "A verdict is corrected, updated or clarified"
    WITHDRAWN = "verdict.withdrawn", "A verdict is withdrawn"
    REFRESHED = "verdict.refreshed", "The copy of a cited page has come, or the language of an article"
    SCALE_WRITTEN = "scale.written", "A version of a rating scale is written"
    SCALE_IN_USE = "scale.in_use", "A version of a rating scale is put in use"
    SCALE_OUT_OF_USE = "scale.out_of_use", "A version of a rating scale is no longer in use"


TEST_MESSAGE = "webhook.test"  # what an endpoint is sent when somebody tries it out


class DeliveryState(TextChoices):
    """What became of a message to a webhook."""

    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Given up"


class ConflictKind(TextChoices):
    """What somebody's conflict of interest is with."""

    OUTLET = "outlet", "Outlet"
    ORGANISATION = "organisation", "Organisation"
    CLAIMANT = "claimant", "Claimant"
    TOPIC = "topic", "Topic"
    CLAIM = "claim", "Claim"


# Named by words, which are looked for; the others name a row.
NAMED_BY_WORDS = (ConflictKind.OUTLET, ConflictKind.ORGANISATION, ConflictKind.CLAIMANT)


class Told(TextChoices):
    """What people are told of."""

    ASSIGNED = "assigned", "Assigned to you"
    EXPIRING = "expiring", "About to run out"
    EXPIRED = "expired", "Ran out"
    DISAGREEMENT = "disagreement", "Reviews disagree"
    ESCALATED = "escalated", "Needs an editor"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved", "Approved"
    CORRECTED = "corrected", "Corrected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    OVERDUE = "overdue", "Overdue"
    TEXT_CHANGED = "text_changed", "Text changed"
    DUPLICATE = "duplicate", "Said again"
    REPORTED = "reported", "A reader found an error"
    WEBHOOK_OFF = "webhook_off", "A webhook went off"


class MailWanted(TextChoices):
    """How somebody wants to be told besides the desk's own pages."""

    AT_ONCE = "at_once", "At once, one mail for each"
    DAILY = "daily", "Once a day, all in one mail"
    NEVER = "never", "No mail"


class PublicPage(TextChoices):
    """Public pages whose words are the desk's own."""

    METHODOLOGY = "methodology", "Methodology"
    CORRECTIONS = "corrections", "Corrections policy"


class ExportKind(TextChoices):
    """What is exported, one table each. Part of the API."""

    CLAIMS = "claims", "Claims"
    REVIEWS = "reviews", "Reviews"
    VERDICTS = "verdicts", "Verdicts"
    SOURCES = "sources", "Sources"


class ExportFormat(TextChoices):
    """As what; the value is what the name of the file ends with."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"
    JSON_LINES = "jsonl", "JSON lines"

    @property
    def media_type(self) -> str:
        return {
            ExportFormat.CSV: "text/csv; charset=utf-8",
            ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportFormat.JSON_LINES: "application/x-ndjson",
        }[self]


class ExportState(TextChoices):
    """How far an export has come."""

    WANTED = "wanted", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    EXPIRED = "expired", "Expired"
