"""Names to put in the place of real ones: written for this, by gender and where they sound from; nobody's in particular."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from qualcode.privacy.search import fold

Gender = Literal["f", "m"]

_FIRST: Mapping[tuple[str, Gender], str] = {
    (
        "fr",
        "f",
    ): """Adèle Agathe Agnès Albane Alice Anne Alix Amandine Anaïs Annick Apolline Aurélie Barbara Béatrice
        Bérénice Bernadette Bénédicte Brigitte Camille Capucine Carine Carole Cécile Céline Chantal
        Charlotte Chloé Christelle Christiane Clarisse Claudine Clémence Coralie Corinne Danielle Daphné
        Delphine Denise Diane Dominique Dorothée Édith Éliane Élise Élodie Éloïse Émeline Émilie Estelle
        Eugénie Eva Fabienne Fanny Fernande Flavie Florence Francine Françoise Frédérique Gabrielle Gaëlle
        Geneviève Ghislaine Gisèle Hélène Héloïse Henriette Hortense Huguette Inès Irène Isabelle Isaure
        Jacqueline Jeanne Jocelyne Joëlle Josiane Judith Julie Juliette Justine Karine Laetitia Laure
        Laurence Léonie Liliane Lisa Lise Lorraine Louise Lucette Lucie Lucile Ludivine Madeleine Magali
        Manon Margaux Maria Marianne Marie Marielle Marine Marion Marlène Martine Mathilde Maud Mélanie
        Mireille Monique Morgane Muriel Mylène Nadège Nathalie Nicole Noémie Océane Odette Ophélie Pascale
        Patricia Paulette Pauline Perrine Pierrette Priscille Raphaëlle Régine Renée Romane Roseline Roxane
        Sabine Salomé Sandrine Sarah Séverine Simone Solange Solène Sophie Stéphanie Suzanne Sylvie Tatiana
        Thérèse Tiphaine Valentine Valérie Véronique Viviane Yolande Yvette Yvonne Zélie Zoé""",
    (
        "fr",
        "m",
    ): """Achille Adrien Alain Albert Alexandre Alexis Alphonse Anatole André Anselme Antoine Antonin Armand
        Arnaud Aubin Arthur Auguste Aurélien Baptiste Barnabé Bastien Benjamin Benoît Bernard Bertrand Boris
        Bruno Cédric Célestin Christian Christophe Claude Corentin Côme Cyprien Cyril Damien Daniel Denis
        Didier Dorian Edgar Édouard Éloi Émile Émilien Éric Étienne Eugène Fabien Fabrice Félix Fernand
        Firmin Florian Francis Franck Frédéric Gabin Gabriel Gaël Gaspard Gaston Gauthier Geoffroy Georges
        Gérald Germain Gilbert Gilles Grégoire Guillaume Gustave Guy Hector Henri Hervé Hippolyte Honoré
        Hubert Hugo Isidore Jacques Jean Jérémie Jérôme Joachim Joël Jonathan Joseph Jules Julien Justin Kévin
        Laurent Lazare Léandre Léo Léon Léonard Lionel Louis Luc Lucas Lucien Ludovic Marc Marcel Marius
        Mathis Matthieu Maurice Maxence Maxime Médard Michel Nathan Nicolas Noël Octave Olivier Oscar Pascal
        Patrice Patrick Paul Philippe Pierre Quentin Raoul Raphaël Raymond Régis Rémi Renaud René Robert
        Robin Roland Romain Romuald Samuel Sébastien Serge Simon Stanislas Stéphane Sylvain Tanguy Théo
        Thibault Thierry Thomas Timothée Titouan Tristan Ulysse Urbain Valentin Valère Victor Vincent Vivien
        Xavier Yann Yves Yvon Zacharie""",
    (
        "north-africa",
        "f",
    ): """Aïcha Amel Amina Asma Assia Bouchra Chaïma Dalila Djamila Dounia Fadila Farida Fatiha Fatima Ghania
        Hafida Hakima Hanane Houda Ikram Imane Jamila Karima Khadija Latifa Leïla Loubna Lynda Malika Meriem
        Mouna Nabila Nadia Naïma Najat Nawel Nora Ouarda Rachida Rania Rim Sabrina Safia Saïda Salima Samia Samira
        Sanaa Siham Sonia Souad Wafa Warda Yamina Yasmina Zahra Zineb Zohra""",
    (
        "north-africa",
        "m",
    ): """Abdel Adel Adil Ahmed Ali Amine Anis Ayoub Aziz Bilal Brahim Chakib Djamel Driss Fahim Farid Farouk
        Fathi Fouad Ghali Habib Hakim Hamid Hassan Hicham Idris Ilyes Ismaël Jalil Jamel Kader Kamel Karim
        Khaled Lotfi Mahdi Malik Marouane Mehdi Mohamed Moktar Mounir Mourad Mustapha Nabil Nacer Nadir
        Nassim Omar Osman Rachid Rafik Redouane Riad Sabri Saïd Salim Samir Sofiane Tahar Tarek Toufik Walid
        Yacine Yanis Younes Zakaria Ziad""",
    ("africa", "f"): """Adama Adjoa Akissi Aminata Assa Awa Bintou Coumba Diarra Djeneba Efua Fanta Fatou Hawa Kadiatou
        Khady Kiné Mariama Mame Nafissatou Ndeye Oumou Penda Ramata Rokia Sira Sokhna Tening Yacine Zeynab""",
    ("africa", "m"): """Abdou Alassane Alioune Amadou Babacar Bakary Boubacar Cheikh Demba Djibril El Hadj Gora Ibrahima
        Issa Kofi Kouamé Lamine Lassana Mamadou Modou Moussa Ousmane Pape Seydou Sékou Souleymane Tidiane
        Yao Youssouf""",
    (
        "iberia",
        "f",
    ): """Adelaide Alba Almudena Amparo Beatriz Belén Catarina Clara Conceição Consuelo Dolores Elena
        Esperanza Filipa Fátima Graça Inmaculada Isabel Joana Leonor Lourdes Luísa Lurdes Mafalda Manuela
        Mercedes Nuria Paloma Pilar Raquel Rocío Rosário Soledad Susana Teresa Xana""",
    (
        "iberia",
        "m",
    ): """Alberto Alfonso Álvaro Antonio Armando Carlos Diego Duarte Emilio Enrique Esteban Fernando Francisco
        Gonçalo Guillermo Gustavo Ignacio Javier Joaquim João Jorge José Juan Luis Manuel Miguel Nuno Pablo
        Paulo Pedro Rafael Ramón Ricardo Rodrigo Rui Sergio Tiago Vasco""",
    (
        "east",
        "f",
    ): """Agnieszka Aleksandra Alina Anca Bożena Daria Dorota Elżbieta Galina Ilona Irina Jelena Kateryna
        Ksenia Ludmila Magda Milena Nadejda Oksana Olga Petra Raluca Svetlana Tamara Vesna Yulia Zuzana""",
    (
        "east",
        "m",
    ): """Andrei Anton Bogdan Casimir Dimitri Dragan Emil Goran Grigori Igor Ivan Janek Kiril Lech Marek Milan
        Mirek Nikolaï Oleg Pavel Piotr Radu Sergueï Stefan Tomasz Vadim Viktor Vlad Wojtek Yuri Zoran""",
    (
        "asia",
        "f",
    ): """An Chi Dao Hien Hoa Hong Huong Jia Kim Lan Lien Linh Mai Mei Min Ngoc Phuong Quyen Thi Thao Thuy
        Trang Tuyet Van Xiu Yen Ying""",
    (
        "asia",
        "m",
    ): """Bao Binh Chen Cuong Dat Duc Dung Feng Giang Hai Hao Hieu Hung Jun Khanh Lei Long Minh Nam Phuc Quan
        Quang Sang Son Tan Thanh Tien Tuan Viet Wei""",
    (
        "en",
        "f",
    ): """Abigail Alison Amber April Beverley Bonnie Brenda Carol Chelsea Cheryl Daisy Deborah Donna Doreen
        Edna Eleanor Ellen Erin Fay Fiona Frances Gail Gemma Gillian Gwen Hannah Harriet Hazel Heather Holly
        Imogen Isla Ivy Jane Janet Jean Jill Joan Joanna Joyce Karen Kate Kathleen Kirsty Laura Leah Lesley
        Lillian Linda Lorna Lucy Lydia Mabel Maisie Marjorie Maureen Megan Molly Nancy Naomi Nicola Olive
        Paige Pamela Pauline Peggy Penelope Phoebe Poppy Rachel Rhona Rosalind Ruth Sally Shirley Sheila
        Tessa Tracy Una Ursula Vera Wendy Winifred Yvonne Zara""",
    (
        "en",
        "m",
    ): """Adam Aidan Alan Alfie Andrew Angus Archie Barry Brian Bruce Callum Cameron Colin Connor Craig Dale
        Darren Dean Derek Desmond Donald Douglas Duncan Dylan Edwin Elliot Eric Ernest Ewan Finlay Frank
        Fraser Gareth Gavin Geoffrey Gerald Glen Gordon Graham Harold Harry Howard Hugh Ian Irving Isaac
        Jack Jacob Jeremy Keith Kenneth Kevin Kyle Lachlan Lawrence Leslie Lewis Logan Malcolm Martyn Murray
        Neil Nigel Noel Norman Oliver Owen Percy Peter Philip Ralph Reginald Rhys Roger Ronald Rory Ross
        Rupert Russell Scott Sean Sidney Stanley Stuart Terence Toby Trevor Vernon Victor Walter Warren
        Wesley""",
}

_FAMILY: Mapping[str, str] = {
    "fr": """Abadie Allard Ancel Arnoult Aubertin Auvray Bachelet Balland Barbier Bastide Baudouin Beaufils
        Bellanger Berthelot Besnard Blériot Bonnefoy Bouchard Boulanger Bourdin Brossard Cadiou Caillaud
        Cardin Carlier Cazenave Chauvet Chevallier Cordier Cormier Coulon Courtois Daguerre Daubigny
        Delattre Delmas Deschamps Dubreuil Duchemin Dufresne Dumoulin Duvivier Esnault Estève Etcheverry
        Évrard Fabre Faucher Fayard Ferrand Flament Fontanel Fournier Froment Gaillard Garnier Gaudin Gauvin
        Germond Gervais Giraudet Gosselin Grandjean Grenier Guérin Guichard Hamelin Harcourt Hennequin
        Herbelin Heurtaux Hubert Imbault Isnard Jacquemin Jarry Joubert Jourdan Kerbrat Keller Labarthe
        Lacaze Lafargue Lagarde Lambertin Langlois Lavergne Leclair Lefort Legendre Lejeune Lemercier Lenoir
        Lesage Levasseur Loubet Maillard Marchal Mareuil Masseron Mathurin Mauger Mercadier Meunier Michaud
        Monnier Montfort Morvan Mouchel Navarre Nicolle Normand Noiret Olivet Orsini Osmont Pagès Pasquier
        Péchard Pélissier Perrault Pichon Poirier Pommier Pradier Prévost Quémener Quentin Rabier Raynaud
        Renaudin Ricard Rigaud Rivière Rochefort Rouanet Roussel Sabatier Salvat Saunier Savary Sénéchal
        Sorel Taillandier Tessier Thibaudet Tillier Tournier Trémoulet Urvoy Vaillant Valette Vasseur
        Verdier Vidalin Vigneron Villard Wagner Wirth Ybert Yvon Zeller""",
    "north-africa": """Abbas Aït Amrani Belaïd Belkacem Benali Benmoussa Bensalem Bouazza Boudiaf Chaoui Charef Cherif
        Djebbar Draoui El Fassi Fellah Ferhat Ghezali Guerroudj Haddad Hamdaoui Idrissi Jaziri Kaddour
        Khelifi Lahlou Larbi Mansouri Meziane Naceri Ouali Rahmani Rezgui Saadi Saïdi Tahiri Touati Yahiaoui
        Zaoui Zerrouki Ziani""",
    "africa": """Bâ Bamba Camara Cissé Coulibaly Diabaté Diallo Diarra Diop Diouf Fall Faye Gueye Kanté Keïta Konaté
        Koné Kouassi Mbaye Ndiaye Niang Ouattara Sarr Seck Sissoko Sow Sy Sylla Tall Touré Traoré""",
    "iberia": """Almeida Barbosa Cabral Calvo Carvalho Castro Correia Costa Cruz Delgado Domingos Esteves Fernandes
        Ferreira Fonseca Gomes Gonçalves Herrera Iglesias Jiménez Lopes Machado Marques Martins Medina
        Moreno Navarro Nunes Oliveira Ortega Pacheco Pinto Ramos Ribeiro Rocha Romero Salgado Serrano Soares
        Teixeira Torres Vargas Vieira""",
    "east": """Balan Dragić Górski Horvat Ionescu Jankowski Kaminski Kovač Kowalczyk Lis Marin Moroz Nowicki Orlov
        Petrov Popescu Radić Sokolov Stoica Tarasov Volkov Wrona Zieliński""",
    "asia": """Bui Cao Dang Dinh Doan Duong Ho Huang Lam Le Li Luu Ma Ngo Nguyen Pham Phan Tang Tran Trinh Vo Vu Wu
        Xu Zhou""",
    "en": """Abbott Ainsley Barlow Barrett Beckett Bradshaw Briggs Burrows Carver Chadwick Clifford Cooper
        Crawford Dalton Dawson Denham Dixon Draper Eastwood Ellison Farrell Fenwick Fletcher Forsyth Garland
        Gibbons Goodwin Grady Hadley Hargreaves Hartley Hayward Holloway Hutton Ingram Jarvis Kirkby Lambeth
        Langley Latimer Lockwood Maddox Marsden Mercer Milburn Norwood Oakley Ogden Osborne Paxton Pemberton
        Prescott Quigley Radley Ramsey Redfern Rowley Sadler Sheldon Stanton Sutton Tanner Thornton
        Underhill Vaughan Wakefield Walton Weston Whitaker Yardley Yates""",
}


@cache
def first_names() -> Mapping[tuple[str, Gender], tuple[str, ...]]:
    """First names by (where they sound from, gender)."""
    return {which: tuple(names.split()) for which, names in _FIRST.items()}


@cache
def family_names() -> Mapping[str, tuple[str, ...]]:
    """Family names by where they sound from."""
    return {origin: tuple(names.split()) for origin, names in _FAMILY.items()}


@cache
def _sounds(own: str) -> Mapping[str, tuple[Gender, str]]:
    every = sorted(first_names().items(), key=lambda item: item[0][0] == own)
    return {fold(name): (gender, origin) for (origin, gender), names in every for name in names}


def sound_of(first_name: str, own: str = "fr") -> tuple[Gender, str] | None:
    """The gender of a first name (folded) and where it sounds from, one's own language first; None for one not listed."""
    return _sounds(own).get(first_name)


@cache
def _origins(own: str) -> Mapping[str, str]:
    every = sorted(family_names().items(), key=lambda item: item[0] == own)
    return {fold(name): origin for origin, names in every for name in names}


def origin_of(family_name: str, own: str = "fr") -> str | None:
    """Where a family name (folded) sounds from, one's own language first; None for one that is not listed."""
    return _origins(own).get(family_name)
