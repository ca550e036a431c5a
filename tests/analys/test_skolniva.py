"""The school's patterns as they are shown: the same suppressed numbers on the page, on paper and in the workbook."""

import random
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from analys import regler
from analys.skolniva.lasning import las
from analys.skolniva.spann import Dolt, litet
from analys.skolniva.undertryckning import Tabell, Tal, Visad
from kartlaggning.tal.termin import las_terminskod, termin_for
from kartlaggning.urval import terminstal
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Roll, idag
from tests import fabrik
from tests.kartlaggning.rundor import FORM, NYCKLAR, runda
from tests.klient import utan_nycklar

from .test_undertryckning import angrip

VT, HT = date(2026, 3, 2), date(2026, 9, 7)
# Out of ten, how many have each letter: most green, red rare in the sevens.
FARGER = {"7": "gggggggyyr", "8": "gggggyyrrr", "9": "ggggggyyyr"}


@pytest.fixture(autouse=True)
def _i_november(monkeypatch):
    """The day the numbers are read."""
    monkeypatch.setattr("analys.skolniva.lasning.idag", lambda: date(2026, 11, 22))


def slump(klass, person, datum, vikt, fro, antal=15):
    """A closed round of any colours, in which each letter of ``vikt`` is as likely."""
    lott = random.Random(f"{klass.namn}{datum}{fro}")
    if not klass.elever.exists():
        nya = [
            Elev(skola=klass.skola, fornamn=f"Förnamn{n}", efternamn=f"Efternamn{klass.namn}{n}") for n in range(antal)
        ]
        klass.elever.set(Elev.objects.bulk_create(nya))
    elever = list(klass.elever.all())
    farger = {e: "".join(lott.choice(vikt) for _ in NYCKLAR) for e in elever}
    amnen = {(e, 0): lott.sample(["BI", "FY", "KE", "MA", "SV"], lott.randint(0, 3)) for e in elever}
    return runda(klass, person, farger, datum=datum, amnen=amnen, stangd=True)


@pytest.fixture
def skolan(varld):
    """Björkskolan with a 7A, two eights and a 9A, and last term's rounds of the eights and the nine."""
    varld.klass.elever.clear()
    varld.klasser = [varld.klass, *(fabrik.klass(varld.skola, namn, varld.mentor) for namn in ("8A", "8B", "9A"))]
    for klass in varld.klasser:
        slump(klass, varld.mentor, HT, FARGER[klass.namn[0]], 1)
        if klass.namn[0] != "7":
            fjol = fabrik.klass(varld.skola, f"{klass.arskurs - 1}{klass.namn[1]}", lasar=2025, stam=klass.stam)
            fjol.elever.set(klass.elever.all(), through_defaults={"fran": VT})
            slump(fjol, varld.mentor, VT, FARGER["7"], 2)
    return varld


@pytest.fixture
def rektor(skolan, logga_in):
    return logga_in(skolan.rektor)


def adress(namn, skola, fraga=""):
    return reverse(namn, args=[skola.kod]) + fraga


class Rader(HTMLParser):
    """The rows of a page's table of årskurser: the first cell, then the others' lines."""

    def __init__(self, klass):
        super().__init__()
        self.rader, self.klass, self.i, self.text = [], klass, False, []

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.i = dict(attrs).get("class") == self.klass
        elif self.i and tag == "tr":
            self.rader.append([])
        elif self.i and tag in ("td", "th"):
            self.rader[-1].append("")

    def handle_endtag(self, tag):
        self.i = self.i and tag != "table"
        if self.i and tag in ("b", "span"):
            self.rader[-1][-1] += "|"

    def handle_data(self, data):
        if self.i and self.rader and self.rader[-1] and data.strip():
            self.rader[-1][-1] += data.strip()


def tabell(html, klass="varmetabell"):
    tolk = Rader(klass)
    tolk.feed(html)
    return [rad for rad in tolk.rader[1:] if len(rad) > 1]


def blad(klient, skola, fraga=""):
    """The workbook's sheets as rows under their heads."""
    bok = load_workbook(BytesIO(klient.get(adress("skolniva_xlsx", skola, fraga)).content))
    return {b.title: [[c.value for c in rad] for rad in b.iter_rows()] for b in bok.worksheets}


def ur_blad(varde):
    return Dolt(varde) if isinstance(varde, str) else varde


# --- The numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("termin", ["2026ht", "2026vt"])
def test_av_arbetsboken_gar_inget_litet_tal_att_rakna_ut(skolan, rektor, termin):
    """The attacker has the whole workbook; what it holds is true, and no number under five can be told from it."""
    rader = blad(rektor, skolan.skola, f"?termin={termin}")["Årskurser"][1:]
    visat = {}
    for arskurs, _, text, *tal in rader:
        visat.setdefault(arskurs, {})[text] = Visad(*map(ur_blad, tal))
    skolans = terminstal.las(skolan.skola)
    sant = {
        f"åk {a}": {nyckel: Tal(*farger[:3]) for nyckel, farger in del_.farger.items()}
        for a, del_ in skolans.arskurser(las_terminskod(termin)).items()
    }
    for p in FORM.pastaenden:
        tabellen = Tabell(
            tuple(sant),
            (),
            {(g, p.nyckel): visat[g][p.text] for g in sant},
            {p.nyckel: visat["hela skolan"][p.text]},
            None,
            None,
        )
        angrip(sant, tabellen, p.nyckel)
    tal = [v for rad in rader for v in rad[3:]]
    assert not any(litet(v) for v in tal if isinstance(v, int))
    assert "färre än 5" in tal


