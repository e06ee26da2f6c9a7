"""The words of the workflow: statuses, acts, doors. Everything else speaks in these."""

from django.db.models import IntegerChoices, TextChoices


class Status(TextChoices):
    """Where a claim stands. Written by `claims.actions.advance` alone."""

    NEW = "new", "New"
    QUEUED = "queued", "Waiting for a reviewer"
    IN_REVIEW = "in_review", "In review"
    ESCALATED = "escalated", "Needs an editor"
    DISPUTED = "disputed", "Reviewers disagree"
    REVIEWED = "reviewed", "Waiting for an editor"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DISMISSED = "dismissed", "Dismissed"


# In the works: queued, and neither published nor dismissed.
OPEN = (
    *(Status.QUEUED, Status.IN_REVIEW, Status.ESCALATED, Status.DISPUTED),
    *(Status.REVIEWED, Status.APPROVED),
)
TELLING = (Status.DISPUTED, Status.REVIEWED)  # where several reviews are in: it tells whether they agree


class Origin(TextChoices):
    """How a claim came to be one."""

    DETECTED = "detected", "Found by the detector"
    MARKED = "marked", "Marked by a person"


DECIDED = (Status.PUBLISHED, Status.WITHDRAWN)  # the newsroom may know what each reviewer found


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
    MARK = "mark", "Mark in the article"
    ADJUST = "adjust", "Adjust the words"
    SPLIT = "split", "Split in two"
    MERGE = "merge", "Merge with a neighbour"
    CLARIFY = "clarify", "Clarify the wording"
    QUEUE = "queue", "Queue for review"
    TAKE = "take", "Take"
    ASSIGN = "assign", "Assign"
    RELEASE = "release", "Give back"
    POSTPONE = "postpone", "Postpone"
    HAND_OVER = "hand_over", "Hand over"
    ESCALATE = "escalate", "Escalate to an editor"
    RECUSE = "recuse", "Step aside"
    EXPIRE = "expire", "Let the lease run out"
    REVIEW = "review", "Record a finding"
    RETRACT = "retract", "Take a finding back"
    APPOINT = "appoint", "Appoint an adjudicator"
    ADJUDICATE = "adjudicate", "Adjudicate"
    SEND_BACK = "send_back", "Send back"
    APPROVE = "approve", "Approve"
    COUNT = "count", "Count the approvals"
    PUBLISH = "publish", "Publish"
    CORRECT = "correct", "Correct"
    WITHDRAW = "withdraw", "Withdraw"
    DISMISS = "dismiss", "Dismiss"
    RESTORE = "restore", "Restore"
    PRIORITISE = "prioritise", "Set the priority"
    WANT = "want", "Set how many reviews are wanted"


class Priority(IntegerChoices):
    """How urgent an editor finds a claim; each step is a longer head start in the queue."""

    LOW = 0, "Low"
    NORMAL = 1, "Normal"
    HIGH = 2, "High"
    URGENT = 3, "Urgent"


class Door(TextChoices):
    """Through which door an article came in."""

    ADMIN = "admin", "Admin site"
    API = "api", "API"
    COMMAND = "command", "Command line"


class Scope(TextChoices):
    """What the key of a machine may be let do. No scope lets a machine hold, judge or publish a claim."""

    SUBMIT = "submit", "Bring in articles"
    READ = "read", "Read the desk"
    MARK = "mark", "Read the desk, and mark claims in articles"


class PageState(TextChoices):
    """How far an article has come that is to be fetched from its address."""

    WANTED = "wanted", "Being fetched"
    HERE = "here", "Fetched"
    FAILED = "failed", "Could not be fetched"


class About(TextChoices):
    """What can be changed at the desk itself, and what leaves it as a file."""

    PERSON = "person", "People"
    RULES = "rules", "Rules"
    TOPIC = "topic", "Topics"
    TEXT = "text", "Words for readers"
    EXPORT = "export", "Exports"
    MACHINE = "machine", "Machines"
    WEBHOOK = "webhook", "Webhooks"
    SCALE = "scale", "Rating scales"
    CONFLICT = "conflict", "Conflicts of interest"


class DeskAct(TextChoices):
    """What was done to it."""

    ADD = "add", "Added"
    CHANGE = "change", "Changed"
    REMOVE = "remove", "Removed"
    ACTIVATE = "activate", "Activated"
    DEACTIVATE = "deactivate", "Deactivated"
    LINK = "link", "Password link made"
    EXPORT = "export", "Exported"
    FETCH = "fetch", "Fetched"
    KEY = "key", "Key or secret made"
    REVOKE = "revoke", "Key revoked"


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
    Act.MARK: "marked the claim in the article",
    Act.ADJUST: "adjusted its words",
    Act.SPLIT: "split it in two",
    Act.MERGE: "merged it with a neighbour",
    Act.CLARIFY: "clarified its wording",
    Act.QUEUE: "queued it for review",
    Act.TAKE: "took it",
    Act.ASSIGN: "assigned it",
    Act.RELEASE: "gave it back",
    Act.POSTPONE: "postponed it",
    Act.HAND_OVER: "handed it over",
    Act.ESCALATE: "asked for an editor",
    Act.RECUSE: "stepped aside",
    Act.EXPIRE: "returned it to the queue: the lease ran out",
    Act.REVIEW: "recorded a finding",
    Act.RETRACT: "took the finding back",
    Act.APPOINT: "appointed an adjudicator",
    Act.ADJUDICATE: "adjudicated",
    Act.SEND_BACK: "sent it back",
    Act.APPROVE: "approved it",
    Act.COUNT: "counted its approvals, which are enough by now",
    Act.PUBLISH: "published it",
    Act.CORRECT: "corrected it",
    Act.WITHDRAW: "withdrew it",
    Act.DISMISS: "dismissed it",
    Act.RESTORE: "restored it",
    Act.PRIORITISE: "set its priority",
    Act.WANT: "set how many reviews it wants",
}
