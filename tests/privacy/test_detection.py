"""Each way of recognising what identifies somebody, with what comes near and identifies nobody."""

from itertools import pairwise
from typing import Any

import pytest

from qualcode.privacy.detection import detect, gather, is_cased
from qualcode.privacy.grades import table
from qualcode.privacy.known import Known
from qualcode.privacy.mention import KINDS
from qualcode.privacy.numbers import NUMBERS
from qualcode.privacy.reasons import reason


def found(text: str, language: str = "fr", **more: Any) -> list[tuple[str, str]]:
    return [(mention.kind, mention.text) for mention in detect(text, language=language, **more)]


def sure(text: str, language: str = "fr", **more: Any) -> list[str]:
    return [mention.text for mention in detect(text, language=language, **more) if mention.sure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je m'appelle Ronan Le Dantec.", "Ronan Le Dantec"),
        ("je m'appelle ronan le dantec et voilà", "ronan le dantec"),
        ("Il y avait Madame Zbigniewska derrière.", "Zbigniewska"),
        ("j'ai vu madame zbigniewska hier", "zbigniewska"),
        ("Le juge, Monsieur de La Fontaine, a souri.", "de La Fontaine"),
        ("Ma sœur Espérance habite loin.", "Espérance"),
        ("J'ai croisé Carole C. au marché.", "Carole C."),
        ("Et là, M'Barek m'a dit non.", "M'Barek"),
        ("jean pierre est venu avec anne marie", "jean pierre"),
        ("Anne-Laure de Médecins du Monde est passée.", "Anne-Laure"),
        ("j'étais avec julie et pierre à la plage", "pierre"),
        ("alors momo il est parti", "momo"),
        ("Hier, Christian a vu le juge.", "Christian"),
    ],
)
def test_names_are_found_and_sure(text: str, expected: str) -> None:
    assert expected in sure(text)


@pytest.mark.parametrize(
    "text",
    [
        "une rose, une pierre et un martin-pêcheur dans la marine",
        "c'est clair comme de l'eau de roche et c'est juste",
        "Ouais, ben, voilà, enfin bref. Ça va, hein ?",
        "Le lundi de Pâques, la CAF et l'Assurance Maladie sont fermées.",
        "Je prenais du Subutex, du Valium et du Xanax.",
        "Les Français et les Algériens, des Roms.",
        "je m'appelle pas comme ça et monsieur le directeur le sait",
        "va savoir le gars de la pharmacie",
        "On m'a parlé d'Alzheimer, de Parkinson, de Korsakoff.",
        "[Théo] est un mot de l'auteur : [ville moyenne de l'Ouest].",
        "il fait nice et le monde est petit",
    ],
)
def test_words_that_look_like_names_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Pour Rose, c'est facile.",
        "Nice, c'est loin.",
        "On parlait de Martin.",
        "Pierre, non.",
        "Clair, il faut y aller.",
    ],
)
def test_a_name_that_is_also_a_word_is_proposed_or_left_but_not_replaced_without_a_sign(text: str) -> None:
    mentions = detect(text, language="fr")
    assert all(not mention.sure for mention in mentions if mention.rule in {"maybe_name", "maybe_place"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("j'habite à ploërmel", ("place", "ploërmel")),
        ("Il est né au Havre.", ("place", "Havre")),
        ("je suis de saint germain en laye", ("place", "saint germain en laye")),
        ("On a grandi dans la cité des Glycines.", ("place", "Glycines")),
        ("Elle travaille au CHU de Rennes.", ("organisation", "CHU de Rennes")),
        ("la maison d'arrêt de brest", ("organisation", "maison d'arrêt de brest")),
        ("je bossais chez carrefour", ("organisation", "carrefour")),
        ("C'était l'association Les Mains Ouvertes.", ("organisation", "association Les Mains Ouvertes")),
        ("J'habite au 4 bis avenue Jean-Jaurès.", ("address", "4 bis avenue Jean-Jaurès")),
        ("j'habite douze rue des lilas", ("address", "douze rue des lilas")),
    ],
)
def test_places_and_organisations(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text", ["J'étais à la fac de Droit.", "Mon professeur Principal m'a aidé.", "Un costume Hugo Boss."]
)
def test_a_sort_a_rank_and_a_make_are_not_sure(text: str) -> None:
    assert sure(text) == []