def som_cell(rad):
    """What a cell of the page says of the workbook's row, written another way."""
    n, _, _, rod, ihop = rad
    if isinstance(ihop, str):
        return [ihop, f"av {n}"]
    procent = (Decimal(100 * ihop) / n).to_integral_value(ROUND_HALF_UP)
    return [f"{procent}\N{NO-BREAK SPACE}%", f"{ihop} av {n}", *([f"rött {rod}"] if ihop else [])]


@pytest.mark.parametrize("sida", ["skolniva", "skolniva_utskrift"])
def test_sidan_och_papperet_sager_det_som_arbetsboken_sager(skolan, rektor, sida):
    html = rektor.get(adress(sida, skolan.skola)).content.decode()
    bok = blad(rektor, skolan.skola)["Årskurser"][1:]
    grupper = ["hela skolan", "åk 7", "åk 8", "åk 9"]
    per_grupp = {g: [rad[3:] for rad in bok if rad[0] == g] for g in grupper}
    rader = tabell(html)
    assert len(rader) == len(FORM.pastaenden)
    for nr, rad in enumerate(rader):
        for cell, grupp in zip(rad[1:], grupper, strict=True):
            assert cell.split("|")[:-1] == som_cell(per_grupp[grupp][nr])


def test_pdf_blir_till_och_loggas(skolan, rektor):
    svar = rektor.get(adress("skolniva_pdf", skolan.skola))
    assert svar.content.startswith(b"%PDF-")
    handelse = Handelse.objects.latest("id")
    assert (handelse.handling, handelse.text) == ("skrev_ut", "mönster på skolnivå (PDF)")


def test_varje_uttag_loggas_med_namn(skolan, rektor):
    for namn in ("skolniva", "skolniva_utskrift", "skolniva_xlsx"):
        rektor.get(adress(namn, skolan.skola))
    rader = Handelse.objects.order_by("id").values_list("vem_namn", "handling", "text", "objekt_kod")
    assert list(rader)[-3:] == [
        ("Rut Rektor", "laste", "mönster på skolnivå", skolan.skola.kod),
        ("Rut Rektor", "skrev_ut", "mönster på skolnivå", skolan.skola.kod),
        ("Rut Rektor", "exporterade", "mönster på skolnivå (Excel)", skolan.skola.kod),
    ]


def test_inga_namn_pa_elever_eller_klasser(skolan, rektor):
    for namn in ("skolniva", "skolniva_utskrift"):
        html = utan_nycklar(rektor.get(adress(namn, skolan.skola)))
        assert "Förnamn" not in html
        assert not re.search(r"\b[789][AB]\b", html)
    assert not any("7A" in str(v) for b in blad(rektor, skolan.skola).values() for rad in b for v in rad)


# --- What is chosen --------------------------------------------------------------------------------------------------


def test_terminen_och_arskursen_valjs(skolan, rektor):
    html = rektor.get(adress("skolniva", skolan.skola)).content.decode()
    assert '<a href="?termin=2026ht" aria-current="page">Ht 2026</a>' in html
    assert '<a href="?termin=2026ht&amp;arskurs=8#pastaenden">Åk 8</a>' in html
    assert "Påstående för påstående, hela skolan" in html
    html = rektor.get(adress("skolniva", skolan.skola, "?termin=2026vt&arskurs=7")).content.decode()
    assert "Påstående för påstående, åk 7" in html
    assert '<a href="?termin=2026vt&amp;arskurs=7" aria-current="page">Vt 2026</a>' in html
    assert [rad[0] for rad in tabell(html)] == [f"{n}.|{p.kort}" for n, p in enumerate(FORM.pastaenden, start=1)]


@pytest.mark.parametrize("fraga", ["?termin=1999ht", "?termin=fel", "?arskurs=4", "?arskurs=utan", "?arskurs=٣"])
def test_det_som_inte_finns_ger_hela_skolan_den_senaste_terminen(skolan, rektor, fraga):
    html = rektor.get(adress("skolniva", skolan.skola, fraga)).content.decode()
    assert '<a href="?termin=2026ht" aria-current="page">Ht 2026</a>' in html
    assert "Påstående för påstående, hela skolan" in html


