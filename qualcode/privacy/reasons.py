"""Why something was found, and what it is, in a sentence for the person who reviews it."""

from qualcode.core.language import _
from qualcode.privacy.mention import Kind


def reason(rule: str) -> str:
    """What the rule of a mention goes by; the rule's id where there is nothing to add."""
    return _reasons().get(rule, rule)


def kind_name(kind: Kind) -> str:
    """What a kind is called."""
    return _kinds()[kind]


def _kinds() -> dict[Kind, str]:
    return {
        "person": _("person's name"),
        "initials": _("initials"),
        "place": _("place"),
        "organisation": _("organisation"),
        "date": _("date"),
        "age": _("age"),
        "address": _("street address"),
        "postcode": _("postcode"),
        "phone": _("telephone number"),
        "email": _("e-mail address"),
        "url": _("address on the web"),
        "handle": _("name on a network"),
        "nir": _("social security number"),
        "iban": _("bank account"),
        "plate": _("number plate"),
        "file_number": _("file number"),
    }


_FORMS = (
    "email",
    "url",
    "domain",
    "handle",
    "phone_fr",
    "phone_fr_runs",
    "phone_abroad",
    "phone_uk",
    "phone_us",
    "postcode_uk",
)


def _reasons() -> dict[str, str]:
    return dict.fromkeys(_FORMS, _("recognised by its form")) | {
        "known": _("in the study's own list or its key"),
        "learned": _("a name that another turn gives"),
        "likely": _("perhaps a name that another turn gives"),
        "variant": _("a known name, misspelt"),
        "number_like": _("figures that may identify"),
        "initial_alone": _("a letter that may stand for a name"),
        "introduced": _("follows an introduction (my name is …)"),
        "introduced_self": _("perhaps an introduction (it's …)"),
        "title": _("follows a title (Mrs, Dr)"),
        "family": _("perhaps a family (at the …s')"),
        "nickname": _("perhaps a nickname (they call him …)"),
        "kin": _("follows a tie (my brother …)"),
        "role": _("follows a role (the nurse …)"),
        "initial": _("a letter after a title"),
        "initials": _("letters with full stops"),
        "first_name": _("in the list of first names, and no other word"),
        "unknown_word": _("no word of the dictionary: perhaps a name"),
        "small_name": _("a first name without its capital"),
        "maybe_name": _("perhaps a name: it may be another word too"),
        "place": _("in the list of places"),
        "maybe_place": _("perhaps a place: it may be another word too"),
        "area": _("a country, region or department"),
        "lives": _("follows words of dwelling or going (lives in …)"),
        "quarter": _("follows a word for a part of a town"),
        "department_number": _("perhaps a department, by its number"),
        "organisation": _("follows what an institution is called by (hospital, association)"),
        "organisation_named": _("follows what an institution is called by (hospital, association)"),
        "organisation_taken": _("perhaps an institution that takes people in"),
        "organisation_lower": _("perhaps an institution's name"),
        "employer": _("follows words of working for somebody"),
        "firm": _("in the list of firms and associations"),
        "gone_to": _("a capital where people go: perhaps a place or an organisation"),
        "capital": _("a capital that nothing explains: perhaps a name"),
        "title_case": _("several capitals: perhaps a title or an organisation"),
        "address": _("a number and a street"),
        "street": _("perhaps a street"),
        "square": _("perhaps a street"),
        "born": _("says where somebody was born"),
        "postcode": _("follows the word postcode"),
        "postcode_town": _("five figures before a word: perhaps a postcode"),
        "birth_year": _("a year of birth"),
        "full_date": _("a date with its year"),
        "day_date": _("a day and a month"),
        "month_date": _("a month and a year"),
        "numeric_date": _("a date in figures"),
        "iso_date": _("a date in figures"),
        "age": _("says how old somebody is"),
        "age_is": _("says how old somebody is"),
        "age_then": _("perhaps says how old somebody was"),
        "age_beside": _("perhaps an age, beside a name"),
        "age_of": _("perhaps says how old somebody is"),
        "phone_said": _("a telephone number in words"),
        "email_said": _("an e-mail address in words"),
        "handle_said": _("a name on a network, in words"),
        "plate_words": _("perhaps a number plate, in words"),
        "url_said": _("an address on the web in words"),
        "file_number": _("a number after the word file, reference, card"),
        "nir": _("a social security number"),
        "nir_wrong_key": _("looks like a social security number, but its key is wrong"),
        "nir_said": _("a social security number in words"),
        "number_said": _("a long number in words"),
        "pseudonym": _("follows the name of a network"),
        "user_name": _("looks like a name on a network"),
        "iban": _("a bank account whose key is right"),
        "iban_wrong_key": _("looks like a bank account, but its key is wrong"),
        "bank_card": _("a bank card"),
        "nhs_number": _("a health service number"),
        "ni_number": _("a national insurance number"),
        "plate": _("a number plate"),
        "plate_said": _("follows the word plate or registration"),
        "plate_spaced": _("looks like a number plate"),
        "plate_old": _("looks like a number plate"),
        "plate_abroad": _("looks like a number plate"),
        "plate_uk": _("looks like a number plate"),
        "plate_uk_car": _("follows the word car"),
        "public_name": _("a name that everybody knows: perhaps nobody of the respondent's"),
        "model": _("the language model takes it for a name"),
    }
