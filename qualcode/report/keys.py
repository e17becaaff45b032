"""What `qualcode key status` says."""

from dataclasses import asdict, dataclass
from typing import Any

from qualcode.core.language import _, plural
from qualcode.report.dates import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStatus:
    """The key of a study: its id ("" when there never was one), its place, and what became of it."""

    id: str
    path: str
    here: bool
    searched: bool
    made_at: str = ""
    made_by: str = ""
    copies: int = 0
    destroyed_at: str = ""
    destroyed_by: str = ""

    def document(self) -> dict[str, Any]:
        """As programs read it."""
        return asdict(self)


def status_text(found: KeyStatus) -> str:
    """A few lines on the key, without anything that it holds."""
    if not found.id:
        return _("This study has no key of pseudonyms.") + "\n"
    lines = [_("Key {id}, made {at} by {by}.").format(id=found.id, at=in_words(found.made_at), by=found.made_by)]
    if found.destroyed_at:
        lines.append(_("Destroyed {at} by {by}.").format(at=in_words(found.destroyed_at), by=found.destroyed_by))
        if found.here:
            lines.append(_("Its file is still here: do it again (qualcode key destroy)."))
    elif found.here:
        lines.append(_("It is here: {path}").format(path=found.path))
    else:
        lines.append(_("It is not on this machine (it would be {path}).").format(path=found.path))
    if found.copies:
        lines.append(plural("It was copied out {n} time.", "It was copied out {n} times.", found.copies))
    if not found.searched and not found.destroyed_at:
        lines.append(_("Exports can't be checked here for real names."))
    return "".join(f"{line}\n" for line in lines)
