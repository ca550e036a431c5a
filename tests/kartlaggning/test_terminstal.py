"""The school's stored sums: equal to a recount of the squares, whatever was closed and reopened, in any order."""

import importlib
import random
from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kartlaggning import regler
from kartlaggning.models import Deltagare, Kartlaggning, Markering, Terminstal
from kartlaggning.regler import terminstal as sparade
from kartlaggning.tal.termin import termin_for, terminskod, terminsnamn
from kartlaggning.urval import terminstal
from skolanknytning.skola.models import Klass, Placering
from tests import fabrik

from .rundor import NYCKLAR, runda

MED_AMNEN = ("beteende-1", "akademisk-2")


# --- A recount, square by square -------------------------------------------------------------------------------------


def galler(klass, termin):
    """The latest closed round of a class in a term."""
    egna = [r for r in Kartlaggning.objects.filter(klass=klass, niva="grupp") if r.stangd]
    egna = [r for r in egna if termin_for(r.datum) == termin]
    return max(egna, key=lambda r: (r.datum, r.id), default=None)


def fargerna(rundan, utan):
    """The colours of each pupil who was in the round when it was closed, by statement."""
    svar = {}
    for deltagare in Deltagare.objects.filter(kartlaggning=rundan).select_related("elev"):
        if deltagare.elev not in utan:
            rutor = Markering.objects.filter(kartlaggning=rundan, elev=deltagare.elev)
            svar[deltagare.elev] = {ruta.pastaende: ruta.farg for ruta in rutor}
    return svar


def omraknat(klass, termin, utan=()):
    """By statement: grönt, gult, rött, not judged; better, worse, the same, new, gone. None without a round."""
    nu = galler(klass, termin)
    if nu is None:
        return None
    stam = Klass.objects.filter(stam=klass.stam, skola=klass.skola)
    tidigare = [galler(k, t) for k in stam for t in range(termin - 12, termin)]
    forra = max((r for r in tidigare if r), key=lambda r: r.datum, default=None)
    svar, farger_nu, farger_da = {}, fargerna(nu, utan), fargerna(forra, utan) if forra else {}
    for nyckel in NYCKLAR:
        nya = {e: f.get(nyckel, 0) for e, f in farger_nu.items()}
        gamla = {e: f.get(nyckel, 0) for e, f in farger_da.items()}
        antal = Counter(nya.values())
        bada = [(nya[e], f) for e, f in gamla.items() if f and nya.get(e)]
        flyttar = (
            sum(n < f for n, f in bada),
            sum(n > f for n, f in bada),
            sum(n == f for n, f in bada),
            sum(1 for e, n in nya.items() if n and not gamla.get(e)),
            sum(1 for e, f in gamla.items() if f and not nya.get(e)),
        )
        svar[nyckel] = (antal[1], antal[2], antal[3], antal[0], *(flyttar if forra else (0,) * 5))
    return svar


def omraknade_amnen(klass, termin, nyckel, utan=()):
    """How many of the yellow and red have each combination of subjects."""
    nu, svar = galler(klass, termin), Counter()
    for elev in fargerna(nu, utan):
        ruta = Markering.objects.filter(kartlaggning=nu, elev=elev, pastaende=nyckel).first()
        if ruta and ruta.farg in (2, 3):
            svar[tuple(sorted(set(ruta.amnen)))] += 1
    return svar


def sparat(klass, termin):
    rad = Terminstal.objects.filter(klass=klass, termin=termin).first()
    return (
        {nyckel: (*farger, *rad.rorelser.get(nyckel, [0] * 5)) for nyckel, farger in rad.farger.items()}
        if rad
        else None
    )


def sparade_amnen(klass, termin, nyckel):
    rad = Terminstal.objects.get(klass=klass, termin=termin)
    return Counter({tuple(koder.split(",")) if koder else (): n for koder, n in rad.amnen[nyckel].items()})


def allt_sparat():
    """Everything that is stored, without the rows' own ids."""
    falt = ("skola", "klass", "termin", "kartlaggning", "jamford", "jamford_termin", "farger", "rorelser", "amnen")
    return sorted(Terminstal.objects.values_list(*falt), key=lambda rad: rad[3])


