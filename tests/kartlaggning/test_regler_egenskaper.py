"""Two people, any order of marks and readings: nobody's saved mark disappears unseen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kartlaggning import regler, urval
from kartlaggning.models import Kartlaggning
from kartlaggning.regler import Onskan
from skolanknytning.skola.models import idag
from tests import fabrik

STEG = st.tuples(
    st.integers(0, 1),  # who
    st.sampled_from(["marke", "las"]),
    st.integers(0, 1),  # pupil
    st.integers(0, 3),  # colour
)


@pytest.fixture
def klass_med_tva(varld):
    klass = fabrik.klass(varld.skola, "9Z", varld.mentor, varld.mentor2, elever=2)
    return klass, [varld.mentor, varld.mentor2]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEG, max_size=25))
def test_inget_sparat_skrivs_over_osett(klass_med_tva, steg):
    """The independent recount: a plain dict of what stands and what each person has seen of it."""
    klass, personer = klass_med_tva
    Kartlaggning.objects.filter(klass=klass).update(stangd="2026-01-01T12:00:00Z")
    runda = regler.starta(klass, av=personer[0], datum=idag())
    elever = urval.elever_i(runda, personer[0])
    star = {e.kod: (0, None) for e in elever}  # colour, and a token for each time it was set
    sett = [dict(star), dict(star)]
    versioner = [dict.fromkeys(star, 0), dict.fromkeys(star, 0)]
    for nummer, (vem, vad, plats, farg) in enumerate(steg):
        kod = elever[plats].kod
        if vad == "las":
            sett[vem] = dict(star)
            rutor = urval.rutor(runda)
            versioner[vem] = {e.kod: rutor.get((e.id, "beteende-2"), urval.TOM).version for e in elever}
            continue
        onskan = Onskan(kod, "beteende-2", farg, ersatter=versioner[vem][kod])
        sparat = regler.spara_markeringar(runda, [onskan], av=personer[vem], amneskoder=())
        if star[kod][0] == farg:
            assert sparat.sparade == [onskan]
        elif sett[vem][kod] == star[kod]:
            assert (sparat.sparade, sparat.krockar) == ([onskan], [])
            star[kod] = (farg, nummer)
        else:
            assert (sparat.sparade, [k.ruta.farg for k in sparat.krockar]) == ([], [star[kod][0]])
        if sparat.sparade:
            sett[vem][kod] = star[kod]
            versioner[vem][kod] = sparat.rutor.get((elever[plats].id, "beteende-2"), urval.TOM).version
    i_databasen = urval.rutor(runda)
    assert {e.kod: i_databasen.get((e.id, "beteende-2"), urval.TOM).farg for e in elever} == {
        kod: farg for kod, (farg, _) in star.items()
    }
