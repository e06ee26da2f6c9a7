"""What the desk refuses, each a sentence with a stable code."""

from claims.errors import Blame, DomainError


class NothingToTake(DomainError):
    """Nothing waits for you right now. {why}"""

    code = "nothing_to_take"
    blame = Blame.STATE


class AtCapacity(DomainError):
    """You hold {held} claims and your limit is {capacity}. Finish one or give one back first."""

    code = "at_capacity"
    blame = Blame.STATE


class NotAReviewer(DomainError):
    """“{username}” is not an active reviewer. Choose somebody in the Reviewer group."""

    code = "not_a_reviewer"
    field = "reviewer"


class AssignmentClosed(DomainError):
    """This claim is no longer in your hands ({how}). {who} Your text was not recorded: keep a copy of it."""

    code = "assignment_closed"
    blame = Blame.STATE


class WrongToken(DomainError):
    """The lease token is not the one of this assignment. Load the assignment again and send its token."""

    code = "wrong_token"
    blame = Blame.STATE
    field = "token"


class NoSources(DomainError):
    """A finding needs at least one source. Add the address of the evidence, or describe it."""

    code = "source_needed"
    field = "sources"


class SourceIncomplete(DomainError):
    """Source {number} needs a web address or a title that describes it."""

    code = "source_incomplete"
    field = "sources"


class UnknownChoice(DomainError):
    """“{value:.40}” is not a {what}. Choose one of: {choices}."""

    code = "unknown_choice"


class ReasoningNeeded(DomainError):
    """Write down how the finding was reached, so that somebody else can follow it."""

    code = "reasoning_needed"
    field = "reasoning"


class NothingCorrected(DomainError):
    """The correction changes nothing: rating, summary, reasoning and sources are as published."""

    code = "nothing_corrected"
    blame = Blame.INPUT


class ScaleTooShort(DomainError):
    """A scale needs two labels on the line at least: what is right and what is not."""

    code = "scale_too_short"
    field = "labels"


class NameNeeded(DomainError):
    """Give the scale a name."""

    code = "name_needed"
    field = "name"


class LabelIncomplete(DomainError):
    """Label {number} needs its words and a definition: readers are told what it means."""

    code = "label_incomplete"
    field = "labels"


class LabelTwice(DomainError):
    """“{value:.60}” stands there twice. The labels of a scale differ, and so do their short names."""

    code = "label_twice"
    field = "labels"


class WrongSlug(DomainError):
    """“{value:.60}” is no short name. Use at most 40 of the letters a to z, digits, hyphens and underscores."""

    code = "wrong_slug"
    field = "slug"


class WrongNumber(DomainError):
    """Label {number} cannot have the number {value}: {why}."""

    code = "wrong_number"
    field = "labels"


class NumbersNotInOrder(DomainError):
    """The line begins with the best label: numbers fall from each label to the next, or none of them has one."""

    code = "numbers_not_in_order"
    field = "labels"


class ScaleExists(DomainError):
    """There is a scale “{slug}” already. Write its next version."""

    code = "scale_exists"
    blame = Blame.STATE
    field = "slug"


class NothingSucceeded(DomainError):
    """The next version says what version {version} says: change something first."""

    code = "nothing_succeeded"
    field = "labels"
