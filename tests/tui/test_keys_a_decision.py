"""A pen takes one stroke a decision; the desk takes two keys at most."""

from qualcode.store.study import Study
from qualcode.tui.actions import of_screen, table
from qualcode.workflow.desk import acting, at_hand
from qualcode.workflow.desk.acting import DEEDS, done
from qualcode.workflow.desk.moving import MOVES
from qualcode.workflow.desk.state import Desk, open_desk, open_suggestions, to, with_suggestions
from qualcode.workflow.suggestions import suggesting

KEYS = {key: action.id for action in of_screen(table(), "desk") for key in action.keys}


class Coder:
    """Presses keys as a person would, and counts them."""

    def __init__(self, study: Study, desk: Desk) -> None:
        self.study, self.desk, self.keys = study, desk, 0

    def press(self, key: str) -> None:
        self.keys += 1
        name = KEYS[key]
        self.desk = MOVES[name](self.desk) if name in MOVES else done(self.study, self.desk, DEEDS[name])

    def search(self, code: str) -> None:
        """`/`, the fewest letters that bring the code to the top, Enter."""
        label = self.desk.reading.book.by_id[code].label["fr"]
        for n in range(1, len(label) + 1):
            found = at_hand.search(self.desk.reading.book, label[:n])
            if found and found[0].code.id == code:
                self.keys += 2 + n
                self.desk = done(self.study, self.desk, lambda study, desk: acting.apply(study, desk, code))
                return
        raise AssertionError(code)

    def give(self, code: str) -> None:
        """Accept, a digit, or a search: whichever is shortest."""
        proposed = [one.code for one in open_suggestions(self.desk)]
        if code in proposed[:2]:
            for _n in range(proposed.index(code)):
                self.press("tab")
            self.press("a")
        elif code in self.desk.digits:
            self.press(str(self.desk.digits.index(code) + 1))
        else:
            self.search(code)


def test_coding_an_interview_of_sixty_turns_takes_at_most_two_keys_a_decision(example: Study) -> None:
    wanted = {}
    first = open_desk(example, "E01", "ana").reading
    assert len(first.transcript.turns) >= 60
    for n, segment in enumerate(first.segments):
        begun = [
            one.code for one in first.codings_on(segment) if one.turn == segment.turn and one.start >= segment.start
        ]
        wanted[n] = list(dict.fromkeys(begun))
    example.coding_path("ana", "E01").unlink()
    study = Study(example.root)
    desk = to(open_desk(study, "E01", "ana"), 0)
    found = [one.suggestion for one in suggesting.propose(study, "E01", coder="ana", top=4)]
    coder = Coder(study, with_suggestions(desk, found))
    decisions = given = 0
    for n, codes in wanted.items():
        assert coder.desk.cursor == n
        for code in codes:
            coder.give(code)
            given += 1
            assert code in {one.code for one in coder.desk.reading.codings_on(coder.desk.reading.segments[n])}
        decisions += len(codes) or 1
        coder.press("j")
    assert given > 25
    assert coder.keys <= 2 * decisions, (coder.keys, decisions)
    assert coder.keys - len(wanted) <= 2 * given, (coder.keys - len(wanted), given)
