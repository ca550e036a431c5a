"""What the bench prints, and when a goal counts as reached."""

import pytest

from bench.mattal import Mattal
from bench.rapport import Utfall, mal, mal_skolor, mal_tangent, malen, matt
from bench.tabell import tabell, tal


def utfall(skolor: int = 1, **andra: Mattal) -> Utfall:
    """Figures that reach every goal exactly, but for those given."""
    namn = {
        "golv": Mattal(100, 2.0, 3.0, 3),
        "rutnat": Mattal(100, 5.0, 6.0, 10),
        "forsta": Mattal(100, 5.5, 6.0, 11),
        "en": Mattal(100, 3.5, 4.0, 9),
        "trettio": Mattal(100, 4.0, 5.0, 9),
        "nytt": Mattal(100, 2.0, 3.0, 5),
        "summa": Mattal(100, 6.0, 7.0, 9),
        "formular": Mattal(100, 5.0, 6.0, 12),
        "elev": Mattal(100, 6.0, 7.0, 18),
        "skolniva": Mattal(100, 6.0, 7.0, 11),
        "motet": Mattal(100, 6.0, 7.0, 14),
        "faktorer": Mattal(100, 6.0, 7.0, 9),
        "motets_elev": Mattal(100, 6.0, 7.0, 25),
        "dagordning": Mattal(100, 6.0, 7.0, 15),
        "motet_nytt": Mattal(100, 2.0, 3.0, 5),
        "plan": Mattal(100, 6.0, 7.0, 14),
        "plansteg": Mattal(100, 6.0, 7.0, 14),
        "rektors_start": Mattal(100, 6.0, 7.0, 12),
        "klasserna": Mattal(100, 40.0, 50.0, 21),
        "planer": Mattal(100, 10.0, 12.0, 7),
        "pdf": Mattal(10, 460.0, 500.0, 9),
        "weasyprint": Mattal(10, 400.0, 450.0, 0),
        "inlasning": Mattal(10, 1000.0, 1100.0, 20),
    }
    return Utfall("SQLite 3", skolor, namn | andra)


def test_tal_pa_svenska():
    assert (tal(1.005, 1), tal(12), tal(0.126)) == ("1,0", "12,00", "0,13")


def test_tabellens_kolumner_star_under_varandra():
    assert tabell(["", "n"], [["kort", "1"], ["mycket längre", "1000"]]).splitlines() == [
        "                  n",
        "-------------  ----",
        "kort              1",
        "mycket längre  1000",
    ]


def test_en_rad_med_fel_antal_celler_ar_ett_fel():
    with pytest.raises(ValueError, match="zip"):
        tabell(["", "n"], [["ensam"]])


def test_alla_mal_nas_precis():
    assert [m.vad for m in mal(utfall()) if not m.natt] == []


@pytest.mark.parametrize(
    ("namn", "matt_", "vad"),
    [
        ("rutnat", Mattal(100, 5.01, 6.0, 10), "rutnätet mot golvet"),
        ("rutnat", Mattal(100, 5.0, 6.0, 11), "rutnätets frågor"),
        ("trettio", Mattal(100, 4.01, 5.0, 9), "trettio markeringar mot golvet"),
        ("trettio", Mattal(100, 4.0, 5.0, 10), "frågor för 1 och 30 markeringar"),
        ("summa", Mattal(100, 6.01, 7.0, 9), "sammanställningen mot golvet"),
        ("formular", Mattal(100, 5.01, 6.0, 12), "elevens formulär mot golvet"),
        ("elev", Mattal(100, 6.01, 7.0, 18), "elevens sida mot golvet"),
        ("skolniva", Mattal(100, 6.01, 7.0, 11), "skolans mönster mot golvet"),
        ("motet", Mattal(100, 6.01, 7.0, 14), "mötets sida mot golvet"),
        ("faktorer", Mattal(100, 6.01, 7.0, 9), "mötets faktorer mot golvet"),
        ("motets_elev", Mattal(100, 6.01, 7.0, 25), "mötets elev mot golvet"),
        ("dagordning", Mattal(100, 6.01, 7.0, 15), "mötets dagordning mot golvet"),
        ("plan", Mattal(100, 6.01, 7.0, 14), "planens sida mot golvet"),
        ("plansteg", Mattal(100, 6.01, 7.0, 14), "planens steg mot golvet"),
        ("rektors_start", Mattal(100, 6.01, 7.0, 12), "rektors startsida mot golvet"),
        ("klasserna", Mattal(100, 40.01, 50.0, 21), "skolans klasser mot golvet"),
        ("planer", Mattal(100, 10.01, 12.0, 7), "listan över planer mot golvet"),
        ("pdf", Mattal(10, 460.1, 500.0, 9), "klassens PDF mot WeasyPrint ensamt"),
        ("inlasning", Mattal(10, 1000.1, 1100.0, 20), "färgad arbetsbok till granskning"),
    ],
)
def test_ett_missat_mal_sags(namn, matt_, vad):
    assert [m.vad for m in mal(utfall(**{namn: matt_})) if not m.natt] == [vad]


def test_tvahundra_skolor_jamfors_sida_for_sida_med_en():
    langsam = utfall(200, rutnat=Mattal(100, 6.01, 7.0, 10), trettio=Mattal(100, 4.8, 5.0, 9))
    missade = [m for m in mal_skolor(utfall(), langsam) if not m.natt]
    assert [(m.vad, m.varde) for m in missade] == [("rutnätet, 30 × 10 ifyllt: 200 skolor mot en", "1,20")]


def test_tangenten_raknas_pa_medianen():
    assert mal_tangent(Mattal(90, 50.0, 90.0)).natt
    assert not mal_tangent(Mattal(90, 50.1, 60.0)).natt


def test_tabellen_jamfor_pdf_med_weasyprint_och_resten_med_golvet():
    rubrik, _, _, *rader = matt(utfall()).splitlines()
    assert rubrik == "SQLite 3, en skola"
    kvoter = [rad.split()[-1] for rad in rader]
    assert kvoter == [
        "1,00",
        "2,50",
        "2,75",
        "1,75",
        "2,00",
        "1,00",
        "3,00",
        "2,50",
        "3,00",
        "3,00",
        "3,00",
        "3,00",
        "3,00",
        "3,00",
        "1,00",
        "3,00",
        "3,00",
        "3,00",
        "20,00",
        "5,00",
        "1,15",
        "1,00",
        "500,00",
    ]
    assert utfall(200).rubrik == "SQLite 3, 200 skolor"


def test_malen_raknas_och_det_missade_syns():
    text = malen([mal_tangent(Mattal(90, 20.0, 30.0)), mal_tangent(Mattal(90, 51.0, 60.0))])
    assert text.startswith("Mål: 1 av 2 nådda\n")
    assert [rad.split()[-1] for rad in text.splitlines()[3:]] == ["ja", "NEJ"]
