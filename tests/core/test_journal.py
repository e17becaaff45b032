"""What a journal says can be undone and redone."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.journal import Entry, history, splice


def entry(action: str, what: str, of: str | None = None) -> Entry:
    return Entry(action=action, at="", what=what, file="E01", of=of)


@given(steps=st.lists(st.sampled_from(["add", "edit text", "undo", "redo"]), max_size=20))
def test_history_is_what_two_stacks_would_say(steps: list[str]) -> None:
    done: list[str] = []
    undone: list[str] = []
    entries: list[Entry] = []
    for n, step in enumerate(steps):
        if step == "undo" and done:
            undone.append(done.pop())
            entries += [entry(f"u{n}", "undo", undone[-1])] * 2  # an action over two files has two lines
        elif step == "redo" and undone:
            done.append(undone.pop())
            entries += [entry(f"r{n}", "redo", done[-1])] * 2
        elif step == "add":
            done.append(f"a{n}")
            undone.clear()
            entries += [entry(f"a{n}", "add")] * 2
        elif step == "edit text":
            entries.append(entry(f"t{n}", "transcript edit"))
    found = history(entries)
    assert (list(found.undoable), list(found.redoable)) == (done, undone)


def test_an_undo_of_something_unknown_changes_nothing() -> None:
    assert history([entry("a", "add"), entry("u", "undo", "gone")]).undoable == ("a",)


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_a_change_of_a_text_can_be_applied_and_taken_back(before: str, after: str) -> None:
    change = splice(before, after)
    assert change.apply(before) == after
    assert change.inverse().apply(after) == before
    assert change.inverse().inverse() == change


@given(lines=st.lists(st.sampled_from("abcd"), min_size=1, max_size=9), at=st.integers(0, 8), above=st.integers(1, 5))
def test_a_change_of_a_text_is_found_again_below_new_lines_or_given_up(lines: list[str], at: int, above: int) -> None:
    before = "".join(f"{line}\n" for line in lines)
    after = "".join(f"{line}\n" for line in [*lines[:at], "new", *lines[at:]])
    note = "note\n" * above
    back = splice(before, after).inverse().apply(note + after)
    assert back in {None, note + before}
