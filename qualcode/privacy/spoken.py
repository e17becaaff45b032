"""Numbers as people say them: what a run of number words would be in digits."""

import re

_FR = {
    "zero": "0",
    "un": "1",
    "une": "1",
    "deux": "2",
    "trois": "3",
    "quatre": "4",
    "cinq": "5",
    "six": "6",
    "sept": "7",
    "huit": "8",
    "neuf": "9",
    "dix": "10",
    "onze": "11",
    "douze": "12",
    "treize": "13",
    "quatorze": "14",
    "quinze": "15",
    "seize": "16",
    "vingt": "20",
    "trente": "30",
    "quarante": "40",
    "cinquante": "50",
    "soixante": "60",
    "septante": "70",
    "octante": "80",
    "huitante": "80",
    "nonante": "90",
}
_EN = {
    "zero": "0",
    "oh": "0",
    "o": "0",
    "nought": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
}


def _any(table: dict[str, str]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


# One number below a hundred, in words.
NUMBER_FR = (
    r"(?:quatre[ -]vingts?(?:[ -](?:dix(?:[ -](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|"
    r"seize|un|deux|trois|quatre|cinq|six|"
    r"sept|huit|neuf))?|(?:vingt|trente|quarante|cinquante|soixante)(?:[ -](?:et[ -])?(?:une?|onze|"
    r"dix(?:[ -](?:sept|huit|neuf))?|douze|"
    r"treize|quatorze|quinze|seize|deux|trois|quatre|cinq|six|sept|huit|neuf))?|dix(?:[ -](?:sept|"
    r"huit|neuf))?|onze|douze|treize|"
    r"quatorze|quinze|seize|une?|deux|trois|quatre|cinq|six|sept|huit|neuf)(?!\w)"
)
NUMBER_EN = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|one|two|three|four|five|"
    r"six|seven|eight|nine)(?!\w)"
)
# Five or more number words or figures in a row.
SAID_FR = re.compile(
    rf"(?<!\w)(?:zero|double|{_any(_FR)}|\d{{1,2}})(?:[ ,.-]+(?:et[ -])?(?:{_any(_FR)}|"
    rf"\d{{1,2}})(?!\w)){{4,}}"
)
_PART_FR = rf"(?:{_any(_FR)}|cents?|mille|\d{{1,4}})(?!\w)"
# A long number with hundreds in it, or with what is said for its signs: "dix-huit tiret quatre mille deux cent sept".
RUN_FR = re.compile(
    rf"(?<!\w)(?:[a-z] )?{_PART_FR}(?:[ ,.-]+(?:et |cle |tiret |slash |barre |point |espace |lettre [a-z] )?{_PART_FR}){{3,}}"
)
SIGNED_FR = re.compile(
    rf"(?<!\w)(?:[a-z] )?{_PART_FR}(?:[ -]{_PART_FR})*(?: (?:tiret|slash|barre)(?: [a-z])?(?: {_PART_FR})(?:[ -]{_PART_FR})*)+"
)
SAID_EN = re.compile(
    rf"(?<!\w)(?:double|triple|{_any(_EN)}|\d{{1,5}})(?:[ ,.-]+(?:double|triple|{_any(_EN)}|"
    rf"\d{{1,5}})(?!\w)){{4,}}"
)


def digits_fr(said: str) -> str:
    """The digits of a telephone number said in French.

    >>> digits_fr("zero six douze trente-quatre cinquante-six soixante-dix-huit")
    '0612345678'
    """
    found: list[int] = []
    out = ""
    for word in re.findall(r"\w+", said):
        number = _FR.get("vingt" if word == "vingts" else word, word if word.isdigit() else "")
        if not number:
            continue
        value = int(number)
        if word.isdigit() or value == 0:
            out, found = out + _flushed(found) + word.replace("zero", "0"), []
        elif found and _joins(found, value):
            found.append(value)
        else:
            out, found = out + _flushed(found), [value]
    return out + _flushed(found)


def _joins(found: list[int], value: int) -> bool:
    """True where a number word goes on with the number before: trente + quatre, quatre + vingt, soixante + dix, dix + sept."""
    last = found[-1]
    if last == 4 and value == 20:  # noqa: PLR2004 - quatre-vingts
        return True
    tens = last >= 20 and last % 10 == 0  # noqa: PLR2004
    if tens:
        return value < (20 if last == 60 or len(found) > 1 else 10)  # noqa: PLR2004 - soixante-douze, quatre-vingt-douze
    return last == 10 and value in {7, 8, 9}  # noqa: PLR2004 - dix-sept


def _flushed(found: list[int]) -> str:
    if not found:
        return ""
    number = 80 + sum(found[2:]) if found[:2] == [4, 20] else sum(found)
    return f"{number:02d}" if number > 9 or len(found) > 1 else str(number)  # noqa: PLR2004


def digits_en(said: str) -> str:
    """The digits of a telephone number said in English.

    >>> digits_en("oh seven seven double oh nine double oh one two three")
    '07700900123'
    """
    out, times = "", 1
    for word in re.findall(r"\w+", said):
        if word in {"double", "triple"}:
            times = 2 if word == "double" else 3
            continue
        number = _EN.get(word, word if word.isdigit() else "")
        out, times = out + number * times, 1
    return out


def is_said_phone_fr(said: str) -> bool:
    """True for ten digits that begin like a French telephone number, or nine after 33."""
    digits = digits_fr(said)
    return re.fullmatch(r"0[1-9]\d{8}|(?:00)?33[1-9]\d{8}", digits) is not None


def is_said_nir(said: str) -> bool:
    """True for a social security number, with or without its key."""
    return re.fullmatch(r"[1-478]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)\d{9}(?:\d\d)?", digits_fr(said)) is not None


def is_long(said: str) -> bool:
    """True for eight digits or more: no price and no date is that long."""
    return len(digits_fr(said)) > 7  # noqa: PLR2004


def is_run(said: str) -> bool:
    """True for hundreds and tens one after the other that no number is made of: six or more parts, no year, no price."""
    parts = re.findall(r"\w+", said)
    return len(parts) > 5 and re.search(r"(?:zero|cle)", said) is not None  # noqa: PLR2004


def is_said_phone_en(said: str) -> bool:
    """True for ten or eleven digits, as British, Irish and American numbers have."""
    return re.fullmatch(r"0\d{9,10}|44\d{10}|1?[2-9]\d{9}", digits_en(said)) is not None