def test_five_figures_before_a_town_are_its_postcode() -> None:
    assert "93100" in sure("J'habite au 12 rue des Lilas, 93100 Montreuil.")
    assert "10000" not in sure("Il devait 10000 euros, et 10000 Roms vivaient là.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le lendemain, Biscotte est revenue.", "Biscotte"),
        ("L'asso, c'est Les Mains dans la Terre.", "Les Mains dans la Terre"),
        ("C'est Toussaint Casabianca qui tenait le bar.", "Toussaint Casabianca"),
        ("C'était son mari, Noël.", "Noël"),
        ("Le contrat d'Olivier Petit était faux.", "Olivier Petit"),
        ("On est passé par l'hôpital psychiatrique du Vinatier.", "hôpital psychiatrique du Vinatier"),
        ("alors krasniqi et moi on est partis", "krasniqi"),
        ("on dormait à port-en-bessin", "port-en-bessin"),
        ("en panne à côté de saint-pourçain", "saint-pourçain"),
        ("je suis au foyer les tilleuls", "foyer les tilleuls"),
        ("on est du gaec des trois noyers", "gaec des trois noyers"),
        ("voyez www point entraide ponant point org", "www point entraide ponant point org"),
        ("mon compte c'est arobase momo underscore93", "arobase momo underscore93"),
        ("la camionnette bv trois cent douze lk", "bv trois cent douze lk"),
        ("le dossier dix-huit tiret quatre mille deux cent sept", "dix-huit tiret quatre mille deux cent sept"),
        ("en février deux mille dix-sept", "février deux mille dix-sept"),
        ("il pêchait à quinze ans déjà", "quinze ans"),
    ],
)
def test_what_is_doubtful_is_proposed_rather_than_missed(text: str, expected: str) -> None:
    assert expected in [words for _kind, words in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "À Noël, en avril, à la Toussaint, on s'en va.",
        "Les Bretons et les Kabyles, tout le monde dansait.",
        "j'allais au foyer le soir et au csapa le matin",
        "c'est-à-dire que peut-être, le week-end, vis-à-vis des voisins",
        "qu'il puisse, qu'il fasse, on redécoupe, on prépaie",
    ],
)
def test_feasts_peoples_and_forms_of_verbs_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "je vais à la gare, à la mairie et à la pharmacie du centre",
        "la machine, les angles et le trait",
        "chez lui, chez moi, chez le médecin",
        "à l'hôpital de jour et au service de nuit",
        "trois rues plus loin, deux places de parking",
    ],
)
def test_ordinary_places_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("appelle le 06 12 34 56 78", "phone", "06 12 34 56 78"),
        ("au 02.98.44.12.90 le soir", "phone", "02.98.44.12.90"),
        ("au +33 7 81 22 45 09", "phone", "+33 7 81 22 45 09"),
        ("c'est le zéro six douze trente-quatre cinquante-six soixante-dix-huit", "phone", "zéro six"),
        ("mon mail c'est lea.b78@laposte.net", "email", "lea.b78@laposte.net"),
        ("samira point benali arobase gmail point com", "email", "samira point"),
        ("le numéro est 2 69 05 49 588 157 80", "nir", "2 69 05 49 588 157 80"),
        ("FR14 2004 1010 0505 0001 3M02 606", "iban", "FR14 2004 1010 0505 0001 3M02 606"),
        ("une Clio AB-123-CD", "plate", "AB-123-CD"),
        ("sur insta c'est @lola.dpt_29", "handle", "@lola.dpt_29"),
        ("sur snap je suis kader_93", "handle", "kader_93"),
        ("voir www.maison-bleue.fr/contact", "url", "www.maison-bleue.fr/contact"),
        ("mon dossier numéro 2019-458723", "file_number", "2019-458723"),
        ("née le 3 mai 2009", "date", "3 mai 2009"),
        ("né le quatorze février quatre-vingt-un", "date", "quatorze février quatre-vingt-un"),
        ("le 14/02/1981 au matin", "date", "14/02/1981"),
        ("j'ai 43 ans", "age", "43 ans"),
        ("elle a quarante-trois ans", "age", "quarante-trois ans"),
    ],
)
def test_numbers_that_identify_are_sure(text: str, kind: str, words: str) -> None:
    mention = next(mention for mention in detect(text, language="fr") if mention.kind == kind)
    assert mention.text.startswith(words)
    assert mention.sure


