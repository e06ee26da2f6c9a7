"""What following changes and sending them is refused with, each a sentence with a stable code."""

from claims.errors import Blame, DomainError


class WrongCursor(DomainError):
    """This cursor is not one of ours. Take it from an answer as it stands, or begin without one."""

    code = "invalid_cursor"
    field = "after"


class CursorLost(DomainError):
    """The feed does not know the change that this cursor stands behind: the desk was restored from an older copy.
    Begin without a cursor, and put what you get in place of what you have."""

    code = "cursor_lost"
    blame = Blame.STATE
    field = "after"


class WebhookAddressNeeded(DomainError):
    """Say where changes are to be sent: a web address that begins with https:// or http://."""

    code = "webhook_address_needed"
    field = "url"


class TooManyEndpoints(DomainError):
    """Changes are sent to {most} addresses already, and no more are possible. Switch one off first."""

    code = "too_many_endpoints"
    blame = Blame.STATE


class EndpointIsOff(DomainError):
    """This webhook is switched off, so nothing can be sent. Switch it on first."""

    code = "endpoint_is_off"
    blame = Blame.STATE


class StillOnItsWay(DomainError):
    """This message is still on its way: it will be tried again by itself."""

    code = "still_on_its_way"
    blame = Blame.STATE


class TooMuchOfThePast(DomainError):
    """More than {most} changes happened in that time. Choose a shorter one, and send the rest afterwards."""

    code = "too_much_of_the_past"
    field = "until"
