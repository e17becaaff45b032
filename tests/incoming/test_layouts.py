"""Layouts of speakers and times, in plain text: a table of texts and the turns expected, with near misses."""

import pytest

from qualcode.formats.incoming import Draft, guess_interviewer, guessed, read


def draft(text: str, name: str = "e.txt") -> Draft:
    return read(text.encode(), name, unlabelled="Participant")


def rows(text: str, name: str = "e.txt") -> list[tuple[str, str, str | None]]:
    return [(turn.speaker, turn.text, turn.time) for turn in draft(text, name).turns]


SAME = [("Ana", "Bonjour ?", None), ("Théo", "Bonjour.", None)] * 2
TIMED = [("Ana Roux", "Bonjour ?", "00:00:01"), ("Théo", "Bonjour.\nOui.", "00:01:02")]


@pytest.mark.parametrize(
    "text",
    [
        "Ana: Bonjour ?\nThéo: Bonjour.\n" * 2,
        "Ana : Bonjour ?\n\nThéo : Bonjour.\n\n" * 2,
        "Ana\u00a0: Bonjour ?\n\nThéo\u202f: Bonjour.\n\n" * 2,
        "**Ana** Bonjour ?\n**Théo** Bonjour.\n" * 2,
        "**Ana:** Bonjour ?\n\n**Théo:** Bonjour.\n\n" * 2,
        "**Ana :** Bonjour ?\n\n**Théo** : Bonjour.\n\n" * 2,
        "[Ana]\nBonjour ?\n\n[Théo]\nBonjour.\n\n" * 2,
        "[Ana] Bonjour ?\n[Théo] Bonjour.\n" * 2,
        "Ana - Bonjour ?\nThéo - Bonjour.\n" * 2,
        "Ana — Bonjour ?\nThéo — Bonjour.\n" * 2,
        "Ana:\nBonjour ?\n\nThéo:\nBonjour.\n\n" * 2,
        "Ana： Bonjour ?\nThéo： Bonjour.\n" * 2,
        "- Ana : Bonjour ?\n- Théo : Bonjour.\n" * 2,
    ],
)
def test_named_without_times(text: str) -> None:
    assert rows(text) == SAME
    assert draft(text).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "[Ana Roux] (0:01 - 0:11)\nBonjour ?\n[Théo] (1:02- 2:00)\nBonjour.\nOui.",
        "[Ana Roux] (00 :01 – 0:11)\nBonjour ?\n[Théo] (1:02 – 21\u00a0:12)\nBonjour.\nOui.",
        "Ana Roux 00:00:01\nBonjour ?\nThéo 00:01:02\nBonjour.\nOui.",
        "Ana Roux  0:01  \nBonjour ?\n\nThéo  1:02  \nBonjour.\nOui.",
        "Ana Roux (00:00:01)\nBonjour ?\n\nThéo (00:01:02)\nBonjour.\n\nOui.",
        "[00:00:01] Ana Roux: Bonjour ?\n[00:01:02] Théo: Bonjour.\nOui.",
        "00:00:01 Ana Roux\nBonjour ?\n00:01:02 Théo\nBonjour.\nOui.",
        "00:00:01 Ana Roux : Bonjour ?\n00:01:02 Théo : Bonjour.\nOui.",
        "[00:00:01.00] - Ana Roux\nBonjour ?\n\n[00:01:02.00] - Théo\nBonjour.\nOui.",
        "Ana Roux [00:00:01]: Bonjour ?\nThéo [00:01:02]: Bonjour.\nOui.",
        "Ana Roux (0:01) : Bonjour ?\nThéo (1:02) : Bonjour.\nOui.",
        "0:0:1.0 --> 0:0:3.0\nAna Roux\nBonjour ?\n0:1:2.0 --> 0:1:9.0\nThéo\nBonjour.\nOui.",
        "[1 00:00:01] Ana Roux: Bonjour ?\n[2 00:01:02] Théo: Bonjour.\n  Oui.",
    ],
)
def test_named_with_times(text: str) -> None:
    longer = f"{text}\n{text}"
    assert rows(longer) == TIMED * 2


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Q: Depuis quand ?\nR: Deux ans.\nQ: Et avant ?\nR: Rien.", ["Q", "R", "Q", "R"]),
        ("E1: Bonjour.\nE2: Bonjour.\nE1: Ça va ?\nE2: Oui.", ["E1", "E2", "E1", "E2"]),
        ("Enquêtrice : Bonjour.\nThéo : Bonjour.", ["Enquêtrice", "Théo"]),
        ("M. Dupont : Bonjour.\nMme Le Goff : Bonjour.\n" * 2, ["M. Dupont", "Mme Le Goff"] * 2),
        ("speaker 1: hello\nspeaker 2: hi\n" * 2, ["speaker 1", "speaker 2"] * 2),
        ("ANA\nBonjour.\n\nTHÉO\nOui.\nBien.\n\n" * 2, ["ANA", "THÉO"] * 2),
        ("Speaker 1 | 00:12\nHello.\nSpeaker 2 | 00:15\nYes.\n", ["Speaker 1", "Speaker 2"]),
        ("Interviewer\nHello.\nMARIE\nYes.\n" * 2, ["Interviewer", "MARIE"] * 2),
        ("المحاور: مرحبا\nسارة: نعم\n" * 2, ["المحاور", "سارة"] * 2),
        ("S00: Bonjour.\nS01: Oui.\n" * 2, ["S00", "S01"] * 2),
        ("[SPEAKER_00]: Bonjour.\n[SPEAKER_01]: Oui.\n" * 2, ["SPEAKER_00", "SPEAKER_01"] * 2),
        ("[Chercheur] (0:01 - 0:02)\nA\n[Ana] (0:03 - 0:04)\nB\n[Checheur] (0:05 - 0:06)\nC", ["Chercheur", "Ana", "Checheur"]),
        ("Ana: a\nThéo: b\nAna: c\nThéo: d\nAna: e\nThéo: f\nKarim: g", ["Ana", "Théo"] * 3 + ["Karim"]),
    ],
)  # fmt: skip
def test_speakers_found(text: str, speakers: list[str]) -> None:
    assert [turn.speaker for turn in draft(text).turns] == speakers


