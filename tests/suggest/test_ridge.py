"""The learner: what was accepted pulls, what was turned down pushes, one more decision is the same as learning anew."""

import numpy as np
import pytest

from qualcode.suggest import nearest, ridge, terms
from qualcode.suggest.teaching import Passage, Teaching, Wording

PASSAGES = (
    Passage(text="le salaire est bas", codes=frozenset({"pay"}), interview="E01", reference="E01:1@0-18"),
    Passage(text="payée au lance-pierre", codes=frozenset({"pay"}), interview="E01", reference="E01:2@0-21"),
    Passage(text="j'avais peur de mal faire", codes=frozenset({"fear"}), interview="E02", reference="E02:1@0-25"),
)
TEACHING = Teaching(
    codes=("fear", "pay"), wordings=(Wording(code="fear", kind="label", text="la peur"),), passages=PASSAGES
)
FULL = np.ones(2, dtype=np.float32)


def learned(teaching: Teaching) -> nearest.Nearest:
    found = nearest.learn(teaching, terms.fit(TEACHING.texts).count, power=2)
    assert found is not None
    return found


def with_(*more: Passage) -> Teaching:
    return Teaching(codes=TEACHING.codes, wordings=TEACHING.wordings, passages=(*PASSAGES, *more))


def test_the_weights_are_those_of_ridge_regression() -> None:
    """Against the primal normal equations, solved by numpy."""
    rows = terms.fit(TEACHING.texts).rows(TEACHING.texts)
    fitted = ridge.fit(rows, TEACHING)
    x = rows.toarray() * fitted.scale[:, None]
    y = ridge.targets_of(TEACHING, fitted.means, FULL) * fitted.scale[:, None]
    expected = np.linalg.solve(x.T @ x + ridge.PENALTY * np.eye(x.shape[1]), x.T @ y)
    assert np.allclose(fitted.weights, expected, atol=1e-5)


def test_learning_three_more_one_by_one_is_learning_them_at_once() -> None:
    more = [
        Passage(text="la peur du salaire", codes=frozenset({"pay", "fear"})),
        Passage(text="une prime, un salaire", codes=frozenset({"pay"})),
        Passage(text="peur de rien", rejected=frozenset({"fear"})),
    ]
    rows = terms.fit(TEACHING.texts).rows
    fitted = ridge.fit(rows(TEACHING.texts), TEACHING)
    kept = fitted.means
    for passage in more:
        target = ridge.targets_of(Teaching(codes=TEACHING.codes, passages=(passage,)), kept, FULL)[0]
        fitted = ridge.with_one_more(fitted, rows([passage.text]), target)
    whole = with_(*more)
    x = rows(whole.texts).toarray()
    scale = np.ones(len(x))
    scale[-1] = np.sqrt(ridge.WORDING_WEIGHT)
    y = ridge.targets_of(whole, kept, FULL)
    expected = np.linalg.solve((x * scale[:, None]).T @ (x * scale[:, None]) + np.eye(x.shape[1]), (x.T * scale**2) @ y)
    assert np.allclose(fitted.weights, expected, atol=1e-4)


def test_deciding_anew_on_a_passage_is_learning_the_other_decision() -> None:
    """Base rates apart, which wait for the next whole fit: a code more, then all taken back, on old and new passages."""
    rows = terms.fit(TEACHING.texts).rows
    fitted = ridge.fit(rows(TEACHING.texts), TEACHING)
    new = Passage(text="une prime de nuit", codes=frozenset({"pay"}))
    both = ridge.targets_of(Teaching(codes=TEACHING.codes, passages=(new,)), fitted.means, FULL)[0]
    quick = ridge.with_one_more(fitted, rows([new.text]), both)
    for row, target in ((1, [1, 1] - fitted.means), (4, [0, 1] - fitted.means), (2, np.zeros(2))):
        quick = ridge.with_target(quick, row, np.asarray(target, dtype=np.float32))
    x = np.vstack([rows(TEACHING.texts).toarray(), rows([new.text]).toarray()])
    y = np.vstack([fitted.targets, both])
    y[1], y[4], y[2] = [1, 1] - fitted.means, [0, 1] - fitted.means, 0
    scale = np.append(fitted.scale, 1)[:, None]
    expected = np.linalg.solve((x * scale).T @ (x * scale) + ridge.PENALTY * np.eye(x.shape[1]), (x * scale**2).T @ y)
    assert np.allclose(quick.weights, expected, atol=1e-4)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("quel salaire !", "pay"),
        ("des salaires de misère", "pay"),  # letters inside words: an inflection
        ("le salairre", "pay"),  # a slip
        ("peureux, moi ?", "fear"),
        ("[salaire] la peur", "fear"),  # brackets are not speech
    ],
)
def test_what_is_nearest_comes_first(text: str, first: str) -> None:
    scores = learned(TEACHING).scores([text])[0]
    assert TEACHING.codes[int(scores.argmax())] == first


