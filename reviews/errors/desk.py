"""What is refused about claims and their findings, scales, conflicts, views: each a sentence with a stable code."""

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
    """This claim is no longer in your hands ({how}). {who} Your text was not recorded; it is kept as your draft."""

    code = "assignment_closed"
    blame = Blame.STATE


class WrongToken(DomainError):
    """The lease token is not the one under which {who} this claim. Load the assignment again and send its token."""

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
    """The correction changes nothing: wording, rating, summary, reasoning and sources are as published."""

    code = "nothing_corrected"
    blame = Blame.INPUT


class LeaseOver(DomainError):
    """Your lease on this claim has run out, and nobody holds it now. Your text is kept as your draft: take the claim
    again to go on."""

    code = "lease_over"
    blame = Blame.STATE


class AlreadyOnIt(DomainError):
    """“{username}” holds this claim or has reviewed it: every review of a claim is by another person."""

    code = "already_on_it"
    blame = Blame.STATE


class HasReadThem(DomainError):
    """“{username}” was asked to adjudicate this claim and may have read its findings. Who reviews it must be blind."""

    code = "has_read_them"
    blame = Blame.STATE


class NoPlaceLeft(DomainError):
    """As many people as are wanted are at work on this claim or have reviewed it."""

    code = "no_place_left"
    blame = Blame.STATE


class NotWantedAnyMore(DomainError):
    """An editor wants fewer reviews of this claim by now. Your text is kept as your draft."""

    code = "not_wanted"
    blame = Blame.STATE


class ConflictOfInterest(DomainError):
    """{why} Somebody else has to judge this claim."""

    code = "conflict_of_interest"
    blame = Blame.PERMISSION


class AdjudicatorAtWork(DomainError):
    """Somebody adjudicates this claim already."""

    code = "adjudicator_at_work"
    blame = Blame.STATE


class NoAdjudicator(DomainError):
    """“{username}” is neither an active reviewer nor an editor. Choose somebody of the newsroom."""

    code = "no_adjudicator"
    field = "person"


class WroteOne(DomainError):
    """“{username}” wrote a finding on this claim. Whoever settles it must have written none."""

    code = "wrote_a_finding"
    field = "person"


class NotYours(DomainError):
    """Only who wrote a finding can take it back. An editor can send it back."""

    code = "not_yours"
    blame = Blame.PERMISSION


class AlreadyActedOn(DomainError):
    """Somebody has acted on this finding: it was approved, adjudicated or sent back. Ask an editor to send it back."""

    code = "already_acted_on"
    blame = Blame.STATE


class AlreadyApproved(DomainError):
    """You have approved this proposal. Another editor is wanted."""

    code = "already_approved"
    blame = Blame.STATE


class NotPostponable(DomainError):
    """Name a day after today, within {days} days, as YYYY-MM-DD."""

    code = "not_postponable"
    field = "until"


class ReviewsOutOfRange(DomainError):
    """{value} reviews cannot be wanted here: at least {fewest}, for who is at work, done or still to come, and at most
    {most}."""

    code = "reviews_out_of_range"
    field = "reviews"


class StaleDraft(DomainError):
    """Your draft was saved elsewhere since: you typed on version {seen}, now it is version {current}. Look at both."""

    code = "stale_draft"
    blame = Blame.STATE


class DraftTooLong(DomainError):
    """A draft keeps at most {limit:,} characters. Shorten the quoted passages."""

    code = "draft_too_long"


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


class TooManyReports(DomainError):
    """Too many reports came in within the last hour, and the desk reads them one by one. Please write again later."""

    code = "too_many_reports"
    blame = Blame.STATE


class AlreadyHandled(DomainError):
    """Somebody has handled this report already and noted: “{note}”."""

    code = "already_handled"
    blame = Blame.STATE


class ViewNeedsName(DomainError):
    """Give the view a name, of {most} characters at most."""

    code = "view_needs_name"
    field = "name"


class ViewTooLong(DomainError):
    """There are too many filters in this view to keep it. Leave some out."""

    code = "view_too_long"


class SharingIsForEditors(DomainError):
    """Only editors share views with the desk. Keep it for yourself."""

    code = "sharing_is_for_editors"
    blame = Blame.PERMISSION


class TooManyAtOnce(DomainError):
    """{number} claims are too many at once: at most {most} are done in one go. Choose fewer."""

    code = "too_many_at_once"


class NothingChosen(DomainError):
    """No claim is chosen. Tick the ones that you mean."""

    code = "nothing_chosen"