def test_klasser_utan_arskurs_star_for_sig(skolan, rektor):
    utan = fabrik.klass(skolan.skola, "Språkval", skolan.mentor)
    slump(utan, skolan.mentor, HT, FARGER["8"], 1)
    html = rektor.get(adress("skolniva", skolan.skola, "?arskurs=utan")).content.decode()
    assert '<th scope="col">Utan årskurs</th></tr>' in html
    assert "Påstående för påstående, utan årskurs" in html


def test_en_arskurs_med_for_fa_elever_visas_inte_och_raknas_inte(skolan, rektor):
    fore = las(skolan.skola).tabell.hela
    liten = fabrik.klass(skolan.skola, "6A", skolan.mentor)
    slump(liten, skolan.mentor, HT, "r", 1, antal=4)
    html = rektor.get(adress("skolniva", skolan.skola)).content.decode()
    assert "Åk 6 har färre än fem elever." in html
    assert {rad[2] for rad in tabell(html)} == {"för få elever|"}
    assert "arskurs=6" not in html
    assert las(skolan.skola).tabell.hela == fore
    assert {tuple(rad[3:]) for rad in blad(rektor, skolan.skola)["Årskurser"] if rad[0] == "åk 6"} == {
        ("för få elever",) * 5
    }


def test_den_som_far_skydd_forsvinner_ur_alla_tal(skolan):
    fore = las(skolan.skola)
    elev = skolan.klass.elever.first()
    elev.skyddad = True
    elev.save()
    efter = las(skolan.skola)
    assert {fore.tabell.hela[n].bedomda - efter.tabell.hela[n].bedomda for n in NYCKLAR} == {1}


def test_tidigare_terminer_och_samma_elever(skolan, rektor):
    bild = las(skolan.skola)
    assert (bild.terminer, bild.klasser, bild.jamforda) == ([4052, 4053], 4, 3)
    html = rektor.get(adress("skolniva", skolan.skola)).content.decode()
    rader = tabell(html, "varmetabell terminstabell")
    assert len(rader) == len(NYCKLAR)
    assert "(3 av 4 klasser)" in html
    for rad, nyckel in zip(rader, NYCKLAR, strict=True):
        r = bild.rorelser[nyckel]
        assert ("visas inte" if r is None else f"{r.battre} bättre, {r.samre} sämre") in rad[-1]
    assert any(bild.rorelser.values())
    en_arskurs = rektor.get(adress("skolniva", skolan.skola, "?arskurs=8")).content.decode()
    assert "Det är inte samma elever" in en_arskurs
    assert "Samma elever sedan" not in en_arskurs


def test_aldre_an_tre_lasar_visas_inte(skolan, monkeypatch):
    monkeypatch.setattr("analys.skolniva.lasning.idag", lambda: date(2029, 2, 22))
    assert las(skolan.skola).terminer == [4053]
    monkeypatch.setattr("analys.skolniva.lasning.idag", lambda: date(2029, 11, 22))
    assert las(skolan.skola) is None


# --- The page around it ----------------------------------------------------------------------------------------------


def test_utan_kartlaggningar_sags_det(varld, logga_in):
    klient = logga_in(varld.elevhalsa)
    svar = klient.get(adress("skolniva", varld.skola))
    assert "Ingen kartläggning är stängd än" in svar.content.decode()
    for namn in ("skolniva_utskrift", "skolniva_pdf", "skolniva_xlsx"):
        assert klient.get(adress(namn, varld.skola)).url == adress("skolniva", varld.skola)


def test_analysen_planeras_harifran_och_nas_nar_den_finns(skolan, logga_in):
    klient = logga_in(skolan.elevhalsa)
    html = klient.get(adress("skolniva", skolan.skola)).content.decode()
    assert f'href="{adress("analys_planera_skola", skolan.skola)}"' in html
    analys = regler.planera_skola(skolan.skola, datum=idag(), av=skolan.elevhalsa)
    html = klient.get(adress("skolniva", skolan.skola)).content.decode()
    assert f'href="{reverse("analys", args=[analys.kod])}"' in html
    assert adress("analys_planera_skola", skolan.skola) not in html


def test_elevhalsan_ser_detsamma_som_rektorn(skolan, logga_in):
    sidor = [utan_nycklar(logga_in(p).get(adress("skolniva", skolan.skola))) for p in (skolan.rektor, skolan.elevhalsa)]
    assert tabell(sidor[0]) == tabell(sidor[1])


def test_lika_manga_fragor_for_en_klass_och_for_fyra(skolan, rektor, logga_in):
    granne = fabrik.personal("Gro Granne", skolan.granne, Roll.REKTOR)
    slump(skolan.granneklass, skolan.utanfor, HT, FARGER["8"], 1)

    def fragor(klient, skola):
        klient.get(adress("skolniva", skola))
        with CaptureQueriesContext(connection) as fangade:
            klient.get(adress("skolniva", skola))
        return len(fangade)

    assert fragor(logga_in(granne), skolan.granne) == fragor(rektor, skolan.skola) == 9


def test_nyss_stangda_galler_den_termin_som_pagar():
    assert las_terminskod("2026ht") == termin_for(date(2026, 11, 22))
