"""Keep the key of a study: say where it is, copy it out and in, destroy it."""

from pathlib import Path

from qualcode.core.language import _
from qualcode.errors import QualcodeError, UnreadableFile
from qualcode.privacy.sealing import study_of, unseal
from qualcode.report.keys import KeyStatus
from qualcode.store import ethics, files, keys
from qualcode.store.keys import Opened
from qualcode.store.study import Study


def key_status(study: Study) -> KeyStatus:
    """Where the key is, and whether it is there. It says nothing of what the key holds."""
    key = ethics.key_of(study)
    if not key:
        return KeyStatus(id="", path="", here=False, searched=False)
    about = [each for each in ethics.events(study) if each.key == key]
    gone = ethics.destroyed(study)
    return KeyStatus(
        id=key,
        path=str(keys.path_of(key)),
        here=keys.exists(key),
        searched=keys.read_index(key) is not None,
        made_at=about[0].at,
        made_by=about[0].by,
        copies=sum(each.what == "key copied out" for each in about),
        destroyed_at=gone.at if gone else "",
        destroyed_by=gone.by if gone else "",
    )


def make(study: Study, passphrase: str, *, coder: str | None = None) -> Opened:
    """A new key for a study that has none. Raises QualcodeError when another program made one meanwhile."""
    with files.locked(study.root):
        if ethics.key_of(study) and not ethics.destroyed(study):
            raise QualcodeError(
                _("another program made the key of this study meanwhile."),
                advice=_("Do the same again: it opens that one."),
            )
        opened = keys.make_key(passphrase)
        ethics.write_down(study, ethics.event(study, "key made", opened.key.study, coder=coder))
    return opened


def _id(study: Study) -> str:
    key = ethics.key_of(study)
    if not key:
        raise QualcodeError(_("this study has no key of pseudonyms yet."))
    return key


def copy_out(study: Study, target: Path, *, coder: str | None = None) -> None:
    """Copy the key to a file outside every study; nothing is overwritten."""
    keys.refuse_inside_study(target.absolute().parent)
    data = files.read(keys.path_of(_id(study)))
    if data is None:
        raise keys.absent()
    if target.exists():
        raise QualcodeError(
            _("there is a file of this name already."),
            where=target,
            advice=_("Nothing is overwritten: choose another name."),
        )
    files.replace(target, data, expected=files.ABSENT, private=True)
    ethics.add(study, ethics.event(study, "key copied out", _id(study), coder=coder))


def bring_in(study: Study, source: Path, passphrase: str, *, coder: str | None = None) -> int:
    """Put a copied key in its place; returns how many names it holds.

    Raises QualcodeError for the key of another study, and where another state of the key is there already.
    """
    data = files.read(source)
    if data is None:
        raise UnreadableFile(_("there is no such file."), where=source, advice=_("Check its name."))
    if study_of(data, source) != _id(study):
        raise QualcodeError(
            _("this is the key of another study, or of another key that this study had."),
            where=source,
            advice=_("`qualcode key status` names the key that belongs here."),
        )
    key, _seal = unseal(data, passphrase, source)
    was_here = keys.exists(key.study)
    keys.bring_in(data, source)
    keys.make_index(key)
    if not was_here:
        ethics.add(study, ethics.event(study, "key brought in", key.study, coder=coder))
    return len(key.entries)


def destroy(study: Study, *, coder: str | None = None) -> None:
    """Destroy the key on this machine. It is written down first: what a crash leaves is destroyed by doing it again."""
    key = _id(study)
    if not keys.exists(key) and ethics.destroyed(study) is None:
        raise keys.absent()
    if ethics.destroyed(study) is None:
        ethics.add(study, ethics.event(study, "key destroyed", key, coder=coder))
    keys.destroy(key)
