"""What was done to protect people, line by line in transcripts/privacy.jsonl: for the ethics file, without any name."""

from collections.abc import Iterable

from qualcode.privacy.record import Event, What, dump, loads
from qualcode.store import files
from qualcode.store.actions import now
from qualcode.store.study import Study

RECORD = "transcripts/privacy.jsonl"


def event(study: Study, what: What, key: str, *, coder: str | None = None, **said: str) -> Event:
    """What the coder does now."""
    return Event(what=what, at=now(), by=study.coder(coder), key=key, **said)  # type: ignore[arg-type]


def events(study: Study) -> tuple[Event, ...]:
    """Everything that was done, the latest last. Raises UnreadableFile for a line that is none of ours."""
    return loads(files.read(study.root / RECORD) or b"", RECORD)


def key_of(study: Study) -> str:
    """The id of the study's key that was made last; "" when there never was one."""
    return next((each.key for each in reversed(events(study)) if each.what == "key made"), "")


def destroyed(study: Study) -> Event | None:
    """When and by whom the key made last was destroyed; None while it may exist, also since a copy of it was brought back."""
    key = key_of(study)
    return _gone(events(study)).get(key)


def alive(study: Study) -> frozenset[str]:
    """Every key that the study ever had and nobody has destroyed."""
    every = events(study)
    return frozenset(each.key for each in every if each.what == "key made") - set(_gone(every))


def _gone(every: Iterable[Event]) -> dict[str, Event]:
    """The destruction of each key that no copy was brought back of."""
    gone: dict[str, Event] = {}
    for each in every:
        if each.what == "key destroyed":
            gone.setdefault(each.key, each)
        elif each.what == "key brought in":
            gone.pop(each.key, None)
    return gone


def add(study: Study, added: Event) -> None:
    """Write an event down."""
    with files.locked(study.root):
        write_down(study, added)


def write_down(study: Study, added: Event) -> None:
    """Write an event down where the study's lock is held already."""
    files.append(study.root / RECORD, dump(added))
