"""The drafts about one pupil: what is said, for which reasons, and in which order."""

import pytest

from analys import utkast
from analys.utkast import Elevbild
from kartlaggning.tal.avvikelse import Bedomning, jamfor_med_klassen

from .elevbilder import BLOCK, DAG, GEMENSAMMA, NU, bild
from .omrakning import GRON, GUL, ROD
from .omrakning_elev import FORM, Eleven

NO = ("BI", "FY", "KE")


def meningar(eleven: Eleven, *, ser_klassen: bool = True) -> dict[str, str]:
    return {u.nyckel: u.mening for u in utkast.elevens(bild(eleven, ser_klassen=ser_klassen))}


def klassen(p: str, gront: int = 0, gult: int = 0, rott: int = 0, ej: int = 0) -> list[dict[str, int]]:
    """The others' colours on one statement."""
    return [{p: farg} for farg in [GRON] * gront + [GUL] * gult + [ROD] * rott + [0] * ej]


# --- What is said ---


@pytest.mark.parametrize(
    ("eleven", "vantat"),
    [
        (Eleven({}), {}),
        (Eleven({"kognitiv-2": GUL}), {}),
        (
            Eleven({"kognitiv-2": ROD}),
            {"oro:kognitiv-2": "Eleven har inte fungerande inlärningsstrategier."},
        ),
        (
            Eleven({"beteende-2": GRON}),
            {"styrka:beteende-2": "Eleven interagerar med andra elever i undervisningen."},
        ),
        # Beside the group, the pupil not counted.
        (
            Eleven({"kognitiv-2": GUL}, andra=klassen("kognitiv-2", 18, 4, 2, 1)),
            {"oro:kognitiv-2": "Eleven har bara delvis fungerande inlärningsstrategier; det avviker från gruppen."},
        ),
        (Eleven({"kognitiv-2": GUL}, andra=klassen("kognitiv-2", 12, 12)), {}),
        (Eleven({"kognitiv-2": GUL}, andra=klassen("kognitiv-2", 4, ej=20)), {}),
        (
            Eleven({"kognitiv-2": ROD}, andra=klassen("kognitiv-2", 4)),
            {"oro:kognitiv-2": "Eleven har inte fungerande inlärningsstrategier."},
        ),
        (
            Eleven({"kognitiv-2": GRON}, andra=klassen("kognitiv-2", 4, 10, 2)),
            {"styrka:kognitiv-2": "Eleven har fungerande inlärningsstrategier; det avviker från gruppen."},
        ),
        # Statements that rate the school: the school's, also in gult, and nothing of *ej aktuellt*.
        (
            Eleven({"akademisk-5": GUL, "kognitiv-6": ROD, "affektiv-6": GRON}),
            {
                "oro:akademisk-5": "Skolan har bara delvis gett eleven extra anpassningar och/eller särskilt stöd"
                " utifrån elevens behov.",
                "oro:kognitiv-6": "Skolan har inte erbjudit eleven en utbildning som eleven kan känna som värdefull och"
                " meningsfull.",
                "styrka:affektiv-6": "Skolan har aktivt arbetat med att stödja elevens mående och känsla av"
                " sammanhang.",
            },
        ),
        (Eleven({"akademisk-5": 4}), {}),
        # Change between dates.
        (
            Eleven({"akademisk-1": GUL}, {"akademisk-1": GRON}),
            {
                "oro:akademisk-1": "Eleven har bara delvis förväntad progression i sitt lärande; från grönt till gult"
                " sedan 12 maj 2026."
            },
        ),
        (
            Eleven({"akademisk-1": GUL}, {"akademisk-1": ROD}),
            {"styrka:akademisk-1": "Eleven har gått från rött till gult på förväntad progression sedan 12 maj 2026."},
        ),
        (
            Eleven({"akademisk-5": GRON}, {"akademisk-5": 4}),
            {
                "styrka:akademisk-5": "Skolan har gett eleven extra anpassningar och/eller särskilt stöd utifrån"
                " elevens behov."
            },
        ),
        # Several yellow, none of which stands out by itself.
        (
            Eleven({"beteende-2": GUL, "beteende-3": GUL, "beteende-4": GRON, "akademisk-1": GUL}),
            {
                "oro:gult:beteende": "Eleven har gult på 2 av 3 bedömda påståenden i den beteendemässiga dimensionen"
                " (Interagerar med andra, Inga konflikter med elever).",
                "styrka:beteende-4": "Eleven saknar konfliktfyllda relationer med pedagoger eller annan skolpersonal.",
            },
        ),
        # Subjects, whole blocks first, and those that recur.
        (
            Eleven(
                {"beteende-1": ROD, "akademisk-2": ROD, "akademisk-1": ROD},
                amnen={"beteende-1": ("FY", "BL", "KE", "BI"), "akademisk-2": ("KE", "FY"), "akademisk-1": ("MA",)},
                block=BLOCK,
            ),
            {
                "oro:beteende-1": "Eleven har rött på närvaro; gäller samtliga tre NO-ämnen (BI, FY, KE) samt BL.",
                "oro:akademisk-1": "Eleven har inte förväntad progression i sitt lärande; gäller MA.",
                "oro:akademisk-2": "Eleven når inte målen för E i alla ämnen; gäller KE och FY.",
                "oro:amnen": "Samma ämnen är angivna för närvaro och för målen för E i alla ämnen: FY och KE.",
            },
        ),
        (
            Eleven({"beteende-1": ROD, "akademisk-2": GRON}, amnen={"beteende-1": ("FY",), "akademisk-2": ("FY",)}),
            {
                "oro:beteende-1": "Eleven har rött på närvaro; gäller FY.",
                "styrka:akademisk-2": "Eleven når målen för E i alla ämnen.",
            },
        ),
    ],
)
def test_what_is_proposed_of_a_pupil(eleven, vantat):
    assert meningar(eleven) == vantat


