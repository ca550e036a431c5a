"""Saving marks: compare-and-set, sending twice, closing, reopening."""

import pytest

from kartlaggning import regler, urval
from kartlaggning.models import Deltagare, Farg, Kartlaggning, Markering
from kartlaggning.regler import Onskan
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import idag
from tests import fabrik

AMNEN = {"BI", "FY", "KE"}


@pytest.fixture
def runda(varld):
    return regler.starta(varld.klass, av=varld.mentor, datum=idag())


def spara(runda, *onskade, av):
    return regler.spara_markeringar(runda, list(onskade), av=av, amneskoder=AMNEN)


def test_starta_ger_klassens_oppna_runda_om_den_finns(varld, runda):
    assert regler.starta(varld.klass, av=varld.mentor2, datum=idag()) == runda
    assert Kartlaggning.objects.count() == 1


def test_en_markering_sparas_med_vem_och_version(varld, runda):
    ada = varld.elever[0]
    sparat = spara(runda, Onskan(ada.kod, "beteende-1", Farg.ROD, amnen=("FY", "KE")), av=varld.mentor)
    ruta = urval.rutor(runda)[ada.id, "beteende-1"]
    assert (ruta.farg, ruta.amnen, ruta.version, ruta.andrad_av) == (3, ("FY", "KE"), 1, varld.mentor.id)
    assert (sparat.version, len(sparat.sparade), sparat.krockar) == (1, 1, [])
    assert Handelse.objects.filter(text__startswith="1 markering i kartläggning").count() == 1


def test_kollegans_ruta_skrivs_inte_over_utan_visas(varld, runda):
    ada = varld.elever[0]
    spara(runda, Onskan(ada.kod, "beteende-1", Farg.GUL), av=varld.mentor2)
    sparat = spara(runda, Onskan(ada.kod, "beteende-1", Farg.ROD, ersatter=0), av=varld.mentor)
    assert sparat.sparade == []
    assert [(k.ruta.farg, k.vem) for k in sparat.krockar] == [(Farg.GUL, "Milo Mentor")]
    assert urval.rutor(runda)[ada.id, "beteende-1"].farg == Farg.GUL


def test_den_som_sett_kollegans_ruta_far_andra_den(varld, runda):
    ada = varld.elever[0]
    spara(runda, Onskan(ada.kod, "beteende-1", Farg.GUL), av=varld.mentor2)
    sparat = spara(runda, Onskan(ada.kod, "beteende-1", Farg.ROD, ersatter=1), av=varld.mentor)
    assert sparat.krockar == []
    assert urval.rutor(runda)[ada.id, "beteende-1"].farg == Farg.ROD


def test_samma_sats_tva_ganger_ar_ingen_krock(varld, runda):
    sats = [Onskan(e.kod, "beteende-1", Farg.GRON) for e in varld.elever]
    forsta = spara(runda, *sats, av=varld.mentor)
    andra = spara(runda, *sats, av=varld.mentor)
    assert (len(andra.sparade), andra.krockar, andra.version) == (5, [], forsta.version)


def test_en_suddad_ruta_minns_sin_version(varld, runda):
    ada = varld.elever[0]
    spara(runda, Onskan(ada.kod, "beteende-1", Farg.GUL), av=varld.mentor)
    spara(runda, Onskan(ada.kod, "beteende-1", Farg.EJ_BEDOMD, ersatter=1), av=varld.mentor2)
    sparat = spara(runda, Onskan(ada.kod, "beteende-1", Farg.ROD, ersatter=1), av=varld.mentor)
    assert len(sparat.krockar) == 1
    assert urval.rutor(runda)[ada.id, "beteende-1"].farg == Farg.EJ_BEDOMD


def test_en_elev_som_lamnat_klassen_avvisas_men_resten_sparas(varld, runda):
    frammande = varld.annan_klass.elever.first()
    sparat = spara(
        runda,
        Onskan(frammande.kod, "beteende-1", Farg.ROD),
        Onskan(varld.elever[0].kod, "beteende-1", Farg.GRON),
        av=varld.mentor,
    )
    assert ([o.elev for o in sparat.avvisade], len(sparat.sparade)) == ([frammande.kod], 1)
    assert Markering.objects.filter(elev=frammande).count() == 0


@pytest.mark.parametrize(
    "fel",
    [
        {"pastaende": "finns-inte"},
        {"farg": 4},
        {"pastaende": "beteende-2", "amnen": ("FY",)},
        {"amnen": ("XX",)},
    ],
)
def test_en_omojlig_markering_sparar_inget_av_satsen(varld, runda, fel):
    ada, bo = varld.elever[:2]
    grund = {"elev": bo.kod, "pastaende": "beteende-1", "farg": Farg.ROD}
    with pytest.raises(regler.OgiltigError):
        spara(runda, Onskan(ada.kod, "beteende-1", Farg.GRON), Onskan(**grund | fel), av=varld.mentor)
    assert Markering.objects.count() == 0


def test_resten_gront_fyller_bara_tomma_rutor_och_minns_samlat(varld, runda):
    ada, bo, *_ = varld.elever
    spara(
        runda,
        Onskan(ada.kod, "kognitiv-1", Farg.ROD),
        Onskan(bo.kod, "kognitiv-1", Farg.EJ_BEDOMD, undersok=True),
        av=varld.mentor,
    )
    sparat = regler.resten_gront(runda, "kognitiv-1", av=varld.mentor, amneskoder=AMNEN)
    rutor = urval.rutor(runda)
    assert len(sparat.sparade) == 3
    assert [(rutor[e.id, "kognitiv-1"].farg, rutor[e.id, "kognitiv-1"].samlat) for e in varld.elever] == [
        (Farg.ROD, False),
        (Farg.EJ_BEDOMD, False),
        (Farg.GRON, True),
        (Farg.GRON, True),
        (Farg.GRON, True),
    ]


