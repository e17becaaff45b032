"""Captions and recognisers' output."""

import json

import pytest

from qualcode.errors import UnreadableFile
from qualcode.formats.incoming import Draft, read


def draft(text: str, name: str = "e.vtt") -> Draft:
    return read(text.encode(), name, unlabelled="Participant")


def rows(text: str, name: str = "e.vtt") -> list[tuple[str, str, str | None]]:
    return [(turn.speaker, turn.text, turn.time) for turn in draft(text, name).turns]


def cue(start: float, end: float, text: str) -> str:
    return f"00:{int(start) // 60:02}:{start % 60:06.3f} --> 00:{int(end) // 60:02}:{end % 60:06.3f}\n{text}\n\n"


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "".join(cues)


def test_voices_are_speakers_and_their_cues_are_joined() -> None:
    text = vtt(
        cue(0, 1, "<v Ana Roux>Bonjour à</v>"),
        cue(1, 2, "<v Ana Roux>vous ?</v>"),
        cue(3, 4, "<v.loud Théo>Oui &amp; non.</v>"),
    )
    assert rows(text) == [("Ana Roux", "Bonjour à vous ?", "00:00:00"), ("Théo", "Oui & non.", "00:00:03")]


def test_two_voices_in_one_cue() -> None:
    assert [row[:2] for row in rows(vtt(cue(0, 1, "<v Ana>Bonjour ?\n<v Théo>Oui.")))] == [
        ("Ana", "Bonjour ?"),
        ("Théo", "Oui."),
    ]


@pytest.mark.parametrize("form", ["{}: {}", "{} : {}", "[{}]: {}", "[{}] {}"])
def test_names_at_the_head_of_cues(form: str) -> None:
    said = [("Ana", "Bonjour ?"), ("Théo", "Oui,"), ("", "bien sûr."), ("Ana", "Bien ?"), ("Théo", "Bien.")]
    text = vtt(*(cue(n, n + 1, form.format(*row) if row[0] else row[1]) for n, row in enumerate(said)))
    assert [row[:2] for row in rows(text)] == [
        ("Ana", "Bonjour ?"),
        ("Théo", "Oui, bien sûr."),
        ("Ana", "Bien ?"),
        ("Théo", "Bien."),
    ]


def test_without_names_a_pause_after_a_sentence_ends_a_turn() -> None:
    text = vtt(cue(0, 1, "Bonjour."), cue(1.5, 2, "Ça va."), cue(5, 6, "Je voulais"), cue(9, 10, "dire."))
    assert [row[1] for row in rows(text)] == ["Bonjour. Ça va.", "Je voulais dire."]


def test_without_names_sixty_words_are_enough() -> None:
    text = vtt(*(cue(n, n + 1, "un deux trois quatre cinq six sept huit neuf dix.") for n in range(12)))
    assert [len(row[1].split()) for row in rows(text)] == [60, 60]


def test_rolling_captions_are_said_once() -> None:
    text = vtt(
        cue(0, 1, "oui alors"),
        cue(1, 2, "oui alors\nje suis"),
        cue(2, 3, "je suis\narrivé là"),
        cue(3, 4, "arrivé là\nhier"),
    )
    found = draft(text)
    assert [turn.text for turn in found.turns] == ["oui alors je suis arrivé là hier"]
    assert "3 repeated lines" in found.warnings[0]


def test_a_word_said_twice_is_kept_twice() -> None:
    assert rows(vtt(cue(0, 1, "Oui."), cue(1, 2, "Oui."), cue(2, 3, "Oui.")))[0][1] == "Oui. Oui. Oui."


def test_bad_cues_keep_their_words_and_name_their_line() -> None:
    text = vtt(cue(0, 1, "Un."), "00:00:1d.890 --> 00:00:02.000\nDeux.\n\n", "Trois.\n\n", cue(3, 4, "Quatre."))
    found = draft(text)
    assert found.turns[0].text == "Un. Deux. Trois. Quatre."
    assert "6, 9" in found.warnings[0]


def test_notes_styles_and_names_of_cues_are_not_speech() -> None:
    head = "WEBVTT - un titre\nKind: captions\n\nNOTE\nun secret\n\nSTYLE\n::cue { color: red }\n\n"
    found = draft(head + "intro\n" + cue(0, 1, "Bonjour <00:00:00.500><c.rouge>à tous</c>, 3 < 5 et <i>voilà</i>."))
    assert [turn.text for turn in found.turns] == ["Bonjour à tous, 3 < 5 et voilà."]
    assert "1 note" in found.warnings[0]


