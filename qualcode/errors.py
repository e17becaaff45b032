"""What can go wrong, as sentences: what is wrong, where, and what to do."""

from qualcode.core.language import _


class QualcodeError(Exception):
    """A mistake that a person can mend. The command line prints it and leaves with status 2.

    `where` is a path, or path:line; `advice` is one sentence saying what to do.
    """

    def __init__(self, message: str, *, where: object = "", advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = str(where)
        self.advice = advice

    def __str__(self) -> str:
        place = _("{label}: {value}").format(label=self.where, value="") if self.where else ""
        return f"{place}{self.message} {self.advice}".strip()


class ExternallyChanged(QualcodeError):  # noqa: N818 - a state of affairs, named as such
    """The file on disk is not the one that was read: writing would overwrite somebody's work."""


class UnreadableFile(QualcodeError):  # noqa: N818
    """A file that holds no transcript, codebook or table that we could read; says why."""


class NothingYet(QualcodeError):  # noqa: N818
    """The study has nothing to report on so far: a report says so, and nobody has made a mistake."""


class Unknown(QualcodeError):  # noqa: N818
    """No transcript, turn, code, coder, coding or respondent of that name."""