@pytest.mark.parametrize(
    "text",
    [
        "j'ai 10 ans de métier et 15 ans d'ancienneté",
        "ça coûte 12 345 euros, ou 1 200, ou 06 euros",
        "le 14 juillet, le 1er mai et le 25 décembre",
        "sur l'A7, sorties 12 et 13, à 110",
        "la loi de 2002 et celle de 2016",
        "un deux trois quatre cinq six, nous irons au bois",
        "le 115 et le 3919 répondent",
        "à 20 ans près, c'était pareil",
    ],
)
def test_numbers_that_identify_nobody_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_social_security_number_with_a_wrong_key_is_proposed() -> None:
    assert [(m.kind, m.sure) for m in detect("c'est 2 69 05 49 588 157 81", language="fr")] == [("nir", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My name is Theresa Holloway.", "Theresa Holloway"),
        ("mrs o'connor was there", "o'connor"),
        ("It was Dr Achebe on the ward.", "Achebe"),
        ("I live at 27 Maple Street.", "27 Maple Street"),
        ("i live in huddersfield", "huddersfield"),
        ("It's BD7 1AH.", "BD7 1AH"),
        (
            "on oh seven seven double oh nine double oh one two three",
            "oh seven seven double oh nine double oh one two three",
        ),
        ("She's 43, my sister.", "43"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert expected in sure(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "will you mark that down, may i hope for a bit of grace",
        "God knows, Christmas came, and I took Valium on Monday.",
        "I've got twenty years of experience.",
        "Anyway, So, Well, Right.",
    ],
)
def test_english_words_that_look_like_names_are_left_alone(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On lisait Victor Hugo en prison.", "Victor Hugo"),
        ("La loi Kouchner, personne ne la connaît.", "Kouchner"),
        ("macron il vient jamais par ici", "macron"),
        ("Je lavais tout au savon de Marseille.", "Marseille"),
        ("Le Petit Prince, je l'ai lu en prison.", "Le Petit Prince"),
    ],
)
def test_a_name_that_everybody_knows_is_proposed(text: str, name: str) -> None:
    assert name in {mention.text for mention in detect(text, language="fr") if not mention.sure}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Je m'appelle Victor Hugo, comme l'écrivain.", "Victor Hugo"),
        ("Mon voisin Zidane est maçon.", "Zidane"),
        ("Le docteur Macron m'a opéré.", "Macron"),
        ("J'ai lu le dossier de Karim.", "Karim"),
        ("J'habite Marseille.", "Marseille"),
    ],
)
def test_somebody_who_bears_a_known_name_is_replaced_all_the_same(text: str, name: str) -> None:
    assert name in sure(text)


def test_a_public_name_is_not_learned_for_the_other_turns() -> None:
    known = gather(["On lisait Victor Hugo.", "Et voilà."], language="fr")
    assert not {"victor", "hugo"} & {*known.learned, *known.likely}


def test_a_shop_is_an_employer_only_where_work_is_spoken_of() -> None:
    assert sure("J'ai acheté un lit chez Ikea.") == []
    assert sure("J'étais cariste chez Ikea.") == ["Ikea"]


def test_a_surname_that_is_a_word_follows_a_first_name_in_small_letters() -> None:
    assert sure("vous connaissez nathalie fournier") == ["nathalie fournier"]


def test_a_name_given_once_is_known_in_all_turns_without_capital_or_accent() -> None:
    known = gather(["Je m'appelle Kerlouan.", "Oui."], language="fr", cased=True)
    assert sure("et là kerlouan m'a dit non", known=known, cased=False) == ["kerlouan"]


def test_a_breton_name_is_learned_whole_and_ends_with_its_sentence() -> None:
    first = "Nadine Le Floc'h. Elle est partie."
    known = gather([first], language="fr")
    assert sure(first, known=known) == ["Nadine Le Floc'h"]
    assert sure("et floc'h revient demain", known=known, cased=False) == ["floc'h"]


def test_a_learned_name_that_is_a_word_stays_a_word_in_small_letters() -> None:
    known = gather(["Ma fille Rose est née hier."], language="fr")
    assert found("J'ai acheté une rose et du rose.", known=known) == []
    assert found("J'ai vu Rose.", known=known) == [("person", "Rose")]