@pytest.mark.parametrize(
    "line",
    [
        "Donc: je suis parti.",
        "Par exemple : le soir.",
        "10h30: on arrive.",
        "Rendez-vous à 10:30 demain.",
        "Voir http://exemple.org pour la suite.",
        "https://exemple.org",
        "Il m'a dit : viens.",
        "Et là, voilà : rien.",
        "[rires]",
        "BREF",
        "[Silence] (0:10)",
        "Oui - enfin, non.",
        "C'était en 2010 : une autre époque.",
        "Le premier point : la confiance.",
    ],
)
def test_not_a_speaker(line: str) -> None:
    text = f"Ana: Bonjour ?\nThéo: Bonjour.\n{line}\nAna: Encore ?\nThéo: Oui.\n{line}\n{line}"
    found = draft(text)
    assert list(found.speakers) == ["Ana", "Théo"]
    assert sum(turn.text.count(line) for turn in found.turns) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Donc : je suis parti.\n\nUne autre phrase.\n\nDonc : voilà.\n\nEncore une.",
        "Une phrase seule, longue : avec deux points.\n\nUne autre.",
        "Date : 3 mars\nLieu : Lyon\nDurée : 1 h\n\nUne phrase.\n\nUne autre.",
    ],
)
def test_prose_has_one_turn_per_paragraph(text: str) -> None:
    found = draft(text)
    assert set(found.speakers) == {"Participant"}
    assert "\n".join(turn.text for turn in found.turns) == text.replace("\n\n", "\n")
    assert len(found.warnings) == 1


def test_a_title_is_dropped_but_told() -> None:
    found = draft("Entretien 7 du 3 mars\n\nAna: Bonjour ?\nThéo: Oui.\nAna: Bien ?\nThéo: Oui.")
    assert found.turns[0].text == "Bonjour ?"
    assert "Entretien 7 du 3 mars" in found.warnings[0]


def test_who_interviewed_whom_is_a_title() -> None:
    found = draft("Enquêtrice : Ana Roux\nParticipant : Théo\n\nQ : Bonjour ?\nR : Oui.\nQ : Bien ?\nR : Oui.")
    assert list(found.speakers) == ["Q", "R"]
    assert "Ana Roux" in found.warnings[0]
    assert "Théo" in found.warnings[0]


def test_a_long_beginning_is_kept_as_a_turn() -> None:
    found = draft("mot " * 80 + "\n\nAna: Bonjour ?\nThéo: Oui.\nAna: Bien ?\nThéo: Oui.")
    assert found.speakers["Participant"].words == 80


def test_only_the_moderator_is_named() -> None:
    found = draft(
        "Je commence.\nMODERATOR: Allez-y.\nVoilà.\nBox plot: joli.\nBox plot: très joli.\nFini.\nMODERATOR: Bien."
    )
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Participant", "Je commence."),
        ("MODERATOR", "Allez-y."),
        ("Participant", "Voilà."),
        ("Participant", "Box plot: joli."),
        ("Participant", "Box plot: très joli."),
        ("Participant", "Fini."),
        ("MODERATOR", "Bien."),
    ]
    assert "MODERATOR" in found.warnings[0]


