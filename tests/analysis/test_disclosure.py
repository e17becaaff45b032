"""Who is alone with a combination of attributes, and the smallest change after which nobody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.disclosure import Remedy, disclosure, sizes, tellable

PEOPLE = {
    "R1": ("peer", "Brest"),
    "R2": ("peer", "Brest"),
    "R3": ("peer", "Caen"),
    "R4": ("nurse", "Brest"),
    "R5": ("nurse", "Lille"),
    "R6": ("nurse", "Lille"),
}


def test_who_is_alone_is_named_with_how_many_share() -> None:
    assert disclosure(PEOPLE, ("role", "site"), 2).at_risk == {"R3": 1, "R4": 1}


def test_the_smallest_changes_come_first() -> None:
    found = disclosure(PEOPLE, ("role", "site"), 3).remedies
    assert found == (Remedy(told=("role",)),)
    merged = disclosure({**PEOPLE, "R4": ("nurse", "Lille")}, ("role", "site"), 2).remedies
    assert merged[0] == Remedy(told=("role", "site"), merged=("site", ("Caen", "Brest")))


def test_too_few_people_have_no_remedy() -> None:
    assert disclosure({"R1": ("a",), "R2": ("b",)}, ("role",), 3).remedies == ()


people = st.dictionaries(st.integers().map(str), st.tuples(*[st.sampled_from("abc")] * 3), max_size=12)


@given(people, st.integers(2, 4))
def test_every_remedy_removes_the_risk(records: dict[str, tuple[str, ...]], k: int) -> None:
    names = ("x", "y", "z")
    for remedy in disclosure(records, names, k).remedies:
        at = [names.index(name) for name in remedy.told]
        merged = remedy.merged or ("", ())
        changed = {
            person: tuple("*" if names[n] == merged[0] and values[n] in merged[1] else values[n] for n in at)
            for person, values in records.items()
        }
        assert min(sizes(changed).values()) >= k


@given(people, st.integers(2, 4))
def test_what_may_be_told_is_shared_by_k(records: dict[str, tuple[str, ...]], k: int) -> None:
    for person, number in tellable(records, k).items():
        told = {other: values[:number] for other, values in records.items()}
        assert number == 0 or sizes(told)[person] >= k


@pytest.mark.parametrize("k", [2, 3])
def test_nobody_at_risk_needs_no_remedy(k: int) -> None:
    same = {str(n): ("a", "b") for n in range(3)}
    assert disclosure(same, ("x", "y"), k).at_risk == {}
    assert disclosure(same, ("x", "y"), k).remedies == ()
