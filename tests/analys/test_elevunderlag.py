"""What a meeting sees of one pupil, tried on real rounds: the same numbers for everybody who sits in it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analys import elevunderlag
from kartlaggning.models import Kartlaggning
from kartlaggning.tal.avvikelse import Bedomning, Utfall
from skolanknytning.skola.models import Placering, idag

from .. import fabrik
from ..kartlaggning.individuella import FORM, eget_datum, skyddad_elev
from ..kartlaggning.rundor import GRON, runda
from .moten import mote, stangd_runda

HOST, NU = date(2026, 9, 1), date(2026, 11, 20)
NYCKLAR = [p.nyckel for p in FORM.pastaenden]


def farger(**andra: str) -> str:
    """Green on all 21 but those named, with _ for -."""
    return "".join(andra.get(n.replace("-", "_"), "g") for n in NYCKLAR)


@pytest.fixture
def v(varld):
    """Ada: red on the first statement in a class round of nine others, all green, and a form on two dates."""
    varld.ada = varld.elever[0]
    for n in range(5):
        fabrik.elev(varld.klass, f"Nils{n}")
    varld.runda = stangd_runda(varld.klass, varld.mentor, {varld.ada: "r" + GRON[1:]}, datum=HOST)
    eget_datum(varld.ada, varld.mentor, farger(beteende_1="r", kognitiv_3="y"), datum=date(2026, 9, 20))
    eget_datum(
        varld.ada,
        varld.mentor,
        farger(beteende_1="y", akademisk_4="r"),
        datum=NU,
        amnen={0: ["FY", "KE"]},
    )
    varld.analys = mote(varld.klass, varld.mentor, elever=[varld.ada], runda=varld.runda)
    return varld


def test_the_latest_colours_their_subjects_and_the_class(v):
    u = elevunderlag.las(v.analys, v.ada)
    assert u.jamfor_med == "7A den 1 september 2026"
    assert u.star("beteende-1") == Bedomning(2, NU, False)
    assert u.star("akademisk-4") == Bedomning(3, NU, False)
    assert u.bild.amnen == {"beteende-1": ("FY", "KE")}
    assert (u.bild.kartlaggning, u.bild.dag) == (NU, idag())
    rad = u.rader[0]
    assert (rad.pastaende.nyckel, rad.utfall, rad.andra.gron, rad.andra.elever) == ("beteende-1", Utfall.SAMRE, 9, 9)
    assert [t.datum for t in u.tillfallen] == [HOST, date(2026, 9, 20), NU]


def test_its_drafts_are_asked_for_by_question_and_key(v):
    u = elevunderlag.las(v.analys, v.ada)
    forst = u.forslag("oro", "beteende", ()).forst[0]
    assert forst.nyckel == "oro:beteende-1"
    # The others are counted in the evidence, and not in a sentence that goes with the pupil.
    assert "det avviker från gruppen;" in forst.mening
    assert forst.underlag["rader"][0]["andra"] == {"gron": 9, "gul": 0, "rod": 0, "ej_bedomda": 0}
    assert u.utkastet("oro:beteende-1") == forst
    assert u.utkastet("oro:finns-inte") is None
    assert u.forslag("oro", "beteende", {"oro:beteende-1"}).forst == ()
    assert u.bortlagda("oro", "beteende", {"oro:beteende-1", "oro:akademisk-4"}) == [forst]
    assert [r["pastaende"] for r in u.dimensionen("beteende")["rader"]] == [n for n in NYCKLAR if "beteende" in n]


def test_a_protected_pupil_is_in_no_number_also_for_those_named(v):
    """The class has one more, red on all, whom mentor2 is named for: nobody's count knows."""
    Kartlaggning.objects.filter(klass=v.klass).exclude(pk=v.runda.pk).delete()
    skyddad = skyddad_elev(v.klass, v.mentor2)
    ny = stangd_runda(v.klass, v.mentor, {skyddad: "r" * 10, v.ada: "r" + GRON[1:]}, datum=NU)
    rad = elevunderlag.las(v.analys, v.ada).rader[0]
    assert (rad.andra.elever, rad.andra.rod) == (9, 0)
    # The protected pupil beside the others: those are all the rest.
    rad = elevunderlag.las(v.analys, skyddad).rader[0]
    assert (rad.andra.elever, rad.andra.rod, ny.deltagare.count()) == (10, 1, 11)