def test_skyddad_elev_kan_bara_markeras_av_den_som_far_se(varld, runda):
    alias = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    alias.far_se.add(varld.mentor)
    onskan = Onskan(alias.kod, "beteende-1", Farg.GUL)
    assert spara(runda, onskan, av=varld.mentor2).avvisade == [onskan]
    assert spara(runda, onskan, av=varld.mentor).sparade == [onskan]


def test_stangd_med_luckor_kraver_skal_och_ar_sedan_lasbar(varld, runda):
    with pytest.raises(regler.OgiltigError):
        regler.stang(runda, av=varld.mentor)
    stangd = regler.stang(runda, av=varld.mentor, skal="två är nya i klassen")
    assert (stangd.oppen, stangd.stangd_skal) == (False, "två är nya i klassen")
    assert Deltagare.objects.filter(kartlaggning=runda).count() == 5
    with pytest.raises(regler.StangdError, match="Maja Mentor stängde kartläggningen"):
        spara(runda, Onskan(varld.elever[0].kod, "beteende-1", Farg.GRON), av=varld.mentor2)
    assert Markering.objects.count() == 0


def test_full_kartlaggning_stangs_utan_skal(varld, runda):
    for pastaende in urval.instrument_for(runda).pastaenden:
        regler.resten_gront(runda, pastaende.nyckel, av=varld.mentor, amneskoder=AMNEN)
    assert regler.luckor(runda, av=varld.mentor) == 0
    assert regler.stang(runda, av=varld.mentor).stangd_skal == ""


def test_oppnas_igen_av_mentor_och_stangs_med_klassen_som_den_da_ar(varld, runda):
    regler.stang(runda, av=varld.mentor, skal="prov")
    regler.oppna(runda, av=varld.mentor2)
    ny = fabrik.elev(varld.klass, "Nils", "Ny")
    regler.stang(Kartlaggning.objects.get(pk=runda.pk), av=varld.mentor, skal="prov igen")
    assert ny.id in Deltagare.objects.filter(kartlaggning=runda).values_list("elev", flat=True)


def test_oppnas_inte_nar_en_annan_ar_oppen(varld, runda):
    regler.stang(runda, av=varld.mentor, skal="prov")
    regler.starta(varld.klass, av=varld.mentor, datum=idag())
    with pytest.raises(regler.OgiltigError, match="redan en öppen"):
        regler.oppna(runda, av=varld.mentor)


@pytest.mark.parametrize("antal", [1, 5])
def test_en_sats_kostar_lika_manga_fragor_oavsett_storlek(varld, runda, antal, django_assert_num_queries):
    sats = [Onskan(e.kod, "beteende-1", Farg.GRON) for e in varld.elever[:antal]]
    with django_assert_num_queries(7):
        spara(runda, *sats, av=varld.mentor)


def test_en_sats_storre_an_en_fraga_rymmer_sparas_hel(varld, runda):
    for nummer in range(25):
        fabrik.elev(varld.klass, "Elev", str(nummer))
    pastaenden = urval.instrument_for(runda).pastaenden
    sats = [Onskan(e.kod, p.nyckel, Farg.GUL) for e in varld.klass.elever.all() for p in pastaenden]
    assert len(sats) == 300
    sparat = spara(runda, *sats, av=varld.mentor)
    assert (len(sparat.sparade), sparat.version) == (300, 1)
    assert urval.rutor(runda) == sparat.rutor
    assert Markering.objects.filter(farg=Farg.GUL, version=1, andrad_av=varld.mentor).count() == 300


def test_en_sats_som_bara_krockar_andrar_inget_och_sager_nar(varld, runda):
    ada = varld.elever[0]
    spara(runda, Onskan(ada.kod, "beteende-1", Farg.GUL), av=varld.mentor2)
    handelser = Handelse.objects.count()
    sparat = spara(runda, Onskan(ada.kod, "beteende-1", Farg.ROD), av=varld.mentor)
    assert [k.nar for k in sparat.krockar] == [Markering.objects.get().andrad]
    assert (sparat.version, Kartlaggning.objects.get(pk=runda.pk).version) == (1, 1)
    assert Handelse.objects.count() == handelser


def test_en_oppen_runda_foljer_klassen_nar_den_flyttas_upp(varld, runda):
    """Nothing that was judged disappears with the summer: the round keeps its pupils, and closes with them."""
    spara(runda, Onskan(varld.elever[0].kod, "beteende-1", Farg.ROD), av=varld.mentor)
    nasta_ar = fabrik.klass(varld.skola, "8A", varld.mentor, lasar=2027, stam=varld.klass.stam)
    for placering in varld.klass.placeringar.all():
        placering.till = idag()
        placering.save()
        nasta_ar.placeringar.create(elev=placering.elev)
    assert {e.namn for e in urval.elever_i(runda, varld.mentor)} == {e.namn for e in varld.elever}
    # The other mentor did not come along to the new class, and reads no name of who has moved on.
    assert {e.namn for e in urval.elever_i(runda, varld.mentor2)} == {urval.FLYTTAD}
    regler.stang(runda, av=varld.mentor, skal="klassen har flyttats upp")
    assert Deltagare.objects.filter(kartlaggning=runda).count() == 5
