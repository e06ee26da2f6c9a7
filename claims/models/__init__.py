"""What is kept: articles and their revisions, claims, the history, the work to be done."""

from claims.models.article import Article, Revision
from claims.models.claim import Claim
from claims.models.event import Event
from claims.models.head import FittedHead
from claims.models.job import Job
from claims.models.kept_answer import KeptAnswer
from claims.models.machine import Machine, MachineKey
from claims.models.topic import Topic
from claims.models.wanted_page import WantedPage

__all__ = [
    "Article",
    "Claim",
    "Event",
    "FittedHead",
    "Job",
    "KeptAnswer",
    "Machine",
    "MachineKey",
    "Revision",
    "Topic",
    "WantedPage",
]
