"""The evidence of a meeting about the school: what may be told, and drafts of nothing else."""

from datetime import date

import pytest
from django.urls import reverse

from analys import regler
from analys.skolniva import underlag
from analys.skolniva.spann import litet
from tests import fabrik
from tests.kartlaggning.rundor import NYCKLAR, runda

HT = date(2026, 9, 7)
# Ten letters a pupil: the first statement yellow or red, the second red by two, the third green.
ORO, ROD, GRON = "ryg" + "g" * 7, "yrg" + "g" * 7, "ggg" + "g" * 7


@pytest.fixture
def skolan(varld, monkeypatch):
    """Two classes of twelve: on the first statement twelve have gult and six rött, on the second two have rött."""
    monkeypatch.setattr("analys.skolniva.lasning.idag", lambda: date(2026, 11, 22))
    for klass, mentor in ((varld.klass, varld.mentor), (varld.annan_klass, varld.annan_mentor)):
        klass.elever.clear()
        elever = [fabrik.elev(klass, f"Elev{n}", klass.namn) for n in range(12)]
        rader = [*[ORO] * 3, ROD, *["yyg" + "g" * 7] * 5, *[GRON] * 3]
        amnen = {(e, 0): ["FY", "KE"] if n < 6 else ["MA"] for n, e in enumerate(elever[:9])}
        runda(klass, mentor, dict(zip(elever, rader, strict=True)), datum=HT, amnen=amnen, stangd=True)
    return varld


def test_underlaget_har_det_som_far_sagas(skolan):
    grund = underlag.las(skolan.skola)
    rader = {rad["pastaende"]: rad for rad in grund.dimensionen("beteende")["rader"]}
    forsta = rader[NYCKLAR[0]]
    assert (forsta["gron"], forsta["gul"], forsta["rod"]) == (6, 12, 6)
    assert [(a["kod"], a["antal"], a["av"]) for a in forsta["amnen"]] == [("FY", 12, 24), ("KE", 12, 24), ("MA", 6, 24)]
    # Rött on the second is two: the statement is told in part only, and is no evidence.
    assert NYCKLAR[1] not in rader
    assert grund.dolda("beteende") == [grund.form.per_nyckel[NYCKLAR[1]].kort]
    assert grund.dimensionen("beteende")["kartlaggning"] == "2026-09-07"
    tal = [n for rad in rader.values() for n in (rad["gron"], rad["gul"], rad["rod"], rad["ej_bedomda"])]
    assert not any(map(litet, tal))


def test_utkasten_ar_om_det_som_far_sagas(skolan):
    grund = underlag.las(skolan.skola)
    nycklar = {u.nyckel for u in grund.utkasten}
    assert f"oro:{NYCKLAR[0]}" in nycklar
    assert f"styrka:{NYCKLAR[2]}" in nycklar
    assert not any(NYCKLAR[1] in nyckel for nyckel in nycklar)
    oro = grund.utkastet(f"oro:{NYCKLAR[0]}")
    assert oro in grund.forslag("oro", "beteende", set()).forst
    assert "18 av 24" in oro.mening


def test_for_fa_bedomda_ger_inga_utkast(skolan):
    """A third class that nobody has judged takes the share under four fifths; what is told is told all the same."""
    ny = fabrik.klass(skolan.skola, "9C", elever=20)
    runda(ny, skolan.mentor, dict.fromkeys(ny.elever.all(), " " * 10), datum=HT, stangd=True)
    grund = underlag.las(skolan.skola)
    assert grund.utkasten == []
    assert NYCKLAR[0] in grund.bild.fordelningar


def test_utan_kartlaggningar_finns_inget_underlag(varld):
    assert underlag.las(varld.skola) is None


def test_motet_visar_skolans_underlag_och_tar_med_ett_utkast(skolan, logga_in):
    """At the school level the question stands beside the school's own numbers, and a draft is taken as in a class."""
    analys = regler.planera_skola(skolan.skola, datum=date(2026, 11, 22), av=skolan.elevhalsa)
    klient = logga_in(skolan.elevhalsa)
    svar = klient.get(reverse("analys_steg", args=[analys.kod, "oro", "beteende"])).content.decode()
    assert "18 av 24" in svar
    assert "Ht 2026, 2 klasser tillsammans" in svar
    assert f"Visas inte: {underlag.las(skolan.skola).dolda('beteende')[0]}" in svar
    data = {"del": "gruppen/oro/beteende", "slag": "oro", "dimension": "beteende", "utkast": f"oro:{NYCKLAR[0]}"}
    klient.post(reverse("analys_monster_nytt", args=[analys.kod]), data)
    monster = analys.monster.get()
    assert (monster.utkast, monster.elev) == (f"oro:{NYCKLAR[0]}", None)
    assert monster.underlag["rader"][0]["gul"] == 12