def test_dashes_and_chevrons_change_the_speaker() -> None:
    assert [row[1] for row in rows(vtt(cue(0, 1, "- Bonjour ?\n- Oui."), cue(1, 2, "- Bien.")))] == [
        "Bonjour ?",
        "Oui.",
        "Bien.",
    ]
    assert [row[1] for row in rows(vtt(cue(0, 1, ">> Bonjour"), cue(1, 2, "à vous."), cue(2, 3, ">> Oui.")))] == [
        "Bonjour à vous.",
        "Oui.",
    ]


def test_subrip() -> None:
    first = "\ufeff1\r\n00:00:01,500 --> 00:00:02,000\r\n<i>Ana: Bonjour</i>\r\n\r\n"
    text = f"{first}2\r\n00:00:03,000 --> 00:00:04,000\r\nThéo: Oui.\r\n\r\nBien.\r\n"
    assert rows(text, "e.srt") == [("Ana", "Bonjour", "00:00:01.500"), ("Théo", "Oui. Bien.", "00:00:03")]
    assert draft(text, "e.srt").kind == "subrip"


def test_captions_named_txt_are_captions() -> None:
    assert draft(vtt(cue(0, 1, "Oui.")), "e.txt").kind == "webvtt"


SEGMENTS = [
    {"start": 0.38, "end": 1.0, "text": " Bonjour ?", "speaker": "SPEAKER_00"},
    {"start": 1.2, "end": 2.0, "text": " Oui.", "speaker": "SPEAKER_01"},
    {"start": 2.2, "end": 3.0, "text": " Bien.", "speaker": "SPEAKER_01"},
    {"start": 3.5, "end": 4.0, "text": " Et moi ?"},
]
EXPECTED = [
    ("SPEAKER_00", "Bonjour ?", "00:00:00.380"),
    ("SPEAKER_01", "Oui. Bien.", "00:00:01.200"),
    ("Participant", "Et moi ?", "00:00:03.500"),
]


@pytest.mark.parametrize("document", [{"text": "…", "segments": SEGMENTS}, SEGMENTS])
def test_whisper_json(document: object) -> None:
    assert rows(json.dumps(document), "e.json") == EXPECTED
    assert draft(json.dumps(document), "e.json").kind == "whisper"


def test_words_that_change_speaker_cut_a_segment() -> None:
    words = [
        {"word": "Bonjour ?", "start": 0, "end": 1, "speaker": "A"},
        {"word": "Oui.", "start": 1, "end": 2, "speaker": "B"},
    ]
    segment = {"start": 0, "end": 2, "text": "Bonjour ? Oui.", "words": words}
    assert [row[:2] for row in rows(json.dumps([segment]), "e.json")] == [("A", "Bonjour ?"), ("B", "Oui.")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("start\tend\ttext\n380\t1000\tBonjour, ça va ?\n", "e.tsv"),
        ('"Bonjour, ça va ?",0.38,1.0\r\n', "e.csv"),
        ('start,end,text\n0.38,1.0,"Bonjour, ça va ?"\n', "e.csv"),
        ("[00:00.380 --> 00:01.000]  Bonjour, ça va ?", "e.txt"),
        ('{"transcription":[{"offsets":{"from":380,"to":1000},"text":" Bonjour, ça va ?"}]}', "e.json"),
        ('{"chunks":[{"timestamp":[0.38,1.0],"text":" Bonjour, ça va ?"}]}', "e.json"),
    ],
)
def test_other_recognisers(text: str, name: str) -> None:
    assert rows(text, name) == [("Participant", "Bonjour, ça va ?", "00:00:00.380")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WEBVTT", "e.vtt"),
        (vtt(cue(0, 1, "")), "e.vtt"),
        ("1\nsans heure", "e.srt"),
        ('{"segments": [', "e.json"),
        ('{"a": 1}', "e.json"),
        ("[1, 2]", "e.json"),
        ('[{"text": " ", "start": 1}]', "e.json"),
        ("id,pseudonym\nR01,Ana\n", "e.csv"),
        ("a\tb\tc\n1\t2\t3", "e.tsv"),
        ('id,text\n1,"Bonjour"\n', "e.csv"),
    ],
)
def test_files_without_speech_are_refused(text: str, name: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        draft(text, name)
    assert caught.value.advice