def test_all_reasons_in_one_sentence():
    eleven = Eleven(
        {"beteende-1": ROD},
        {"beteende-1": GUL},
        klassen("beteende-1", 20, 2, 1),
        {"beteende-1": (*NO, *BLOCK["SO"])},
        BLOCK,
    )
    (draft,) = utkast.elevens(bild(eleven))
    assert draft.mening == (
        "Eleven har rött på närvaro; gäller samtliga tre NO-ämnen (BI, FY, KE) och samtliga fyra SO-ämnen"
        " (GE, HI, RE, SH); det avviker från gruppen; från gult till rött sedan 12 maj 2026."
    )
    assert draft.underlag == {
        "dag": "2026-11-22",
        "kartlaggning": "2026-11-20",
        "sedan": "2026-05-12",
        "mening": draft.mening,
        "rader": [
            {
                "pastaende": "beteende-1",
                "farg": 3,
                "datum": "2026-11-20",
                "avviker": True,
                "andra": {"gron": 20, "gul": 2, "rod": 1, "ej_bedomda": 0},
                "amnen": [*NO, *BLOCK["SO"]],
                "fran": 2,
            }
        ],
    }


def test_a_later_class_round_goes_before_the_form():
    """The row beside the class holds the latest colour of either level; the movement led to another one."""
    eleven = Eleven({"kognitiv-2": GUL}, {"kognitiv-2": ROD})
    b = bild(eleven)
    rader = jamfor_med_klassen(GEMENSAMMA, {"kognitiv-2": Bedomning(GRON, DAG, True)}, {})
    utkasten = utkast.elevens(Elevbild(FORM, DAG, NU, b.bedomningar, rader, True, utveckling=b.utveckling))
    assert [u.mening for u in utkasten] == ["Eleven har fungerande inlärningsstrategier."]
    assert utkasten[0].underlag["rader"] == [
        {"pastaende": "kognitiv-2", "farg": 1, "datum": "2026-11-22", "avviker": False}
    ]


def test_the_strongest_reason_first():
    beteende = {"beteende-1": ROD, "beteende-2": GUL, "beteende-3": GUL, "beteende-4": ROD}
    kognitiv = {f"kognitiv-{n}": GRON for n in range(1, 6)} | {"kognitiv-6": GUL}
    andra = [{"beteende-4": GRON, "beteende-3": GRON, "kognitiv-2": ROD}] * 6
    fore = {"kognitiv-4": GUL, "beteende-2": GRON}
    utkasten = utkast.elevens(bild(Eleven(beteende | kognitiv, fore, andra)))
    assert [u.nyckel for u in utkasten] == [
        "oro:beteende-4",
        "oro:beteende-1",
        "oro:beteende-3",
        "oro:beteende-2",
        "oro:kognitiv-6",
        "styrka:kognitiv-2",
        "styrka:kognitiv-4",
        "styrka:kognitiv-1",
        "styrka:kognitiv-3",
        "styrka:kognitiv-5",
    ]
    lista = utkast.lista(utkasten, "kognitiv", utkast.STYRKA)
    assert [u.nyckel for u in lista.forst] == [f"styrka:kognitiv-{n}" for n in (2, 4, 1, 3)]
    assert [u.nyckel for u in lista.fler] == ["styrka:kognitiv-5"]


def test_all_of_the_dimension_is_the_evidence_of_a_pattern_without_a_draft():
    eleven = Eleven({"akademisk-1": ROD, "akademisk-5": 4}, andra=klassen("akademisk-1", 5))
    rader = utkast.elevens_underlag(bild(eleven), "akademisk")["rader"]
    assert rader == [
        {
            "pastaende": "akademisk-1",
            "farg": 3,
            "datum": "2026-11-20",
            "avviker": True,
            "andra": {"gron": 5, "gul": 0, "rod": 0, "ej_bedomda": 0},
        },
        {"pastaende": "akademisk-2", "farg": 0, "datum": None, "avviker": False},
        {"pastaende": "akademisk-3", "farg": 0, "datum": None, "avviker": False},
        {"pastaende": "akademisk-4", "farg": 0, "datum": None, "avviker": False},
        {"pastaende": "akademisk-5", "farg": 4, "datum": "2026-11-20", "avviker": False},
    ]
    with pytest.raises(KeyError):
        utkast.elevens_underlag(bild(eleven), "social")


def test_without_a_class_or_an_earlier_date_only_the_colours_speak():
    b = Elevbild(FORM, DAG, None, {"kognitiv-2": Bedomning(ROD, NU, False)})
    (draft,) = utkast.elevens(b)
    assert draft.mening == "Eleven har inte fungerande inlärningsstrategier."
    assert draft.underlag["kartlaggning"] is None
