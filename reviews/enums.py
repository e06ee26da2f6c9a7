"""The words of the desk: roles on a claim, how an assignment ended, what a source is."""

from django.db.models import TextChoices


class AssignmentRole(TextChoices):
    REVIEW = "review", "Review"
    ADJUDICATION = "adjudication", "Adjudication"


class HandedOut(TextChoices):
    """Why this claim came to this person."""

    TAKEN = "taken", "Took the next one"
    BALANCED = "balanced", "Had the fewest open claims"
    CHOSEN = "chosen", "Chosen by an editor"
    SENT_BACK = "sent_back", "Sent back by an editor"


class Closed(TextChoices):
    """How an assignment ended."""

    REVIEWED = "reviewed", "Reviewed"
    RELEASED = "released", "Given back"
    EXPIRED = "expired", "Lease ran out"
    DISMISSED = "dismissed", "Claim dismissed"


class SourceKind(TextChoices):
    PRIMARY = "primary", "Primary source"
    SECONDARY = "secondary", "Secondary source"
    DATA = "data", "Data"
    EXPERT = "expert", "Expert statement"


class Stance(TextChoices):
    SUPPORTS = "supports", "Supports the claim"
    REFUTES = "refutes", "Refutes the claim"
    CONTEXT = "context", "Gives context"


class Edition(TextChoices):
    """What kind of published version this is."""

    ORIGINAL = "original", "First published"
    CORRECTION = "correction", "Correction"
    UPDATE = "update", "Update"
    CLARIFICATION = "clarification", "Clarification"
    WITHDRAWAL = "withdrawal", "Withdrawn"


PUBLIC_CHANGES = (Edition.CORRECTION, Edition.UPDATE, Edition.CLARIFICATION)


class Told(TextChoices):
    """What people are told of."""

    ASSIGNED = "assigned", "Assigned to you"
    EXPIRING = "expiring", "About to run out"
    EXPIRED = "expired", "Ran out"
    DISAGREEMENT = "disagreement", "Reviews disagree"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved", "Approved"
    CORRECTED = "corrected", "Corrected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    OVERDUE = "overdue", "Overdue"
    TEXT_CHANGED = "text_changed", "Text changed"
    DUPLICATE = "duplicate", "Said again"


class MailWanted(TextChoices):
    """How somebody wants to be told besides the desk's own pages."""

    AT_ONCE = "at_once", "At once, one mail for each"
    DAILY = "daily", "Once a day, all in one mail"
    NEVER = "never", "No mail"