def test_the_studys_own_entries_are_found_however_they_are_written() -> None:
    known = Known(entries={"Zéphyrin Le Moal": "person", "la Cordée": "organisation"})
    assert sure("ZEPHYRIN LE-MOAL est à la cordee.", known=known) == ["ZEPHYRIN LE-MOAL", "la cordee"]


def test_a_misspelling_of_a_known_name_is_proposed() -> None:
    known = Known(entries={"Kervella": "person"})
    assert [(m.text, m.rule, m.sure) for m in detect("on a vu kervela", language="fr", known=known)] == [
        ("kervela", "variant", False)
    ]


def test_what_the_researcher_never_wants_replaced_stays() -> None:
    assert found("J'ai vu Samira.", known=Known(never=frozenset({"samira"}))) == []


def test_a_capital_on_a_word_that_the_study_writes_small_is_no_name() -> None:
    texts = ["Le tufting me plaît, oui, le tufting.", "Ensuite Tufting, encore."]
    known = gather(texts, language="fr")
    assert found(texts[1], known=known) == []


def test_mentions_stand_in_order_over_no_other_and_say_their_words() -> None:
    text = "Je m'appelle Théo Lagadec, j'ai 43 ans, j'habite au 12 rue des Lilas à Brest, 06 12 34 56 78, CHU de Brest."
    mentions = detect(text, language="fr")
    assert len(mentions) == 6
    assert all(text[m.start : m.end] == m.text and m.kind in KINDS for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_a_make_of_car_is_not_replaced_without_asking() -> None:
    assert sure("Il avait une Clio et un Kevin.") == []


def test_a_model_adds_proposals_and_no_words_of_speech() -> None:
    text = "Ça va. Ouais Ploumanac'h me manque."
    entities = [(0, 2, "PER"), (7, 12, "PER"), (13, 24, "LOC")]
    assert [(m.text, m.sure) for m in detect(text, language="fr", model=lambda _text: entities)] == [
        ("Ploumanac'h", False)
    ]


def test_writing_is_told_from_speech_recognition() -> None:
    assert is_cased(["Bonjour. Je m'appelle Théo.", "Oui."])
    assert not is_cased(["bonjour je m'appelle théo et voilà", "oui"])


def test_shouted_text_is_read_like_small_letters() -> None:
    assert sure("JE M'APPELLE SAMIRA ET J'HABITE À VILLEURBANNE") == ["SAMIRA", "VILLEURBANNE"]


def test_a_name_without_its_capital_in_careful_writing_is_proposed() -> None:
    assert [(m.text, m.sure) for m in detect("Hier, j'ai vu samira au foyer. Elle va bien.", language="fr")] == [
        ("samira", False)
    ]


def test_every_rule_says_in_a_sentence_what_it_goes_by() -> None:
    rules = {rule.id for language in ("fr", "en") for rule in (*NUMBERS, *table(language).rules)}
    assert [rule for rule in sorted(rules) if reason(rule) == rule] == []


def test_an_empty_turn_and_odd_characters_do_no_harm() -> None:
    for text in ("", " ", "…", "😀 Théo 😀", "İstanbul, ǅ, ﬁn", "a" * 100_000):
        for mention in detect(text, language="fr"):
            assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ma sœur s'est mariée avec un Vandermeersch.", "Vandermeersch"),
        ("Au final c'est F. Quéméner qui a signé.", "F. Quéméner"),
        ("Il y avait M. et J. dans la chambre.", "J."),
        ("J'ai travaillé avec Biscotte à l'entrepôt.", "Biscotte"),
        ("On allait à la Passerelle tous les mardis.", "Passerelle"),
        ("Fauconnier a refusé de signer.", "Fauconnier"),
        ("J'ai le 4471 8820 6 comme identifiant.", "4471 8820 6"),
    ],
)
def test_what_stands_like_a_name_or_a_number_is_at_least_proposed(text: str, words: str) -> None:
    assert words in {mention.text for mention in detect(text, language="fr")}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La fac de Lettres était en grève.", "fr"),
        ("Madame la Présidente a parlé.", "fr"),
        ("Il fallait 4 120 signatures entre 2014 et 2015.", "fr"),
        ("On a pris le plan B. Mais la suite manque.", "fr"),
        ("Hope is all you have left.", "en"),
        ("The Ward Manager disagreed.", "en"),
    ],
)
def test_a_capital_that_only_looks_like_a_name_is_never_replaced_unasked(text: str, language: str) -> None:
    assert not [mention for mention in detect(text, language=language) if mention.sure]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On a joué dans tout le Pas-de-Calais.", "Pas-de-Calais"),
        ("on a joué dans toute la lozère et puis dans la creuse", "creuse"),
        ("il vient du valais et elle du hainaut", "valais"),
        ("elle a grandi en saskatchewan", "saskatchewan"),
        ("Elle avait soixante ans passés.", "soixante ans"),
        ("j'ai commencé à dix-neuf ans avec un copain", "dix-neuf ans"),
        ("J'avais dix-sept ans, presque dix-huit, quand il est parti.", "dix-huit"),
        ("Une dame très gentille, 70 ans peut-être.", "70 ans"),
    ],
)
def test_departments_and_ages_are_proposed_where_speech_says_that_they_are(text: str, words: str) -> None:
    assert words in {mention.text for mention in detect(text, language="fr")}


