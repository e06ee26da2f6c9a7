"""The words of the workflow: statuses, acts, doors. Everything else speaks in these."""

from django.db.models import TextChoices


class Status(TextChoices):
    """Where a claim stands. Written by `claims.actions.advance` alone."""

    NEW = "new", "New"
    QUEUED = "queued", "Waiting for a reviewer"
    IN_REVIEW = "in_review", "In review"
    REVIEWED = "reviewed", "Waiting for an editor"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DISMISSED = "dismissed", "Dismissed"


class ArticleStatus(TextChoices):
    """How far the splitting of an article's latest revision has come."""

    RECEIVED = "received", "Received"
    SPLITTING = "splitting", "Splitting"
    SPLIT = "split", "Split"
    FAILED = "failed", "Failed"


class Act(TextChoices):
    """Everything that a person or the clock can do. Each has one arrow, one permit, one event."""

    # to an article
    RECEIVE = "receive", "Receive"
    REVISE = "revise", "Receive a new revision"
    START_SPLIT = "start_split", "Start splitting"
    FINISH_SPLIT = "finish_split", "Finish splitting"
    FAIL_SPLIT = "fail_split", "Give up splitting"
    RETRY = "retry", "Split again"
    # to a claim
    FIND = "find", "Find in the article"
    QUEUE = "queue", "Queue for review"
    TAKE = "take", "Take"
    ASSIGN = "assign", "Assign"
    RELEASE = "release", "Give back"
    EXPIRE = "expire", "Let the lease run out"
    REVIEW = "review", "Record a finding"
    SEND_BACK = "send_back", "Send back"
    APPROVE = "approve", "Approve"
    PUBLISH = "publish", "Publish"
    CORRECT = "correct", "Correct"
    WITHDRAW = "withdraw", "Withdraw"
    DISMISS = "dismiss", "Dismiss"
    RESTORE = "restore", "Restore"


class Door(TextChoices):
    """Through which door an article came in."""

    ADMIN = "admin", "Admin site"
    API = "api", "API"
    COMMAND = "command", "Command line"


class JobState(TextChoices):
    READY = "ready", "Ready"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    DEAD = "dead", "Given up"


# What history says of each act: "reviewer gave it back".
PAST: dict[Act, str] = {
    Act.RECEIVE: "brought in the article",
    Act.REVISE: "brought in a new revision",
    Act.START_SPLIT: "began to split the article",
    Act.FINISH_SPLIT: "split the article",
    Act.FAIL_SPLIT: "could not split the article",
    Act.RETRY: "asked to split it again",
    Act.FIND: "found the claim in the article",
    Act.QUEUE: "queued it for review",
    Act.TAKE: "took it",
    Act.ASSIGN: "assigned it",
    Act.RELEASE: "gave it back",
    Act.EXPIRE: "returned it to the queue: the lease ran out",
    Act.REVIEW: "recorded a finding",
    Act.SEND_BACK: "sent it back",
    Act.APPROVE: "approved it",
    Act.PUBLISH: "published it",
    Act.CORRECT: "corrected it",
    Act.WITHDRAW: "withdrew it",
    Act.DISMISS: "dismissed it",
    Act.RESTORE: "restored it",
}
