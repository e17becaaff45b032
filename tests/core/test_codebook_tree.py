"""The tree of codes, whatever a hand-written file says of parents and successors."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.codebook import Code, Codebook

NAMES = ["a", "b", "c", "d", "nobody"]


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    link = st.none() | st.sampled_from(NAMES)
    codes = (
        Code(
            id=name,
            parent=draw(link),
            merged_into=draw(link),
            status=draw(st.sampled_from(["active", "retired"])),
        )
        for name in draw(st.permutations(NAMES[:4]))
    )
    return Codebook(codes=tuple(codes))


@given(book=books())
def test_every_code_stands_once_in_the_tree_below_its_parent(book: Codebook) -> None:
    tree = list(book.tree())
    assert sorted(code.id for _depth, code in tree) == NAMES[:4]
    above: list[Code] = []
    for depth, code in tree:
        del above[depth:]
        if depth:
            assert above[-1].id == code.parent
        above.append(code)


@given(book=books())
def test_questions_about_a_code_end_in_circles_too(book: Codebook) -> None:
    for name in NAMES:
        resolved = book.resolve(name)
        assert resolved in {*book.by_id, "nobody"}
        assert book.resolve(resolved) == resolved or resolved == name
        assert name in book.under(name)
        assert book.theme(name) in NAMES


@given(book=books())
def test_a_sound_codebook_has_no_fault_and_a_circle_always_has_one(book: Codebook) -> None:
    faulty = {code.id for code, _message, _advice in book.faults()}
    for code in book.codes:
        unknown = {code.parent, code.merged_into} & {"nobody"}
        seen = {code.id}
        now = code.parent or ""
        while now in book.by_id and now not in seen:
            seen.add(now)
            now = book.by_id[now].parent or ""
        if unknown or now == code.id:
            assert code.id in faulty
    if not faulty:
        assert all(book.by_id[book.theme(code.id)].parent is None for code in book.codes)


@given(book=books())
def test_a_code_can_be_given_when_it_is_neither_retired_nor_merged(book: Codebook) -> None:
    assert {code.id for code in book.usable()} == {
        code.id for code in book.codes if code.status == "active" and code.merged_into is None
    }


def test_a_label_falls_back_on_another_language_then_on_the_id() -> None:
    assert Code(id="a", label={"fr": "peur", "en": "fear"}).label_in("en") == "fear"
    assert Code(id="a", label={"fr": "peur"}).label_in("en") == "peur"
    assert Code(id="a", label={"en": "", "fr": "peur"}).label_in("en") == "peur"
    assert Code(id="a").label_in("en") == "a"
