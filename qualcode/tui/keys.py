"""Keys of one's own: `[desk.keys]` in the study's settings or the user's, checked against the table of actions."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.store.own import own_desk, own_path
from qualcode.store.study import MARK, Study
from qualcode.tui.actions import Action, key_name, of_screen, table

HELD = ("ctrl", "alt", "shift")
_ARROWS = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
_OTHERS = ("insert", "delete", "backspace", "enter", "escape", "tab", "space")
NAMED = frozenset((*_ARROWS, *_OTHERS, *(f"f{n}" for n in range(1, 13))))
_TEXTUAL = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""What Textual calls some characters otherwise than Unicode."""


def key_map(study: Study) -> Mapping[str, Sequence[str]]:
    """The keys of every action, by its id: the table's, those that the study gives instead, those that the user gives.

    A key given to an action is taken from the one that had it, as long as that one has another key left.
    Raises QualcodeError for an action or a key that does not exist, a key given twice, or an action left without a key.
    """
    actions = {action.id: action for action in table()}
    wanted: dict[str, tuple[Sequence[str], str]] = {}
    for source, keys in _sources(study):
        for name, text in keys.items():
            if name not in actions:
                raise _unknown_action(name, actions, source)
            wanted[name] = [key_of(part, source) for part in _parts(text)], source
    found: dict[str, Sequence[str]] = {}
    for screen in dict.fromkeys(action.screen for action in actions.values()):
        own = {name: keys for name, keys in wanted.items() if actions[name].screen == screen}
        _check_once(own)
        taken = {key for keys, _source in own.values() for key in keys}
        for action in of_screen(table(), screen):
            found[action.id] = own[action.id][0] if action.id in own else [k for k in action.keys if k not in taken]
            if not found[action.id]:
                raise _without_key(action, own)
    return found


def _sources(study: Study) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Where keys are given, the one that counts most last."""
    yield MARK, study.settings.desk.keys
    yield str(own_path()), own_desk().keys


def _parts(text: str) -> list[str]:
    """Keys separated by commas; a comma alone is the comma.

    >>> _parts("a, enter"), _parts(",")
    (['a', 'enter'], [','])
    """
    return [text.strip()] if len(text.strip()) == 1 else [part for piece in text.split(",") if (part := piece.strip())]


def key_of(text: str, source: str = "") -> str:
    """A key as Textual names it, from what people write. Raises QualcodeError for a name that no key has.

    >>> key_of("/"), key_of("Ctrl+Z"), key_of("é"), key_of("G"), key_of("F5")
    ('slash', 'ctrl+z', 'é', 'G', 'f5')
    """
    *held, last = text.split("+") if len(text) > 1 and not text.endswith("+") else [text]
    modifiers = [one.strip().lower() for one in held]
    key = _last(last.strip(), held=bool(held))
    if not key or any(one not in HELD for one in modifiers):
        raise QualcodeError(
            _("“{key}” is no key.").format(key=text),
            where=source,
            advice=_("Write a character (a, ?, 1), one of {names}, or ctrl+, alt+, shift+ before it.").format(
                names=", ".join((*_ARROWS, *_OTHERS, "f1 – f12"))
            ),
        )
    return "+".join([*(one for one in HELD if one in modifiers), key])


def _last(text: str, *, held: bool) -> str:
    """The key itself; "" when there is none of that name."""
    if len(text) == 1:
        return _character(text.lower() if held else text)
    name = text.lower()
    if name in NAMED or name in _TEXTUAL.values():
        return name
    try:
        return _character(unicodedata.lookup(name.replace("_", " ")))
    except KeyError:
        return ""


def _character(char: str) -> str:
    if char.isalnum():
        return char
    name = unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_")
    return _TEXTUAL.get(name, name)


def _check_once(wanted: Mapping[str, tuple[Sequence[str], str]]) -> None:
    """Raises QualcodeError for a key that is given to two actions."""
    owner: dict[str, str] = {}
    for name, (keys, source) in wanted.items():
        for key in keys:
            if owner.setdefault(key, name) != name:
                raise QualcodeError(
                    _("the key {key} is given twice: to “{one}” and to “{other}”.").format(
                        key=key_name(key), one=owner[key], other=name
                    ),
                    where=source,
                    advice=_("Give one of them another key in [desk.keys]."),
                )


def _unknown_action(name: str, actions: Iterable[str], source: str) -> QualcodeError:
    from difflib import get_close_matches  # noqa: PLC0415 - only for messages

    close = get_close_matches(name, list(actions), n=3) or sorted(actions)
    return QualcodeError(
        _("the desk has no action “{name}”.").format(name=name),
        where=source,
        advice=_("Did you mean {names}?").format(names=", ".join(close)),
    )


def _without_key(action: Action, wanted: Mapping[str, tuple[Sequence[str], str]]) -> QualcodeError:
    taker = next((name for name, (keys, _source) in wanted.items() if set(keys) & set(action.keys)), action.id)
    source = wanted[taker][1]
    return QualcodeError(
        _("“{name}” ({label}) would have no key left.").format(name=action.id, label=action.label),
        where=source,
        advice=_('Give it one too in [desk.keys]: {name} = "…".').format(name=action.id),
    )
