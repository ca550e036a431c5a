"""The grid's two faces, its saving and its news, as requests and answers."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from kartlaggning import regler, urval
from kartlaggning.models import Farg, Markering
from kartlaggning.regler import Onskan
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.skola.models import Tjanst, idag
from tests import fabrik


@pytest.fixture
def runda(varld):
    return regler.starta(varld.klass, av=varld.mentor, datum=idag())


def spara(klient, runda, *marken, sedan=0):
    return klient.post(
        reverse("kartlaggning_markera", args=[runda.kod]),
        {"sedan": sedan, "marken": json.dumps(marken)},
        headers={"HX-Request": "true"},
    )


def mark(elev, f, p="beteende-1", v=0, **mer):
    return {"e": elev.kod, "p": p, "f": f, "u": False, "a": [], "s": False, "v": v} | mer


def celler(svar) -> list[tuple[str, str]]:
    """The squares in an answer: (pupil's code, colour)."""
    return re.findall(r'<td id="r-[^>]* data-e="(\w+)" data-p="[\w-]+" data-f="(\d)"', svar.content.decode())


def test_rutnatet_visar_varje_elev_och_pastaende_med_ord(varld, runda, logga_in):
    ada = varld.elever[0]
    regler.spara_markeringar(runda, [Onskan(ada.kod, "beteende-3", Farg.GUL)], av=varld.mentor, amneskoder=())
    svar = logga_in(varld.mentor).get(reverse("kartlaggning", args=[runda.kod]))
    html = svar.content.decode()
    assert len(celler(svar)) == 50
    assert f'aria-label="{ada.namn}, påstående 3: gult, stämmer delvis"' in html
    assert "1 av 50" in html


def test_namn_med_tecken_som_betyder_nagot_i_html_skrivs_ofarligt(varld, runda, logga_in):
    fabrik.elev(varld.klass, '"><script>alert(1)</script>', "O'Hara & Ek")
    html = logga_in(varld.mentor).get(reverse("kartlaggning", args=[runda.kod])).content.decode()
    assert "<script>alert" not in html
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; O&#x27;Hara &amp; Ek" in html


@pytest.mark.parametrize("elever", [5, 30])
def test_rutnatet_kostar_hogst_tio_fragor(varld, runda, logga_in, elever, django_assert_max_num_queries):
    for nummer in range(elever - 5):
        fabrik.elev(varld.klass, "Elev", str(nummer))
    klient = logga_in(varld.mentor)
    # The first reading in a quarter of an hour is written in the log, and once a minute the session's clock.
    klient.get(reverse("kartlaggning", args=[runda.kod]))
    with django_assert_max_num_queries(10):
        svar = klient.get(reverse("kartlaggning", args=[runda.kod]))
    assert len(celler(svar)) == elever * 10


def test_lasningen_loggas_en_gang_i_kvarten(varld, runda, logga_in):
    klient = logga_in(varld.rektor)
    for _ in range(3):
        klient.get(reverse("kartlaggning", args=[runda.kod]))
    rader = Handelse.objects.filter(handling=Handling.LASTE)
    assert [(r.vem_namn, r.text, r.skola_kod) for r in rader] == [("Rut Rektor", "kartläggning av 7A", varld.skola.kod)]


def test_markera_sparar_och_svarar_med_raknare_men_inte_egna_rutor(varld, runda, logga_in):
    ada, bo = varld.elever[:2]
    svar = spara(logga_in(varld.mentor), runda, mark(ada, 3, a=["KE", "FY", "FY"]), mark(bo, 1, a=["FY"]))
    html = svar.content.decode()
    assert svar.status_code == 200
    assert celler(svar) == []
    assert "2 av 50" in html
    assert set(re.search(r'data-sparade="([^"]*)"', html)[1].split()) == {
        f"{ada.kod}.beteende-1.1",
        f"{bo.kod}.beteende-1.1",
    }
    rutor = urval.rutor(runda)
    # Subjects belong to gult and rött only.
    assert (rutor[ada.id, "beteende-1"].amnen, rutor[bo.id, "beteende-1"].amnen) == (("FY", "KE"), ())


def test_kollegans_markering_kommer_med_svaret_och_som_nytt(varld, runda, logga_in):
    ada, bo = varld.elever[:2]
    spara(logga_in(varld.mentor2), runda, mark(ada, 2))
    klient = logga_in(varld.mentor)
    assert celler(spara(klient, runda, mark(bo, 1), sedan=0)) == [(ada.kod, "2")]
    nytt = klient.get(reverse("kartlaggning_nytt", args=[runda.kod]), {"sedan": 1}, headers={"HX-Request": "true"})
    assert celler(nytt) == [(bo.kod, "1")]
    assert klient.get(reverse("kartlaggning_nytt", args=[runda.kod]), {"sedan": 2}).status_code == 204


def test_en_sats_som_skickas_igen_far_rutans_egen_version(varld, runda, logga_in):
    """The first answer was lost, a colleague has saved something else: the square's version is not the round's."""
    ada, bo = varld.elever[:2]
    klient = logga_in(varld.mentor)
    spara(klient, runda, mark(ada, 3))
    spara(logga_in(varld.mentor2), runda, mark(bo, 1))
    svar = spara(klient, runda, mark(ada, 3))
    assert f'data-sparade="{ada.kod}.beteende-1.1"' in svar.content.decode()


def test_en_ruta_som_satts_och_angrats_innan_den_skickats_ar_sparad(varld, runda, logga_in):
    ada = varld.elever[0]
    svar = spara(logga_in(varld.mentor), runda, mark(ada, 0))
    assert f'data-sparade="{ada.kod}.beteende-1.0"' in svar.content.decode()


def test_en_ruta_tva_ganger_i_samma_sats_far_det_senaste(varld, runda, logga_in):
    ada = varld.elever[0]
    spara(logga_in(varld.mentor), runda, mark(ada, 3), mark(ada, 2))
    assert urval.rutor(runda)[ada.id, "beteende-1"].farg == Farg.GUL


def test_att_fraga_efter_nytt_ar_en_lasning(varld, runda, logga_in):
    spara(logga_in(varld.mentor), runda, mark(varld.elever[0], 3))
    logga_in(varld.rektor).get(
        reverse("kartlaggning_nytt", args=[runda.kod]), {"sedan": 0}, headers={"HX-Request": "true"}
    )
    assert Handelse.objects.filter(handling=Handling.LASTE, vem_kod=varld.rektor.kod).count() == 1


def test_krock_svarar_med_vem_vad_och_rutan_som_den_star(varld, runda, logga_in):
    ada = varld.elever[0]
    spara(logga_in(varld.mentor2), runda, mark(ada, 2))
    svar = spara(logga_in(varld.mentor), runda, mark(ada, 3))
    html = " ".join(svar.content.decode().split())
    assert celler(svar) == [(ada.kod, "2")]
    assert "Milo Mentor satte gult" in html
    assert 'data-sparade=""' in html


@pytest.mark.parametrize(
    "marken",
    [
        "", "inte json", "{}", "[1]", "[{}]", "[" * 5000,
        json.dumps([{"e": "x", "p": "beteende-1", "f": True, "v": 0}]),
        json.dumps([{"e": "x", "p": "beteende-1", "f": 1, "v": -1}]),
        json.dumps([{"e": 1, "p": "beteende-1", "f": 1, "v": 0}]),
        json.dumps([{"e": "x", "p": "beteende-1", "f": 3, "v": 0, "a": "FY"}]),
        json.dumps([{"e": "x", "p": "beteende-1", "f": 3, "v": 2**40}]),
        json.dumps([{"e": "\ud800", "p": "beteende-1", "f": 3, "v": 0}]),
    ],
)  # fmt: skip
def test_en_sats_som_inte_ar_var_avvisas(varld, runda, logga_in, marken):
    svar = logga_in(varld.mentor).post(
        reverse("kartlaggning_markera", args=[runda.kod]), {"sedan": 0, "marken": marken}
    )
    assert svar.status_code == 400
    assert Markering.objects.count() == 0


def test_stangd_kartlaggning_svarar_409_med_vem(varld, runda, logga_in):
    regler.stang(runda, av=varld.mentor2, skal="prov")
    svar = spara(logga_in(varld.mentor), runda, mark(varld.elever[0], 1))
    assert svar.status_code == 409
    assert "Milo Mentor stängde kartläggningen" in svar.content.decode()
    assert Markering.objects.count() == 0


def test_andrad_roll_galler_vid_nasta_forfragan(varld, runda, logga_in):
    klient = logga_in(varld.mentor)
    assert spara(klient, runda, mark(varld.elever[0], 1)).status_code == 200
    Tjanst.objects.filter(personal=varld.mentor).delete()
    assert spara(klient, runda, mark(varld.elever[1], 1)).status_code == 404
    assert Markering.objects.count() == 1


def test_skyddad_elev_syns_bara_for_den_som_far_se(varld, runda, logga_in):
    alias = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    alias.far_se.add(varld.mentor)
    adress = reverse("kartlaggning", args=[runda.kod])
    assert "Skyddad elev 1" in logga_in(varld.mentor).get(adress).content.decode()
    for person in (varld.mentor2, varld.rektor):
        html = logga_in(person).get(adress).content.decode()
        assert "Skyddad elev 1" not in html
        assert alias.kod not in html


def test_en_flyttad_elevs_namn_visas_inte_i_den_gamla_klassens_stangda_runda(varld, runda, logga_in):
    ada = varld.elever[0]
    regler.stang(runda, av=varld.mentor, skal="prov")
    ada.placeringar.update(till=idag())
    fabrik.elev(varld.klass, "Ny", "Elev")
    adress = reverse("kartlaggning", args=[runda.kod])
    html = logga_in(varld.mentor).get(adress).content.decode()
    assert (ada.namn in html, "Flyttad elev" in html, "Ny Elev" in html) == (False, True, False)
    assert ada.namn in logga_in(varld.rektor).get(adress).content.decode()


# --- Statement by statement ---------------------------------------------------------------------------------------


def pastaendeform(klient: Client, runda, nummer=1) -> dict[str, str]:
    """The form of the statement face as the page gives it, ready to be changed and sent."""
    html = klient.get(reverse("kartlaggning_pastaende", args=[runda.kod, nummer])).content.decode()
    data = dict(re.findall(r'<input type="hidden"\s+name="([ov]-\w+)"\s+value="([^"]*)"', html))
    data |= dict(re.findall(r'<input type="radio"\s+name="(f-\w+)"\s+value="(\d)"\s+checked', html))
    return data


def test_pastaendet_sparar_bara_det_som_andrats(varld, runda, logga_in):
    klient = logga_in(varld.mentor)
    data = pastaendeform(klient, runda)
    ada, bo = varld.elever[:2]
    spara(logga_in(varld.mentor2), runda, mark(bo, 2))
    data |= {f"f-{ada.kod}": "3", f"a-{ada.kod}": ["FY", "KE"], f"u-{ada.kod}": "on", "nasta": "1"}
    svar = klient.post(reverse("kartlaggning_pastaende", args=[runda.kod, 1]), data)
    assert svar.headers["Location"] == reverse("kartlaggning_pastaende", args=[runda.kod, 2])
    rutor = urval.rutor(runda)
    assert len(rutor) == 2
    ruta = rutor[ada.id, "beteende-1"]
    assert (ruta.farg, ruta.amnen, ruta.undersok) == (Farg.ROD, ("FY", "KE"), True)
    assert rutor[bo.id, "beteende-1"].andrad_av == varld.mentor2.id


def test_pastaendet_visar_krock_i_stallet_for_att_skriva_over(varld, runda, logga_in):
    klient = logga_in(varld.mentor)
    data = pastaendeform(klient, runda)
    ada = varld.elever[0]
    spara(logga_in(varld.mentor2), runda, mark(ada, 2))
    svar = klient.post(reverse("kartlaggning_pastaende", args=[runda.kod, 1]), data | {f"f-{ada.kod}": "3"})
    assert svar.status_code == 409
    assert "Milo Mentor satte gult" in svar.content.decode()
    assert urval.rutor(runda)[ada.id, "beteende-1"].farg == Farg.GUL


def test_pastaendet_satter_resten_gront(varld, runda, logga_in):
    klient = logga_in(varld.mentor)
    data = pastaendeform(klient, runda, 5) | {f"f-{varld.elever[0].kod}": "3", "resten": "1"}
    svar = klient.post(reverse("kartlaggning_pastaende", args=[runda.kod, 5]), data, follow=True)
    assert "4 elever sattes grönt samlat" in svar.content.decode()
    assert sorted(r.farg for r in urval.rutor(runda).values()) == [1, 1, 1, 1, 3]


@pytest.mark.parametrize("fel", ["x", "4", "-1", "1e9"])
def test_pastaendet_avvisar_det_som_inte_ar_en_farg(varld, runda, logga_in, fel):
    klient = logga_in(varld.mentor)
    data = pastaendeform(klient, runda) | {f"f-{varld.elever[0].kod}": fel}
    svar = klient.post(reverse("kartlaggning_pastaende", args=[runda.kod, 1]), data)
    assert svar.status_code == 409
    assert Markering.objects.count() == 0


@pytest.mark.parametrize("nummer", [0, 11])
def test_pastaenden_utanfor_formularet_finns_inte(varld, runda, logga_in, nummer):
    svar = logga_in(varld.mentor).get(reverse("kartlaggning_pastaende", args=[runda.kod, nummer]))
    assert svar.status_code == 404


# --- Start, close, reopen -----------------------------------------------------------------------------------------


def test_starta_stanga_och_oppna_igen(varld, logga_in):
    klient = logga_in(varld.mentor)
    klient.post(reverse("kartlaggning_starta", args=[varld.klass.kod]), {"datum": "2026-09-01"})
    runda = varld.klass.kartlaggningar.get()
    stang = reverse("kartlaggning_stang", args=[runda.kod])
    assert "50 rutor är inte bedömda" in klient.get(stang).content.decode()
    assert klient.post(stang, {"skal": " "}).status_code == 200
    runda.refresh_from_db()
    assert runda.oppen
    assert klient.post(stang, {"skal": "två är nya"}).status_code == 302
    runda.refresh_from_db()
    assert (runda.oppen, runda.stangd_av) == (False, varld.mentor)
    assert klient.post(reverse("kartlaggning_oppna", args=[runda.kod])).status_code == 302
    runda.refresh_from_db()
    assert runda.oppen


def test_en_kartlaggning_kan_inte_dateras_i_framtiden(varld, logga_in):
    svar = logga_in(varld.mentor).post(reverse("kartlaggning_starta", args=[varld.klass.kod]), {"datum": "2099-01-01"})
    assert "framtiden" in svar.content.decode()
    assert varld.klass.kartlaggningar.count() == 0
