"""Notes: saved as one writes, two writers, questions before personal data, earlier texts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kartlaggning import anteckningar, regler
from kartlaggning.models import Anteckning
from skolanknytning import skrivet
from skolanknytning.skola import personuppgifter
from skolanknytning.skola.models import idag


@pytest.fixture
def runda(varld):
    return regler.starta(varld.klass, av=varld.mentor, datum=idag())


def spara(runda, text, ersatter, av, **mer):
    return anteckningar.spara(runda, "reflektion", text, ersatter=ersatter, av=av, **mer)


def test_kollegans_text_skrivs_inte_over(varld, runda):
    spara(runda, "Lugnare nu.", 0, varld.mentor)
    utfall = spara(runda, "Många är ensamma.", 0, varld.mentor2)
    assert (utfall.sparad, utfall.krock, utfall.rad.text) == (False, True, "Lugnare nu.")
    assert Anteckning.objects.get().text == "Lugnare nu."


def test_samma_text_tva_ganger_ar_ingen_krock(varld, runda):
    spara(runda, "Lugnare nu.", 0, varld.mentor)
    assert spara(runda, "Lugnare nu.", 0, varld.mentor).sparad


def test_en_ersatt_text_kan_lasas_igen(varld, runda):
    spara(runda, "Lugnare nu.", 0, varld.mentor)
    spara(runda, "Många är ensamma.", 1, varld.mentor2)
    assert [v.text for v in Anteckning.objects.get().versioner.all()] == ["Lugnare nu."]


def test_en_skrivstund_ar_en_version(varld, runda):
    spara(runda, "Lu", 0, varld.mentor)
    spara(runda, "Lugn", 1, varld.mentor)
    spara(runda, "Lugnare", 2, varld.mentor)
    anteckning = Anteckning.objects.get()
    assert [v.text for v in anteckning.versioner.all()] == []
    Anteckning.objects.update(andrad=timezone.now() - timedelta(hours=1))
    spara(runda, "Lugnare nu", 3, varld.mentor)
    assert [v.text for v in anteckning.versioner.all()] == ["Lugnare"]


def test_namn_ur_klassen_fragas_om_och_bara_en_gang(varld, runda):
    text = "Ada är borta på fredagar."
    utfall = spara(runda, text, 0, varld.mentor)
    assert (utfall.sparad, len(utfall.varningar)) == (False, 1)
    assert "Ada" in utfall.varningar[0]
    assert spara(runda, text, 0, varld.mentor, bekraftad=True).sparad
    assert spara(runda, text + " Oftast i NO.", 1, varld.mentor).sparad
    assert not spara(runda, text + " Bo också.", 2, varld.mentor).sparad


def test_stangd_runda_tar_inte_emot_text(varld, runda):
    regler.stang(runda, av=varld.mentor, skal="prov")
    with pytest.raises(regler.StangdError):
        spara(runda, "Lugnare.", 0, varld.mentor)


def test_for_lang_text_avvisas(varld, runda):
    with pytest.raises(regler.OgiltigError, match="för lång"):
        spara(runda, "a" * (skrivet.LANGST + 1), 0, varld.mentor)


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("120314-1234", True),
        ("20120314-1234", True),
        ("201203141234", True),
        ("1203141234", True),
        ("120374-1234", True),  # samordningsnummer: day + 60
        ("120314+1234", True),
        ("12 av 14", False),
        ("031-7001234", False),
        ("2026-09-14", False),
        ("sal 1203, 1412", False),
        ("121314-1234", False),  # no thirteenth month
        ("", False),
    ],
)
def test_liknar_personnummer(text, vantat):
    assert personuppgifter.liknar_personnummer(text) is vantat


def test_ett_personnummer_till_ar_en_fraga_till(runda, varld):
    """What was confirmed of one number does not hold for the next."""
    forst, sedan = "Se 120314-1234.", "Se 120314-1234 och 120315-1234."
    assert spara(runda, forst, 0, varld.mentor, bekraftad=True).sparad
    assert spara(runda, f"{forst} Igen.", 1, varld.mentor).sparad
    utfall = spara(runda, sedan, 2, varld.mentor)
    assert not utfall.sparad
    assert list(utfall.varningar) == ["Texten innehåller 2 olika nummer som ser ut som personnummer. Ta bort dem."]


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("Ada är borta", ["Ada"]),
        ("Adas grupp", ["Ada"]),
        ("det är bo kvar", []),
        ("Bo, Ada och Bo", ["Ada", "Bo"]),
        ("Adam kom", []),
        ("Anna-Lena kom", ["Anna-Lena"]),
        ("Lars har svårt", ["Lars"]),
        ("ADA är borta", ["Ada"]),
        ("A\u00adda och A\u030asa", ["Ada", "Åsa Karin"]),  # a soft hyphen, and Å in two characters
        ("Åsa Karin kom", ["Åsa Karin"]),
        ("Karins grupp", ["Åsa Karin"]),
        ("Maria M och Peter", []),
    ],
)
def test_namn_i_text(text, vantat):
    fornamn = ["Ada", "Bo", "Anna-Lena", "Lars", "Ada", "Åsa Karin", "Ali M de"]
    assert personuppgifter.namn_i(text, fornamn) == vantat


def test_vyn_svarar_htmx_med_tillstandet_och_annars_med_sidan(varld, runda, logga_in):
    klient = logga_in(varld.mentor)
    adress = reverse("kartlaggning_anteckning", args=[runda.kod, "reflektion"])
    svar = klient.post(adress, {"text": "Lugnare nu.", "ersatter": 0}, headers={"HX-Request": "true"})
    assert 'data-sparad="1"' in svar.content.decode()
    krock = klient.post(adress, {"text": "Nej.", "ersatter": 0}, headers={"HX-Request": "true"})
    assert 'data-sparad=""' in krock.content.decode()
    hel = klient.post(adress, {"text": "Nej.", "ersatter": 0})
    assert hel.status_code == 409
    assert "Lugnare nu." in hel.content.decode()
    assert "Nej." in hel.content.decode()
    assert klient.post(adress, {"text": "Nej.", "ersatter": 1}).status_code == 302
    assert klient.post(adress, {"text": "x", "ersatter": "y"}).status_code == 400
    assert klient.get(reverse("kartlaggning_anteckning", args=[runda.kod, "finns-inte"])).status_code == 404


def test_tidigare_text_kan_aterstallas(varld, runda, logga_in):
    spara(runda, "Lugnare nu.", 0, varld.mentor)
    spara(runda, "Många är ensamma.", 1, varld.mentor2)
    klient = logga_in(varld.mentor)
    html = klient.get(reverse("anteckning_versioner", args=[runda.kod, "reflektion"])).content.decode()
    assert "Lugnare nu." in html
    assert "Återställ" in html
