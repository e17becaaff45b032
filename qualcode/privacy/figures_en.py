"""English: dates, ages, street addresses and numbers as people give them."""

import re

from qualcode.privacy.rules import Rule, words
from qualcode.privacy.spoken import NUMBER_EN, SAID_EN, is_said_phone_en

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|"
    r"feb|aug|sept|oct|nov|dec)"
)
_DAY = (
    r"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -](?:first|"
    r"second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth)|thirtieth|thirty[ -]first)"
)
_YEAR = (
    rf"(?:(?:19|20)\d\d|nineteen[ -]{NUMBER_EN}(?:[ -]{NUMBER_EN})?|"
    rf"two thousand(?: and)?(?: {NUMBER_EN})?|twenty {NUMBER_EN})"
)
_AGE = rf"(?:\d{{1,3}}|{NUMBER_EN})"
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|drive|close|crescent|terrace|court|gardens|grove|square|"
    r"place|row|walk|mews|boulevard|blvd|"
    r"highway|parade|hill|park|way|rise|view)"
)
PLAIN_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "my",
        "our",
        "your",
        "his",
        "her",
        "their",
        "its",
        "same",
        "local",
        "old",
        "new",
        "next",
        "other",
        "last",
        "whole",
        "every",
        "each",
        "some",
        "any",
        "no",
        "on",
        "off",
        "one",
        "two",
        "three",
        "high",
        "main",
        "back",
        "side",
        "cross",
        "down",
        "up",
        "in",
        "at",
        "to",
        "for",
        "of",
        "and",
        "or",
        "with",
        "from",
        "was",
        "is",
        "were",
        "are",
        "went",
        "go",
        "going",
        "been",
        "mental",
        "general",
        "drug",
        "day",
        "health",
        "big",
        "small",
        "nice",
        "good",
        "bad",
        "lovely",
        "private",
        "public",
        "nearest",
        "main",
        "first",
        "second",
        "third",
        "nursing",
        "care",
        "children's",
        "women's",
        "men's",
        "community",
        "youth",
        "support",
        "working",
        "own",
        "home",
        "council",
        "open",
        "homeless",
        "night",
        "mother's",
        "social",
        "medical",
        "housing",
        "rehab",
        "detox",
        "intensive",
        "primary",
        "secondary",
    ]
)

_ADDRESSED: tuple[Rule, ...] = (
    Rule(
        id="address",
        kind="address",
        pattern=words(rf"(?P<x>(?:flat \w+,? )?\d{{1,4}}[a-d]?,? (?:[\w']+ ){{1,3}}{_STREET})(?!\w)"),
        check=lambda x: (
            not set(x.split()) & (PLAIN_WORDS | {"years", "days", "hours", "months", "people", "of", "and", "to"})
        ),
    ),
    Rule(
        id="street",
        kind="address",
        pattern=words(
            r"(?:on|in|off|at|down|up|along|near|round|around) (?P<x>(?!the |a |my |our |this |that |their |"
            r"his |her |your )[\w']{3,}(?: [\w']+)? (?:street|road|avenue|lane|drive|close|crescent|terrace|"
            r"grove|gardens))(?!\w)"
        ),
        check=lambda x: not set(x.split()) & PLAIN_WORDS,
    ),
)

