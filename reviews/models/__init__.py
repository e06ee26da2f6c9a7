"""What the desk keeps: who holds a claim, what they found on which evidence, what was decided and published."""

from reviews.models.archived_copy import ArchivedCopy
from reviews.models.assignment import Assignment
from reviews.models.cited_page import CitedPage
from reviews.models.conflict import Conflict
from reviews.models.day import Day
from reviews.models.draft import Draft
from reviews.models.error_report import ErrorReport
from reviews.models.export import Export
from reviews.models.feed import Feed, FeedEntry
from reviews.models.imported_review import ImportedReview
from reviews.models.notification import Notification
from reviews.models.profile import Profile
from reviews.models.public_text import PublicText
from reviews.models.published_check import PublishedCheck
from reviews.models.rating import Rating, RatingScale
from reviews.models.review import Review
from reviews.models.rules import Rules
from reviews.models.saved_view import SavedView
from reviews.models.source import Source
from reviews.models.statement import PublishedStatement
from reviews.models.tally import Tally, Tallying
from reviews.models.verdict import Approval, Verdict, VerdictVersion
from reviews.models.webhook import WebhookAttempt, WebhookDelivery, WebhookEndpoint, WebhookSecret

__all__ = [
    "Approval",
    "ArchivedCopy",
    "Assignment",
    "CitedPage",
    "Conflict",
    "Day",
    "Draft",
    "ErrorReport",
    "Export",
    "Feed",
    "FeedEntry",
    "ImportedReview",
    "Notification",
    "Profile",
    "PublicText",
    "PublishedCheck",
    "PublishedStatement",
    "Rating",
    "RatingScale",
    "Review",
    "Rules",
    "SavedView",
    "Source",
    "Tally",
    "Tallying",
    "Verdict",
    "VerdictVersion",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookSecret",
]
