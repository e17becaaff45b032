"""qualcode.toml, or [tool.qualcode] of a pyproject.toml."""

import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from qualcode.core.language import _
from qualcode.core.study import DeskSettings, Settings
from qualcode.errors import UnreadableFile
from qualcode.formats.transcripts import decode


def loads(data: bytes, path: str) -> Settings:
    """Read the settings. Raises UnreadableFile at the line, or with the key, that is wrong."""
    return _settings(_toml(data, path), path)


def loads_pyproject(data: bytes, path: str) -> Settings | None:
    """The settings in a pyproject.toml; None when it has no [tool.qualcode]."""
    tool = _toml(data, path).get("tool", {})
    return _settings(tool["qualcode"], path) if "qualcode" in tool else None


def loads_own(data: bytes, path: str) -> DeskSettings:
    """A user's own settings, which say only how the desk is. Raises UnreadableFile."""
    table = _toml(data, path)
    if strange := sorted(set(table) - {"desk"}):
        raise UnreadableFile(
            _("the setting “{key}” is not among those of a user.").format(key=strange[0]),
            where=path,
            advice=_("Only [desk.keys] stands here; everything else belongs to a study."),
        )
    return _settings(table, path).desk


def _toml(data: bytes, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(decode(data, path))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(
            _("this is not valid TOML ({problem}).").format(problem=error),
            where=path,
            advice=_('Texts stand between quotes, as in title = "My study".'),
        ) from None


def _settings(table: Mapping[str, Any], path: str) -> Settings:
    unknown = _unknown(table)
    if unknown:
        raise UnreadableFile(
            _("the setting “{key}” does not exist.").format(key=unknown),
            where=path,
            advice=_("The settings are: {keys}.").format(keys=", ".join(_KEYS)),
        )
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise UnreadableFile(
            _("a setting is wrong: {problem}.").format(problem=error), where=path, advice=_("Correct its value.")
        ) from None
    rule = settings.saturation
    if rule.base < 1 or rule.run < 1 or not 0 <= rule.threshold <= 1:
        raise UnreadableFile(
            _("the stopping rule makes no sense."),
            where=path,
            advice=_("`base` and `run` are numbers of interviews (1 or more), `threshold` is between 0 and 1."),
        )
    if not 0 <= settings.suggest.blind_share <= 1:
        raise UnreadableFile(
            _("the share of segments without suggestions makes no sense."),
            where=path,
            advice=_("`blind_share` is between 0 (suggestions everywhere) and 1 (nowhere)."),
        )
    return settings


_SECTIONS: Mapping[str, frozenset[str]] = {
    "saturation": frozenset({"base", "run", "threshold", "level", "methodology", "withhold"}),
    "quotes": frozenset({"style", "first", "then", "role"}),
    "suggest": frozenset({"teach", "blind_coders", "blind_share"}),
    "agreement": frozenset({"coder", "blind"}),
    "desk": frozenset({"keys"}),
}
_KEYS = ("title", "language", "coder", "codebook", "unit", *_SECTIONS)


def _unknown(table: Mapping[str, Any]) -> str:
    """The first key that means nothing here: a misspelt setting that is silently ignored would mislead."""
    for key, value in table.items():
        if key not in _KEYS:
            return key
        if key in _SECTIONS and isinstance(value, dict) and (extra := set(value) - _SECTIONS[key]):
            return f"{key}.{min(extra)}"
    return ""
