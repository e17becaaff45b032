"""What is prepared beside the desk, in a process of its own."""

from queue import Queue
from shutil import rmtree

from qualcode.store.study import Study
from qualcode.tui.background import Background, Told


def _answer(study: Study) -> list[Told]:
    """Everything that is told of one question, up to the suggestions."""
    told: Queue[Told] = Queue()
    beside = Background(study.root, told.put)
    try:
        beside.ask("E01", "ana")
        found = [told.get(timeout=120)]
        while found[-1].suggestions is None and not found[-1].trouble:
            found.append(told.get(timeout=120))
        return found
    finally:
        beside.close()


def test_segments_come_first_and_suggestions_last_even_where_nothing_can_be_kept(small: Study) -> None:
    rmtree(small.root / ".qualcode")
    (small.root / ".qualcode").write_text("no folder: no cache can be written", encoding="utf-8")
    found = _answer(small)
    assert found[0].segments is not None
    assert found[-1].suggestions is not None
    assert {one.fingerprint for one in found} == {small.transcript("E01").fingerprint}