def test_following_paragraphs_belong_to_the_speaker() -> None:
    text = "Ana: Bonjour ?\n\nThéo: Oui.\n\nBien.\n\nTrès bien.\n\nAna: Encore ?\n\nThéo: Non."
    assert rows(text)[1] == ("Théo", "Oui.\nBien.\nTrès bien.", None)


def test_the_same_speaker_twice_stays_two_turns() -> None:
    assert [row[0] for row in rows("Ana: Un.\nAna: Deux.\nThéo: Trois.\nThéo: Quatre.")] == [
        "Ana",
        "Ana",
        "Théo",
        "Théo",
    ]


def test_a_dialogue_with_dashes_begins_a_turn_at_each() -> None:
    assert rows("— Bonjour ?\n— Oui.\nEt vous ?\n— Bien.") == [
        ("Participant", "Bonjour ?", None),
        ("Participant", "Oui.\nEt vous ?", None),
        ("Participant", "Bien.", None),
    ]


def test_times_inside_a_turn_become_brackets() -> None:
    assert rows("Ana: Un ?\nThéo: Oui.\n00:05:00\nSuite.\nAna: Deux ?\nThéo: Non.")[1][1] == "Oui.\n[00:05:00]\nSuite."


def test_times_at_the_end_of_paragraphs_are_brackets() -> None:
    assert rows("I: Well? #00:00:05-3#\nB: Yes. #00:00:09-1#\nI: And?\nB: No.")[0][1] == "Well? [00:00:05.300]"


def test_paragraphs_with_times_and_no_names() -> None:
    assert rows("[00:00:01] Bonjour.\n\n[00:00:09] Voilà.") == [
        ("Participant", "Bonjour.", "00:00:01"),
        ("Participant", "Voilà.", "00:00:09"),
    ]


def test_wrapped_lines_are_joined() -> None:
    first = (
        "Ana: Est-ce que vous pourriez me raconter comment\n"
        "s'est passée cette première journée dans ce\n"
        "service que vous ne connaissiez pas encore ?"
    )
    second = (
        "Théo: Je suis arrivé tôt et personne ne savait qui\n"
        "j'étais ni ce que je venais faire, alors j'ai\n"
        "attendu dans le couloir."
    )
    found = rows(f"{first}\n\n{second}\n\n{first}\n\n{second}\n")
    assert len(found) == 4
    assert "\n" not in found[0][1]
    assert found[1][1].endswith("alors j'ai attendu dans le couloir.")


def test_markdown_marks_are_taken_off() -> None:
    found = draft(
        "# Entretien\n\n**Ana** : *Bonjour* ?\n\n**Théo** : C'est **très** \\*bien\\*.\n\n**Ana** : Oui ?\n\n**Théo** : Non.",
        "e.md",
    )
    assert [turn.text for turn in found.turns] == ["Bonjour ?", "C'est très *bien*.", "Oui ?", "Non."]
    assert "Entretien" in found.warnings[0]
    assert found.kind == "markdown"


def test_a_header_of_settings_is_told() -> None:
    found = draft("---\nid: E01\ndate: 2026-03-04\n---\n[1 00:00:04] Ana: Bonjour ?\n[2 00:00:09] Théo: Oui.\n  Voilà.")
    assert [(turn.speaker, turn.text, turn.time) for turn in found.turns] == [
        ("Ana", "Bonjour ?", "00:00:04"),
        ("Théo", "Oui.\nVoilà.", "00:00:09"),
    ]
    assert "E01" in found.warnings[0]


def test_a_label_without_words_is_told() -> None:
    found = draft("Ana: Bonjour ?\nThéo:\nAna: Vous m'entendez ?\nThéo: Oui.")
    assert len(found.turns) == 3
    assert any("Théo" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("text", "expected", "warned"),
    [
        ("Enquêteur·rice : Bonjour.\nThéo : Oui.\n" * 2, ("Enquêteur·rice",), False),
        ("Q: Bonjour.\nR: Oui.\n" * 2, ("Q",), False),
        ("INT: Bonjour.\nP3: Oui.\n" * 2, ("INT",), False),
        ("Chercheuse : Bonjour.\nChercheur : Bonjour.\nMarie : Oui.\n" * 2, ("Chercheuse", "Chercheur"), False),
        ("Ana: Depuis quand ?\nThéo: Depuis deux ans, à peu près.\n" * 3, ("Ana",), True),
        ("Ana: Depuis deux ans.\nThéo: Depuis trois ans.\n" * 3, (), False),
        ("Interviewer: Well.\nInterviewee: Yes.\n" * 2, ("Interviewer",), False),
    ],
)
def test_the_interviewer(text: str, expected: tuple[str, ...], warned: bool) -> None:
    found = guess_interviewer(draft(text))
    assert found == expected
    assert bool(guessed(found)) == warned
