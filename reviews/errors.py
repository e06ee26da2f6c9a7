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


class ConflictOfInterest(DomainError):
    """{why} Somebody else has to judge this claim."""

    code = "conflict_of_interest"
    blame = Blame.PERMISSION


class NotInTheNewsroom(DomainError):
    """“{username}” is neither a reviewer nor an editor of this desk. Choose somebody who is."""

    code = "not_in_the_newsroom"
    field = "person"


class ConflictIncomplete(DomainError):
    """Say which {kind} the conflict is with; what you sent names none."""

    code = "conflict_incomplete"


class WrongPeriod(DomainError):
    """It cannot end on {last}: it begins on {first}."""

    code = "wrong_period"
    field = "ends_on"


class AlreadyEnded(DomainError):
    """This conflict was ended before: its last day is {last}. Declare it again if it has come back."""

    code = "already_ended"
    blame = Blame.STATE
