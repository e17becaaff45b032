"""Times as people and programs write them, and the one way in which a transcript holds them."""

import re

# 0:01, 00:01:02, 00:01:02.345, 0:010 (typing error, ten seconds), 21 :12; the tenth of f4 (#00:01:02-3#).
CLOCK = r"\d{1,3}\s?:\s?\d{1,3}(?:\s?:\s?\d{1,2}(?::\d{2})?)?(?:[.,]\d{1,6}|-\d(?=#))?"
UNTIL = rf"(?:\s*(?:--?>|→|[-–—])\s*{CLOCK})?"
STAMP = rf"[\[(<#]?\s*({CLOCK}){UNTIL}\s*[\])>#]?"
"""A time or a range of times, bracketed or not; one group, its start."""

_HASHES = re.compile(rf"(?<!^)#({CLOCK})#")
_ALONE = re.compile(STAMP)
_FIRST = re.compile(rf"{STAMP}\s+(?=\S)")


def canonical(clock: str) -> str | None:
    """hh:mm:ss[.mmm] from a written time; two numbers are minutes and seconds. None when there is none.

    >>> canonical("0:01"), canonical("75:30"), canonical("1:02:03,4")
    ('00:00:01', '01:15:30', '01:02:03.400')
    """
    whole, *tail = re.split(r"[.,]|-(?=\d$)", "".join(clock.split()))
    numbers = [int(part) for part in whole.split(":")[:3]] if re.fullmatch(r"\d+(?::\d+)+", whole) else []
    if not numbers:
        return None
    hours, minutes, seconds = ([0] * 3 + numbers)[-3:]
    fraction = float(f"0.{tail[0]}") if tail else 0.0
    return from_seconds(hours * 3600 + minutes * 60 + seconds + fraction)


def from_seconds(seconds: float) -> str:
    """hh:mm:ss, with .mmm where there are milliseconds.

    >>> from_seconds(0.38)
    '00:00:00.380'
    """
    whole, milliseconds = divmod(max(0, round(seconds * 1000)), 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    tail = f".{milliseconds:03}" if milliseconds else ""
    return f"{hour:02}:{minute:02}:{second:02}{tail}"


def without_hashes(line: str) -> str:
    """f4 marks the end of a paragraph with #00:01:02-3#: an author's bracket, unless it begins the line.

    >>> without_hashes("Oui. #00:01:02-3#")
    'Oui. [00:01:02.300]'
    """
    return _HASHES.sub(lambda found: f"[{canonical(found[1])}]", line)


def alone(line: str) -> str | None:
    """The time of a line that holds nothing else."""
    found = _ALONE.fullmatch(line) if line[:1] in "[(<#" or line[:1].isdigit() else None
    return canonical(found[1]) if found else None


def leading(line: str) -> tuple[str | None, str]:
    """The time at the head of a line, and the rest of it. (None, line) without one.

    >>> leading("[00:01:02] Bonjour.")
    ('00:01:02', 'Bonjour.')
    """
    found = _FIRST.match(line) if line[:1] in "[(<#" else None
    return (canonical(found[1]), line[found.end() :]) if found else (None, line)
