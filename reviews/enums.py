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


class ArchiveState(TextChoices):
    """How far the copy of a source has come."""

    WANTED = "wanted", "Wanted"
    STORED = "stored", "Stored"
    FAILED = "failed", "Failed"


class Edition(TextChoices):
    """What kind of published version this is."""

    ORIGINAL = "original", "First published"
    CORRECTION = "correction", "Correction"
    UPDATE = "update", "Update"
    CLARIFICATION = "clarification", "Clarification"
    WITHDRAWAL = "withdrawal", "Withdrawn"


PUBLIC_CHANGES = (Edition.CORRECTION, Edition.UPDATE, Edition.CLARIFICATION)
