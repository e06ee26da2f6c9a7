"""What exporting is refused with."""

from claims.errors import Blame, DomainError


class WrongFilters(DomainError):
    """These filters ask for nothing that can be found: {why}"""

    code = "wrong_filters"
    field = "filters"


class TooManyFilters(DomainError):
    """There are too many filters at once. Leave some out."""

    code = "too_many_filters"
    field = "filters"


class TooManyExports(DomainError):
    """{most} exports of yours are being made already. Wait for one of them."""

    code = "too_many_exports"
    blame = Blame.STATE


class ExportNotReady(DomainError):
    """There is no file yet: {state}."""

    code = "export_not_ready"
    blame = Blame.STATE


class ExportOver(DomainError):
    """The file is no longer kept. Make it again."""

    code = "export_over"
    blame = Blame.STATE


class ExportWouldTell(DomainError):
    """You judge claim {claim}, and this file may tell what others found on it. Make one of your own, which does not; or
    wait until that claim is decided."""

    code = "export_would_tell"
    blame = Blame.PERMISSION