# --- Made-up rounds --------------------------------------------------------------------------------------------------


def slumprunda(slump, klass, person, datum, **mer):
    """A round of the class's pupils now, with any colours and subjects."""
    farger = {e: "".join(slump.choices("ggyr ", k=10)) for e in klass.elever.filter(placeringar__till=None)}
    amnen = {
        (e, NYCKLAR.index(nyckel)): slump.sample(["BI", "FY", "KE", "MA"], slump.randint(0, 3))
        for e in farger
        for nyckel in MED_AMNEN
    }
    return runda(klass, person, farger, datum=datum, amnen=amnen, **mer)


VT, HT = date(2026, 3, 2), date(2026, 9, 7)


@pytest.fixture
def skolan(varld):
    """Three terms of 7A and what was 6A, and a round of 7B; one pupil has come and one has gone between them."""
    slump = random.Random(4)
    fjol = fabrik.klass(varld.skola, "6A", varld.mentor, lasar=2025, stam=varld.klass.stam)
    for elev in varld.elever[:4]:
        Placering.objects.create(elev=elev, klass=fjol)
    fabrik.elev(fjol, "Gone", "Ek")
    varld.fjol = fjol
    varld.rundor = [
        slumprunda(slump, fjol, varld.mentor, date(2025, 9, 8), stangd=True),
        slumprunda(slump, fjol, varld.mentor, VT, stangd=True),
        slumprunda(slump, varld.klass, varld.mentor, HT, stangd=True),
    ]
    varld.i_7b = slumprunda(slump, varld.annan_klass, varld.annan_mentor, HT, stangd=True)
    varld.slump = slump
    return varld


def test_det_sparade_ar_en_omrakning(skolan):
    for klass, termin in [(skolan.fjol, 4051), (skolan.fjol, 4052), (skolan.klass, 4053), (skolan.annan_klass, 4053)]:
        assert sparat(klass, termin) == omraknat(klass, termin)
        for nyckel in MED_AMNEN:
            assert sparade_amnen(klass, termin, nyckel) == omraknade_amnen(klass, termin, nyckel)
    assert sparat(skolan.klass, 4052) is None


@pytest.mark.parametrize("fro", range(6))
def test_i_vilken_ordning_de_an_stangs_och_oppnas(skolan, fro):
    """Rounds are opened and closed at random, by the program's own rules; after every step all sums are a recount."""
    slump = random.Random(fro)
    senare = slumprunda(slump, skolan.klass, skolan.mentor, date(2026, 11, 20), stangd=True)
    alla = [*skolan.rundor, skolan.i_7b, senare]
    mentor = {skolan.annan_klass.id: skolan.annan_mentor}
    for _ in range(8):
        vald = slump.choice(alla)
        vald.refresh_from_db()
        person = mentor.get(vald.klass_id, skolan.mentor)
        try:
            if vald.oppen:
                regler.stang(vald, av=person, skal="Prov.")
            else:
                regler.oppna(vald, av=person)
        except regler.OgiltigError:
            continue  # the class has another one open
        for klass in (skolan.fjol, skolan.klass, skolan.annan_klass):
            for termin in (4051, 4052, 4053):
                assert sparat(klass, termin) == omraknat(klass, termin)


def test_en_oppen_omgang_raknas_inte(varld):
    slumprunda(random.Random(1), varld.klass, varld.mentor, HT)
    assert not Terminstal.objects.exists()


def test_den_senaste_i_terminen_galler(skolan):
    senare = slumprunda(skolan.slump, skolan.klass, skolan.mentor, date(2026, 11, 20), stangd=True)
    assert Terminstal.objects.get(klass=skolan.klass, termin=4053).kartlaggning == senare
    regler.oppna(senare, av=skolan.mentor)
    assert Terminstal.objects.get(klass=skolan.klass, termin=4053).kartlaggning == skolan.rundor[2]


def test_flytten_raknar_de_redan_stangda_likadant(skolan):
    fore = allt_sparat()
    Terminstal.objects.all().delete()
    importlib.import_module("kartlaggning.migrations.0005_rakna_stangda").rakna(apps, None)
    assert allt_sparat() == fore
    sparade.rakna_om_skola(skolan.skola)
    assert allt_sparat() == fore


