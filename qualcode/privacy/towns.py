"""Towns by size and part of the country: what a place becomes when its name must go and its kind should stay.

Sizes after the population of the commune (INSEE) or of the built-up area (ONS), rounded: large from 200,000 inhabitants,
medium from 20,000. A town that is not here is "a town"; the researcher who knows it says more.
"""

from collections.abc import Mapping
from functools import cache

from qualcode.privacy.search import fold

_TOWNS = {
    ("large", "paris"): "Paris",
    ("large", "west"): "Nantes; Rennes",
    ("large", "north"): "Lille",
    ("large", "east"): "Strasbourg",
    ("large", "southeast"): "Marseille; Lyon; Nice",
    ("large", "southwest"): "Toulouse; Bordeaux; Montpellier",
    (
        "medium",
        "paris",
    ): """Versailles; Saint-Denis; Argenteuil; Montreuil; Nanterre; Créteil; Vitry-sur-Seine; Aubervilliers;
        Colombes; Asnières-sur-Seine; Courbevoie; Rueil-Malmaison; Champigny-sur-Marne; Aulnay-sous-Bois; Bobigny; Pantin;
        Évry; Évry-Courcouronnes; Cergy; Pontoise; Melun; Meaux; Mantes-la-Jolie; Poissy; Massy; Bondy; Drancy; Ivry-sur-Seine;
        Villejuif; Gennevilliers; Clichy; Levallois-Perret; Boulogne-Billancourt; Issy-les-Moulineaux; Antony; Sarcelles""",
    (
        "medium",
        "west",
    ): """Angers; Le Mans; Brest; Quimper; Lorient; Vannes; Saint-Brieuc; Saint-Malo; Saint-Nazaire; Cholet;
        Laval; La Roche-sur-Yon; La Rochelle; Niort; Poitiers; Saumur; Rezé; Saint-Herblain; Fougères; Lanester; Alençon;
        Caen; Cherbourg; Cherbourg-en-Cotentin; Rochefort; Saintes""",
    (
        "medium",
        "north",
    ): """Amiens; Rouen; Le Havre; Dunkerque; Calais; Boulogne-sur-Mer; Arras; Lens; Douai; Valenciennes;
        Roubaix; Tourcoing; Villeneuve-d'Ascq; Maubeuge; Saint-Quentin; Beauvais; Compiègne; Évreux; Dieppe; Cambrai; Creil""",
    (
        "medium",
        "east",
    ): """Reims; Metz; Nancy; Mulhouse; Colmar; Besançon; Dijon; Troyes; Belfort; Épinal; Thionville; Haguenau;
        Montbéliard; Charleville-Mézières; Châlons-en-Champagne; Chalon-sur-Saône; Auxerre; Mâcon; Lunéville; Saint-Dizier""",
    (
        "medium",
        "centre",
    ): """Tours; Orléans; Limoges; Clermont-Ferrand; Bourges; Blois; Châteauroux; Chartres; Nevers; Vichy;
        Montluçon; Moulins; Dreux; Brive-la-Gaillarde; Brive; Vierzon; Guéret""",
    (
        "medium",
        "southwest",
    ): """Pau; Bayonne; Anglet; Biarritz; Tarbes; Albi; Castres; Montauban; Agen; Périgueux; Bergerac;
        Mont-de-Marsan; Dax; Mérignac; Pessac; Talence; Béziers; Narbonne; Carcassonne; Perpignan; Nîmes; Sète; Angoulême;
        Rodez; Auch; Colomiers; Blagnac""",
    (
        "medium",
        "southeast",
    ): """Grenoble; Saint-Étienne; Villeurbanne; Vénissieux; Toulon; Aix-en-Provence; Avignon; Valence;
        Annecy; Chambéry; Cannes; Antibes; Fréjus; Hyères; Arles; Martigues; Aubagne; Gap; Roanne; Bourg-en-Bresse; Vienne;
        Montélimar; Ajaccio; Bastia; Draguignan; Grasse; Salon-de-Provence; Istres; Orange; Alès""",
    (
        "medium",
        "overseas",
    ): """Fort-de-France; Pointe-à-Pitre; Les Abymes; Cayenne; Saint-Denis de La Réunion; Saint-Pierre;
        Mamoudzou; Nouméa; Papeete; Basse-Terre""",
    (
        "small",
        "west",
    ): "Morlaix; Lannion; Dinan; Redon; Vitré; Pontivy; Granville; Avranches; Lisieux; Bayeux; Fontenay-le-Comte",
    ("small", "north"): "Abbeville; Hazebrouck; Soissons; Laon; Fécamp; Vernon; Louviers",
    ("small", "east"): "Verdun; Bar-le-Duc; Chaumont; Langres; Vesoul; Lons-le-Saunier; Dole; Sens; Beaune; Sélestat",
    ("small", "centre"): "Tulle; Aurillac; Issoire; Thiers; Vendôme; Amboise; Loches; Montargis; Gien",
    ("small", "southwest"): "Foix; Pamiers; Cahors; Figeac; Millau; Libourne; Arcachon; Sarlat; Condom; Lourdes; Mende",
    (
        "small",
        "southeast",
    ): "Digne; Manosque; Privas; Annonay; Voiron; Thonon; Carpentras; Apt; Briançon; Le Puy-en-Velay",
    ("large", "london"): "London",
    ("large", "north of England"): "Manchester; Leeds; Liverpool; Sheffield; Newcastle; Bradford; Hull",
    ("large", "Midlands"): "Birmingham; Nottingham; Leicester; Coventry",
    ("large", "south of England"): "Bristol; Southampton; Portsmouth; Brighton; Plymouth; Reading",
    ("large", "Scotland"): "Glasgow; Edinburgh; Aberdeen",
    ("large", "Wales"): "Cardiff; Swansea",
    ("large", "Northern Ireland"): "Belfast",
    (
        "medium",
        "north of England",
    ): "York; Preston; Blackpool; Carlisle; Durham; Lancaster; Sunderland; Middlesbrough; Bolton",
    ("medium", "Midlands"): "Derby; Stoke-on-Trent; Wolverhampton; Northampton; Worcester; Lincoln; Shrewsbury",
    (
        "medium",
        "south of England",
    ): "Oxford; Cambridge; Norwich; Exeter; Bath; Gloucester; Ipswich; Canterbury; Swindon; Luton",
    ("medium", "Scotland"): "Dundee; Inverness; Perth; Stirling",
    ("medium", "Wales"): "Newport; Wrexham; Bangor",
}