def test_another_class_is_not_counted_out(v):
    """Ada has come from 7B, where she was judged last: its small numbers are nobody's in this meeting."""
    Kartlaggning.objects.filter(elev=v.ada).delete()
    for n in range(4):
        fabrik.elev(v.annan_klass, f"Olle{n}")
    andra = dict.fromkeys(v.annan_klass.elever.all(), GRON)
    runda(v.annan_klass, v.annan_mentor, andra | {v.ada: "r" + GRON[1:]}, stangd=True, datum=NU)
    u = elevunderlag.las(v.analys, v.ada)
    assert u.jamfor_med == "7B den 20 november 2026"
    assert not u.bild.visa_antal
    (forst,) = u.forslag("oro", "beteende", ()).forst
    assert forst.mening.endswith("det avviker från gruppen.")
    assert "andra" not in forst.underlag["rader"][0]
    assert u.rader[0].utfall is Utfall.SAMRE


def test_the_same_class_last_year_is(v):
    v.klass.lasar = 2025
    v.klass.save()
    nu = fabrik.klass(v.skola, "8A", v.mentor, lasar=2026)
    type(nu).objects.filter(pk=nu.pk).update(stam=v.klass.stam)
    nu.refresh_from_db()
    Placering.objects.create(elev=v.ada, klass=nu)
    v.analys.klass = nu
    assert elevunderlag.las(v.analys, v.ada).bild.visa_antal
    # And not the other way round: a round of this year, in a meeting about last year's class.
    runda(nu, v.mentor, {v.ada: GRON}, stangd=True, datum=NU)
    v.analys.klass = type(nu).objects.get(pk=v.klass.pk)
    assert not elevunderlag.las(v.analys, v.ada).bild.visa_antal


def test_a_pupil_that_no_class_round_has_judged(v):
    ny = fabrik.elev(v.klass, "Ny")
    eget_datum(ny, v.mentor, farger(affektiv_3="r"))
    u = elevunderlag.las(v.analys, ny)
    assert (u.rader, u.jamfor_med, u.bild.visa_antal) == ([], "", False)
    assert u.utkastet("oro:affektiv-3").mening == "Eleven har rött på att må bra i skolan."


def test_a_pupil_put_up_before_the_first_date(v):
    bo = v.elever[1]
    u = elevunderlag.las(v.analys, bo)
    assert (u.bild.kartlaggning, u.bild.bedomningar, len(u.rader)) == (None, {}, 10)
    assert u.star("beteende-1") == Bedomning(1, HOST, True)
    assert u.star("kognitiv-3") is None


def test_a_colleagues_open_column_is_not_read(v):
    eget_datum(v.ada, v.mentor, "r" * 21, tillfragad=v.larare, stangd=False)
    assert [t.kollega for t in elevunderlag.las(v.analys, v.ada).tillfallen] == ["", "", ""]
    Kartlaggning.objects.filter(tillfragad=v.larare).delete()
    eget_datum(v.ada, v.mentor, "r" * 21, tillfragad=v.larare)
    u = elevunderlag.las(v.analys, v.ada)
    assert [t.kollega for t in u.tillfallen] == ["", "", "", "Lena Lärare"]
    # And is never the mentors' colour.
    assert u.star("affektiv-1").farg == 1


def test_as_many_questions_however_many_dates(v):
    def antal() -> int:
        with CaptureQueriesContext(connection) as fragor:
            elevunderlag.las(v.analys, v.ada)
        return len(fragor)

    antal()  # what is read once of the school and the class
    forst = antal()
    for manad in range(1, 9):
        eget_datum(v.ada, v.mentor, datum=date(2026, manad, 2))
    eget_datum(v.ada, v.mentor, tillfragad=v.larare)
    assert antal() == forst
