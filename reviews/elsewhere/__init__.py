"""Fact-checks of other publishers, read from the ClaimReview that they publish. Plain Python: no Django, no network.

Published markup is often not what it should be. Every form met is read as far as it has one meaning, and named
(`forms`); what could mean two things stays unknown: no order of day and month is guessed, no label becomes a number.
"""

from reviews.elsewhere.files import Found, Unreadable, found_in
from reviews.elsewhere.forms import FORMS
from reviews.elsewhere.record import Fields, read
from reviews.elsewhere.values import is_address
from reviews.elsewhere.written import claim_review

__all__ = ["FORMS", "Fields", "Found", "Unreadable", "claim_review", "found_in", "is_address", "read"]