_FRENCH = {
    "large": "grande ville",
    "medium": "ville moyenne",
    "small": "petite ville",
    "paris": "d’Île-de-France",
    "west": "de l’Ouest",
    "north": "du Nord",
    "east": "de l’Est",
    "centre": "du Centre",
    "southwest": "du Sud-Ouest",
    "southeast": "du Sud-Est",
    "overseas": "d’outre-mer",
    "london": "d’Angleterre",
    "north of England": "du nord de l’Angleterre",
    "Midlands": "du centre de l’Angleterre",
    "south of England": "du sud de l’Angleterre",
    "Scotland": "d’Écosse",
    "Wales": "du pays de Galles",
    "Northern Ireland": "d’Irlande du Nord",
}

_ENGLISH = {
    "large": "large city",
    "medium": "medium-sized town",
    "small": "small town",
    "paris": "in the Paris region",
    "west": "in the west",
    "north": "in the north",
    "east": "in the east",
    "centre": "in the centre",
    "southwest": "in the south-west",
    "southeast": "in the south-east",
    "overseas": "overseas",
    "london": "in the south of England",
    "north of England": "in the north of England",
    "Midlands": "in the Midlands",
    "south of England": "in the south of England",
    "Scotland": "in Scotland",
    "Wales": "in Wales",
    "Northern Ireland": "in Northern Ireland",
}


@cache
def _by_name() -> Mapping[str, tuple[str, str]]:
    return {fold(" ".join(town.split())): which for which, towns in _TOWNS.items() for town in towns.split(";")}


def town_in_general(name: str, language: str) -> str | None:
    """What kind of town it is and where, without brackets; None for a place that is not in the table.

    >>> town_in_general("ANGERS", "fr")
    'ville moyenne de l’Ouest'
    """
    which = _by_name().get(fold(name))
    if which is None:
        return None
    words = _ENGLISH if language == "en" else _FRENCH
    return " ".join(words[part] for part in which)