# --- What the school's page reads ------------------------------------------------------------------------------------


def last(skola):
    """The read sums as the recount gives them, each term asked for in turn."""
    svar = {}
    for termin in terminstal.las(skola).terminer:
        for arskurs, tal in terminstal.las(skola, termin=termin).arskurser(termin).items():
            svar[termin, arskurs] = {n: (*f, *tal.rorelser.get(n, [0] * 5)) for n, f in tal.farger.items()}
    return svar


def ihop(*delar):
    return {nyckel: tuple(map(sum, zip(*(d[nyckel] for d in delar), strict=True))) for nyckel in NYCKLAR}


def test_lasningen_lagger_ihop_arskursens_klasser(skolan):
    assert last(skolan.skola) == {
        (4051, 6): omraknat(skolan.fjol, 4051),
        (4052, 6): omraknat(skolan.fjol, 4052),
        (4053, 7): ihop(omraknat(skolan.klass, 4053), omraknat(skolan.annan_klass, 4053)),
    }
    assert last(skolan.granne) == {}
    skolans = terminstal.las(skolan.skola)
    assert skolans.terminer == [4053, 4052, 4051]
    attan = skolans.tal[4053, 7]
    assert (attan.klasser, attan.jamforda, attan.forra) == (2, 1, (4052, 4052))
    for nyckel in MED_AMNEN:
        egna = omraknade_amnen(skolan.klass, 4053, nyckel) + omraknade_amnen(skolan.annan_klass, 4053, nyckel)
        assert terminstal.amnen(skolans, [7]).get(nyckel, Counter()) == egna
    assert terminstal.amnen(skolans, [8]) == {}
    assert terminstal.senaste_dag(skolan.skola, 4052) == VT


def test_skyddade_ar_borta_ur_allt_ocksa_i_efterhand(skolan):
    """Two pupils: one in both terms, one who had left before the later."""
    skyddade = [skolan.elever[0], skolan.fjol.elever.get(fornamn="Gone")]
    for elev in skyddade:
        elev.skyddad = True
        elev.save()
    assert last(skolan.skola) == {
        (4051, 6): omraknat(skolan.fjol, 4051, skyddade),
        (4052, 6): omraknat(skolan.fjol, 4052, skyddade),
        (4053, 7): ihop(omraknat(skolan.klass, 4053, skyddade), omraknat(skolan.annan_klass, 4053, skyddade)),
    }
    skolans = terminstal.las(skolan.skola)
    for nyckel in MED_AMNEN:
        egna = [omraknade_amnen(k, 4053, nyckel, skyddade) for k in (skolan.klass, skolan.annan_klass)]
        assert terminstal.amnen(skolans, [7]).get(nyckel, Counter()) == egna[0] + egna[1]


def test_grupper_vid_sidan_av_klasserna_raknas_inte(skolan):
    fore = last(skolan.skola)
    grupp = fabrik.klass(skolan.skola, "7 NO-grupp", skolan.mentor, grupp=True)
    Placering.objects.create(elev=skolan.elever[0], klass=grupp)
    slumprunda(skolan.slump, grupp, skolan.mentor, HT, stangd=True)
    assert last(skolan.skola) == fore


def test_lika_manga_fragor_for_en_klass_och_for_flera(skolan):
    def fragor(skola):
        with CaptureQueriesContext(connection) as fangade:
            terminstal.las(skola)
        return len(fangade)

    assert (fragor(skolan.granne), fragor(skolan.skola)) == (3, 4)
    skolan.elever[0].skyddad = True
    skolan.elever[0].save()
    assert fragor(skolan.skola) == 5


@pytest.mark.parametrize(
    ("dag", "namn", "kod"),
    [
        (date(2026, 6, 30), "vt 2026", "2026vt"),
        (date(2026, 7, 1), "ht 2026", "2026ht"),
        (date(2027, 1, 1), "vt 2027", "2027vt"),
    ],
)
def test_terminens_namn(dag, namn, kod):
    assert (terminsnamn(termin_for(dag)), terminskod(termin_for(dag))) == (namn, kod)


def test_terminerna_foljer_pa_varandra():
    assert termin_for(date(2026, 9, 1)) + 1 == termin_for(date(2027, 2, 1))
