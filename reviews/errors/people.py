"""What is refused about people: who is added, which role they have, how they come in."""

from claims.errors import Blame, DomainError


class UsernameTaken(DomainError):
    """“{value:.150}” is somebody else's user name, whatever the case. Choose another."""

    code = "username_taken"
    blame = Blame.STATE
    field = "username"


class WrongUsername(DomainError):
    """“{value:.150}” is no user name. Use at most 150 letters, digits and the signs @, dot, +, - and _."""

    code = "wrong_username"
    field = "username"


class WrongEmail(DomainError):
    """“{value:.100}” is no e-mail address. Write it like name@example.org."""

    code = "wrong_email"
    field = "email"


class RoleNeeded(DomainError):
    """Say what the new person is: a reviewer, an editor, or both."""

    code = "role_needed"
    field = "role"


class LastEditor(DomainError):
    """“{username}” is the last editor who can come in. Let somebody else be an editor first, and have them log in."""

    code = "last_editor"
    blame = Blame.STATE
    field = "role"


class NoLinkForThem(DomainError):
    """“{username}” cannot come in: they are {why}. A password would be of no use."""

    code = "no_link_for_them"
    blame = Blame.STATE
