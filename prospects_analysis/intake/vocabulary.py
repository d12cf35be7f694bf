"""Words that people type into cells, in the nine languages of the PROSPECTS partners.

They belong to no questionnaire: a cell that says "unknown" holds no answer in any network. Words
for "not applicable" are answers, and stand with the framework.
"""

from __future__ import annotations

from types import MappingProxyType

NO_ANSWER = frozenset(
    {
        # en, and abbreviations that several languages share
        *(
            "n.d.",
            "n.d",
            "nd",
            "n/d",
            "n.a.",
            "n.a",
            "n.c.",
            "nc",
            "n.r.",
            "nr",
            "nsp",
            "tbc",
            "tbd",
        ),
        *("not available", "no answer", "not answered", "unknown", "don't know", "do not know"),
        *("no data", "to be completed", "to do"),
        # fr
        *("non disponible", "sans réponse", "inconnu", "ne sait pas", "je ne sais pas"),
        *("à compléter", "à voir", "non renseigné"),
        # nl
        *("onbekend", "weet niet", "weet ik niet", "niet beschikbaar", "geen antwoord", "n.b."),
        *("nog in te vullen", "geen gegevens"),
        # cs
        *("nevím", "neznámé", "není k dispozici", "bez odpovědi", "neuvedeno", "doplnit", "neuv."),
        # hu
        *("nem tudom", "nem tudjuk", "ismeretlen", "nincs adat", "nincs válasz", "nem ismert"),
        *("kitöltendő", "nem áll rendelkezésre"),
        # pl
        *("nie wiem", "nieznane", "brak danych", "b.d.", "b/d", "bd", "brak odpowiedzi"),
        *("niedostępne", "do uzupełnienia"),
        # sl
        *("ne vem", "ne vemo", "neznano", "ni podatka", "ni na voljo", "brez odgovora"),
        *("ni podatkov", "ni znano"),
        # es
        *("no sabe", "no sé", "ns/nc", "ns", "no disponible", "sin respuesta", "desconocido"),
        *("sin datos", "no contesta", "por completar", "pendiente"),
        # de
        *("unbekannt", "weiß nicht", "weiss nicht", "keine angabe", "k.a.", "k. a.", "ka"),
        *("nicht verfügbar", "keine antwort", "nicht bekannt", "keine daten", "offen"),
    }
)
"""Words that say "no answer", lower case: read as NA they would inflate the coverage."""

NO_EVIDENCE = frozenset(
    {
        *("0", "no", "none", "nothing", "non", "aucun", "aucune", "néant", "rien", "sans"),
        *("nee", "geen", "niets", "ne", "není", "žádné", "žádný", "žádná", "nic"),
        *("nem", "nincs", "semmi", "nie", "brak", "nie ma", "żadne", "nic"),
        *("ni", "ga ni", "nič", "brez", "nobeno", "no hay", "ninguno", "ninguna", "nada"),
        *("nein", "keine", "keiner", "keines", "nichts", "ohne"),
    }
)
"""Words that say in the box for evidence that there is none, lower case."""

BETWEEN = ("à", "or", "ou", "to", "et", "and", "of", "tot", "en", "až", "nebo", "a", "és", "vagy",
           "do", "lub", "i", "ali", "in", "o", "y", "bis", "oder", "und")  # fmt: skip
"""Words that people put between two levels where one was asked for."""

OUT_OF = ("sur", "out of", "of", "van de", "van", "z", "ze", "od", "de", "von")
"""Words between a score and the highest one, as in "4 of 5"."""

_MONTHS = (
    "january janvier januari leden ledna január styczeń stycznia januar januarja enero jänner",
    "february février februari únor února február luty lutego februar februarja febrero feber",
    "march mars maart březen března március marzec marca marec marzo märz",
    "april avril duben dubna április kwiecień kwietnia aprila abril",
    "may mai mei květen května május maj maja mayo",
    "june juin juni červen června június czerwiec czerwca junij junija junio",
    "july juillet juli červenec července július lipiec lipca julij julija julio",
    "august août augustus srpen srpna augusztus sierpień sierpnia avgust avgusta agosto",
    "september septembre září szeptember wrzesień września septembra septiembre",
    "october octobre oktober říjen října október październik października oktobra octubre",
    "november novembre listopad listopadu listopada novembra noviembre",
    "december décembre prosinec prosince grudzień grudnia decembra diciembre dezember",
)
MONTHS = MappingProxyType(
    {name: month for month, names in enumerate(_MONTHS, start=1) for name in names.split()}
)
"""Number of each month by its names, lower case, as they stand in a date."""