@pytest.mark.parametrize(
    "text",
    [
        "il a pris dix ans ferme à dix ans près",
        "il y a vingt ans j'ai fait ça pendant dix ans",
        "condamné à dix ans puis à dix ans de sursis",
        "la creuse de la main et une somme d'argent",
    ],
)
def test_durations_and_ordinary_words_are_no_ages_and_no_departments(text: str) -> None:
    assert found(text) == []


def test_the_river_and_the_department_leave_the_town_its_name() -> None:
    assert sure("Je suis né à Vienne.") == ["Vienne"]
    assert sure("On a vécu dans la Vienne.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Je suis au centre des Deux Rivières, à côté.", "centre des Deux Rivières"),
        ("Elle enseigne à l'école de danse Pina-Bausch.", "école de danse Pina-Bausch"),
        ("je travaille à l'école des acacias avec ma sœur", "école des acacias"),
        ("on répétait au studio la boîte à rythmes chez un ami", "studio la boîte à rythmes"),
        ("le foyer il s'appelle les grands chênes et on y mange bien", "les grands chênes"),
        ("les gens de graines de partage une asso de melle ils sont venus", "graines de partage"),
        ("J'ai fait ma licence à Lyon 2 puis un master.", "Lyon 2"),
        ("On dormait vers Porte de Clignancourt.", "Porte de Clignancourt"),
    ],
)
def test_a_house_is_told_by_its_sort_its_introduction_or_its_number(text: str, words: str) -> None:
    spans = [(mention.start, mention.end) for mention in detect(text, language="fr")]
    start = text.index(words)
    letters = {n for n in range(start, start + len(words)) if text[n].isalpha() and len(words) > 1}
    covered = {n for a, b in spans for n in range(a, b)}
    assert letters <= covered


@pytest.mark.parametrize(
    "text",
    [
        "à l'école les enfants ils courent partout et au collège les profs crient",
        "au centre des impôts et à la maison d'accueil le soir",
        "on a monté une association avec mon voisin et c'est une boîte comme une autre",
        "avec plaisir pour une fondation et par exemple une entreprise c'est vraiment une association",
        "j'ai gagné à lyon 2 fois et à lille 3 heures plus tard",
        "Le directeur du collège s'appelait comme mon père.",
    ],
)
def test_the_sort_of_a_house_alone_names_none(text: str) -> None:
    assert [words for kind, words in found(text) if kind == "organisation"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon numéro de dossier, le 5582931 T, ils l'ont perdu.", "5582931 T"),
        ("mon identifiant c'est 8 114 502 k enfin je crois", "8 114 502 k"),
    ],
)
def test_a_number_keeps_its_last_letter(text: str, words: str) -> None:
    assert words in sure(text)


@pytest.mark.parametrize(
    "text",
    [
        "mon dossier c'est 2 000 euros et le contrat c'est 1 500 heures",
        "je vous fais un mail à cette heure-là et un chemin de croix",
        "on écoutait du brassens et on jouait du miles",
    ],
)
def test_sums_messages_and_music_are_not_replaced_without_asking(text: str) -> None:
    assert sure(text) == []


def test_a_nickname_keeps_the_capital_that_belongs_to_it() -> None:
    assert found("I worked with Big Trevor.", "en") == [("person", "Big Trevor")]
    assert found("J'ai vu le Grand Mehdi et la petite Nora.") == [("person", "Grand Mehdi"), ("person", "Nora")]