_DATED: tuple[Rule, ...] = (
    Rule(
        id="full_date",
        kind="date",
        pattern=words(rf"(?P<x>{_DAY}(?: of)? {_MONTH},? {_YEAR}|{_MONTH} (?:the )?{_DAY},? {_YEAR})(?!\w)"),
    ),
    Rule(
        id="day_date",
        kind="date",
        pattern=words(
            rf"(?:on|the|of|until|since|by|from|born) (?:the )?(?P<x>{_DAY}(?: of)? {_MONTH}|"
            rf"{_MONTH} (?:the )?{_DAY})(?!\w)"
        ),
    ),
    Rule(id="birth_year", kind="date", pattern=words(rf"born(?: back)? in (?P<x>(?:{_MONTH} )?{_YEAR})(?!\w)")),
    Rule(id="month_date", kind="date", pattern=words(rf"(?P<x>{_MONTH} (?:19|20)\d\d)(?!\w)"), sure=False),
    Rule(id="age", kind="age", pattern=words(rf"(?P<x>{_AGE}[ -](?:years?|months|yrs)[ -]old|aged {_AGE})(?!\w)")),
    Rule(
        id="age_is",
        kind="age",
        pattern=words(
            r"(?:i'm|i am|i was|he's|he is|he was|she's|she is|she was|when i was|turned|turning|we're|"
            r"they're|at the age of|aged) (?:only |just |about |like |now |nearly |almost |"
            rf"around )?(?P<x>{_AGE})(?= ?(?:[,.;!?]|$|and |when |at the time|or |then |but |now|so |"
            r"(?:i|i'm|i've|my|we|he|he's|she|she's|they|with|"
            r"it|it's|that's|living|from|in) ))(?!,\d)"
        ),
        check=lambda x: x not in {"one", "two", "1", "2"},
    ),
    Rule(
        id="age_beside",
        kind="age",
        pattern=words(rf"(?!{NUMBER_EN}|\d)[a-z]+, (?P<x>(?:[1-9]\d|{NUMBER_EN}))(?=, (?!{NUMBER_EN}|\d))"),
        sure=False,
    ),
    Rule(
        id="age_then",
        kind="age",
        pattern=words(
            rf"(?<!it\x20)(?<!there\x20)(?:was|were) (?:only |just |about |nearly |almost |barely )?(?P<x>{_AGE})"
            r"(?= (?:when|the year) (?:i|we|you|he|she|it|they|my|our|his|her|their|the)(?!\w))"
        ),
        sure=False,
    ),
    Rule(
        id="age_then",
        kind="age",
        pattern=words(rf"(?:at|from|since|until) (?P<x>(?:1\d|[2-9]\d|{NUMBER_EN}))(?=,)"),
        sure=False,
    ),
)

_SPOKEN: tuple[Rule, ...] = (
    Rule(id="phone_said", kind="phone", pattern=SAID_EN, check=is_said_phone_en),
    Rule(
        id="email_said",
        kind="email",
        pattern=words(
            r"(?P<x>[\w'-]{1,40}(?: ?(?:\.|dot|underscore|dash) ?[\w'-]{1,40}){0,6} at "
            r"[\w-]{1,40}(?: ?(?:\.|dot) ?[\w-]{1,40}){0,4}(?:\.|"
            r" dot )(?:com|org|net|uk|ie|edu|co uk|co dot uk))(?!\w)"
        ),
    ),
    Rule(
        id="url_said",
        kind="url",
        pattern=words(r"(?P<x>(?:www|double u double u double u) dot [\w-]+(?: dot [\w-]+)* dot (?:com|org|net|uk))"),
    ),
    Rule(
        id="file_number",
        kind="file_number",
        pattern=words(
            r"(?:number|ref|reference|case|file|claim|badge|id|passport|licence|license|record|account|ni|nhs|"
            r"insurance|prisoner|"
            r"hospital)(?:[ :,?]+(?:[\w']+[ ?,]+){0,6}?)(?P<x>(?=[a-z0-9/._-]*\d[a-z0-9/._ -]*\d[a-z0-9/._ "
            r"-]*\d[a-z0-9/._ -]*\d)(?:[a-z]{1,4}[/._ -]?)?\d[a-z0-9/._-]*(?:[ ]\d+)*(?:[ ]?[a-z](?!\w))?)"
            r"(?![\w/])"
        ),
        check=lambda x: not re.fullmatch(r"(?:19|20)\d\d", x),
    ),
    Rule(
        id="ni_number",
        kind="file_number",
        pattern=re.compile(r"(?<!\w)[a-z]{2}[ ]?\d\d[ ]?\d\d[ ]?\d\d[ ]?[a-d](?!\w)"),
    ),
)

FIGURES_EN = _ADDRESSED + _DATED + _SPOKEN
