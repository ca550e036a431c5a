"""Which subjects and blocks a draft about a class names, and how."""

import pytest

from analys import utkast

from .klassbilder import KRAV, bild
from .omrakning import GRON, GUL, ROD, Klassen, prova_om_klassen

NO = ("BI", "FY", "KE")


def i_amnen(antal: dict[tuple[str, ...], int], *, roda: int = 0, gron: int = 14, pastaende: str = "beteende-1") -> str:
    """The sentence about a class with ``gron`` green, and one with gult (``roda``: rött) for each pupil's subjects."""
    rader = [koder for koder, n in antal.items() for _ in range(n)]
    farger = [GRON] * gron + [ROD] * roda + [GUL] * (len(rader) - roda)
    amnen = [{}] * gron + [{pastaende: koder} for koder in rader]
    klassen = Klassen([{pastaende: farg} for farg in farger], amnen)
    (mening,) = [u.mening for u in utkast.klassens(bild(klassen), KRAV)]
    prova_om_klassen(mening, klassen)
    return mening.split(" på närvaro", 1)[1]


@pytest.mark.parametrize(
    ("antal", "slut"),
    [
        # Most first; among as many, by name.
        ({("FY", "KE"): 5, ("FY", "BI"): 4, ("MA",): 2, ("BI", "KE"): 3}, "; flest i FY, KE och BI."),
        ({("FY",): 9, ("KE",): 5}, "; flest i FY och KE."),
        ({("MA",): 14}, "; flest i MA."),
        # As few pupils as make no pattern, and less than half of the first, are not named.
        ({("MA",): 2, ("FY",): 2, (): 10}, "."),
        ({("MA",): 10, ("FY",): 4}, "; flest i MA."),
        ({("MA",): 9, ("FY",): 5}, "; flest i MA och FY."),
        # Some of several with as many are never named.
        ({("MA",): 6, ("FY", "SL", "EN"): 4, (): 4}, "; flest i MA; 4 utan angivet ämne."),
        ({("MA", "FY", "SL", "EN"): 14}, "."),
        # A block that carries the pattern.
        ({NO: 14}, "; alla 14 i samtliga tre NO-ämnen (BI, FY, KE)."),
        ({NO: 7, ("FY",): 7}, "; 7 av de 14 i samtliga tre NO-ämnen (BI, FY, KE)."),
        ({NO: 6, ("FY",): 8}, "; flest i FY."),
        ({NO: 6, ("FY",): 4, ("KE", "BI"): 4}, "; flest i BI, FY och KE."),
        ({NO: 8, ("MA",): 6}, "; 8 av de 14 i samtliga tre NO-ämnen (BI, FY, KE)."),
        (
            {(*NO, "MA"): 8, ("MA",): 6},
            "; 8 av de 14 i samtliga tre NO-ämnen (BI, FY, KE); flest i MA.",
        ),
        # What is said of the whole block is not said of some of it too.
        (
            {(*NO, "MA"): 8, ("BI", "MA"): 1, ("FY", "MA"): 1, ("KE", "MA"): 1, ("MA",): 5},
            "; 8 av de 16 i samtliga tre NO-ämnen (BI, FY, KE); flest i MA.",
        ),
        # Different pupils have different subjects of the block.
        (
            {("MA",): 5, ("BI",): 2, ("FY",): 2, ("KE",): 3, (): 2},
            "; flest i MA och KE; 2 utan angivet ämne.",
        ),
        (
            {("MA",): 6, ("BI",): 2, ("FY",): 2, ("KE", "MA"): 2, ("BI", "FY"): 1, (): 1},
            "; flest i MA; 7 av de 14 i något NO-ämne (BI, FY eller KE); 1 utan angivet ämne.",
        ),
        (
            {("MA", "BI"): 2, ("MA", "FY"): 3, ("MA", "KE"): 3, ("MA",): 6},
            "; flest i MA; 8 av de 14 i något NO-ämne (BI, FY eller KE).",
        ),
    ],
)
def test_the_subjects_in_the_sentence(antal, slut):
    assert i_amnen(antal) == slut


def test_the_sentence_of_the_issue():
    klassen = Klassen(
        [{"beteende-1": farg} for farg in [GRON] * 14 + [GUL] * 9 + [ROD] * 5],
        [{}] * 14 + [{"beteende-1": k} for k in [NO] * 4 + [("FY", "KE")] * 4 + [("FY", "BI")] * 3 + [("FY",)] * 3],
    )
    (draft,) = utkast.klassens(bild(klassen), KRAV)
    assert draft.mening == "Hälften av eleverna, 14 av 28, har gult eller rött på närvaro; flest i FY, KE och BI."
    assert (draft.nyckel, draft.slag, draft.dimension) == ("oro:beteende-1", "oro", "beteende")
    assert draft.underlag == {
        "dag": "2026-11-22",
        "kartlaggning": "2026-11-20",
        "mening": draft.mening,
        "rader": [
            {
                "pastaende": "beteende-1",
                "gron": 14,
                "gul": 9,
                "rod": 5,
                "ej_bedomda": 0,
                "samlat": 0,
                "amnen": [
                    {"kod": "FY", "namn": "Fysik", "antal": 14, "av": 28},
                    {"kod": "KE", "namn": "Kemi", "antal": 8, "av": 28},
                    {"kod": "BI", "namn": "Biologi", "antal": 7, "av": 28},
                ],
                "block": [{"namn": "NO", "koder": ["BI", "FY", "KE"], "nagot": 14, "alla": 4, "av": 28}],
                "utan": 0,
            }
        ],
    }


def test_subjects_beside_red_alone_are_of_all_with_yellow_or_red():
    sagt = "; 9 av 29 har gult eller rött; 6 av de 9 i samtliga tre NO-ämnen (BI, FY, KE); 3 utan angivet ämne."
    assert i_amnen({NO: 6, (): 3}, roda=7, gron=20) == sagt
