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


class TooFewSources(DomainError):
    """A finding needs {wanted} different sources at this desk; this one has {given}. Add what else it rests on."""

    code = "too_few_sources"
    field = "sources"


class SourcesNotIndependent(DomainError):
    """“{value}” lies on an end of the scale and needs {wanted} independent sources; these count as {given}. Add one of
    another publisher, or name the publishers."""

    code = "sources_not_independent"
    field = "sources"


class WithheldSourceUndescribed(DomainError):
    """Source {number} is to stay unnamed: say in its note, in general terms, what kind of source it is."""

    code = "withheld_source_undescribed"
    field = "sources"


class WithheldSourceNamed(DomainError):
    """Source {number} is to stay unnamed and yet is named: leave address, title, publisher and author empty."""

    code = "withheld_source_named"
    field = "sources"


class NotArchived(DomainError):
    """The archive did not say where it keeps the copy."""

    code = "not_archived"
    field = "url"


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