@pytest.mark.parametrize("text", ["", "[rires]", "zzz", "12 %"])
def test_nothing_known_scores_nothing(text: str) -> None:
    assert np.abs(learned(TEACHING).scores([text])).max() < 1e-6
    assert np.abs(learned(TEACHING).read([text]).glance()).max() < 1e-6


def test_what_was_turned_down_pushes_its_neighbours_down() -> None:
    no = Passage(text="la peur du gendarme", rejected=frozenset({"fear"}))
    before, after = (
        learned(one).scores(["la peur du gendarme, disent les patients"])[0] for one in (TEACHING, with_(no))
    )
    assert after[0] < before[0] * 0.6
    assert after[1] == pytest.approx(before[1], abs=0.15)


def test_one_turned_down_weighs_more_the_more_was_decided_on_its_code() -> None:
    none, three = Teaching(codes=("fear", "pay")), with_(*[Passage(text="x", rejected=frozenset({"fear"}))] * 3)
    assert ridge.against(none).tolist() == [0, 0]
    assert ridge.against(three).tolist() == pytest.approx([4 / 8, 2 / 6])


def test_three_turned_down_of_one_sense_leave_the_speaker_s_own_words_theirs() -> None:
    book = Teaching(
        codes=("relapse", "pay"),
        wordings=(
            Wording(code="relapse", kind="label", text="rechute"),
            Wording(code="pay", kind="label", text="salaire"),
        ),
    )
    told = ("Les patients font une rechute tous les mois.", "Une rechute chez un usager.", "Leur rechute, on en parle.")
    others = tuple(Passage(text=text, rejected=frozenset({"relapse"})) for text in told)
    own = "Moi j'ai peur de la rechute depuis que je travaille ici."
    before, after = (
        nearest.learn(Teaching(codes=book.codes, wordings=book.wordings, passages=some), terms.fit(told).count, power=2)
        for some in ((), others)
    )
    assert before is not None
    assert after is not None
    assert 0 < after.scores([own])[0, 0] < before.scores([own])[0, 0]
    assert after.scores([told[0]])[0, 0] < after.scores([own])[0, 0]


def test_evidence_names_the_three_nearest_and_never_another_code() -> None:
    found = learned(TEACHING).evidence("le salaire de la peur", "pay")
    assert {why.kind for why in found} == {"neighbour"}
    assert not any("peur de mal" in why.detail for why in found)
    assert found[0].detail.startswith("near E01:1@0-18 (similarity 0.")
    assert "le salaire est bas" in found[0].detail
    assert {why.kind for why in learned(TEACHING).evidence("la peur", "fear")} == {"neighbour", "label"}


def test_evidence_knows_what_was_learned_since() -> None:
    more = Passage(text="une prime de nuit", codes=frozenset({"pay"}), reference="E09:3@0-17")
    later = learned(TEACHING).with_passage(with_(more), 3)
    assert later.teaching.passages[-1] == more
    again = later.with_passage(
        with_(more, Passage(text="le salaire", codes=frozenset({"pay"}), reference="E09:4@0-10")), 4
    )
    assert "E09:4@0-10" in again.evidence("le salaire", "pay")[0].detail


def test_a_passage_that_no_neighbour_agrees_with_is_seen() -> None:
    odd = Passage(text="le salaire est trop bas", codes=frozenset({"fear"}))
    agreement = learned(with_(odd)).agreement()
    assert agreement[3, 0] < agreement[3, 1]
    assert agreement.shape == (4, 2)


def test_words_that_weigh_most_add_up_to_the_score() -> None:
    found = terms.fit(TEACHING.texts)
    weights = ridge.fit(found.rows(TEACHING.texts), TEACHING).weights[:, 1]
    text = "le salaire, le salaire de la peur"
    counted = found.count(["rien", text])
    adds = counted.adding(1, counted.vectors @ weights)
    assert adds[0][0] == "salaire"
    assert sum(value for _word, value in adds) == pytest.approx(float((found.rows([text]) @ weights)[0]), abs=1e-5)
