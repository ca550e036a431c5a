"""Changes made at the same moment, each from a thread of its own: nothing is lost, and nothing is there twice."""

from functools import partial

import pytest

from analys import regler
from analys.models import Analys, Monster, Punkt, Steg

from .. import fabrik
from ..samtidigt import samtidigt
from .moten import DAG, monster, mote, steg


@pytest.fixture
def tva(transactional_db, varld):
    """An open meeting with a pattern, two pupils on the agenda, and the people who write in it."""
    varld.analys = mote(varld.klass, varld.mentor, elever=varld.elever[:2])
    varld.monster = monster(varld.analys, varld.mentor)
    varld.tre = [varld.mentor, varld.mentor2, varld.rektor]
    return varld


def las_om(rad):
    return type(rad).objects.get(pk=rad.pk)


def test_of_texts_saved_at_once_one_stands_and_the_others_meet_it(tva):
    for _ in range(4):
        nu = las_om(tva.monster)
        svar = samtidigt(
            *(partial(regler.spara, las_om(nu), f"{p.namn} {nu.version}", ersatter=nu.version, av=p) for p in tva.tre)
        )
        sparade = [u for u in svar if u.sparad]
        assert len(sparade) == 1
        assert {u.rad.text for u in svar} == {las_om(nu).text}
        assert las_om(nu).version == nu.version + 1


def test_of_first_answers_at_once_one_stands(tva):
    for fraga, elev in [(f, e) for f in ("agerande", "sticker-ut") for e in tva.elever[:2]]:
        svar = samtidigt(
            *(
                lambda p=p, f=fraga, e=elev: regler.spara(
                    regler.svar_for(tva.analys, e, f), f"av {p.namn}", ersatter=0, av=p
                )
                for p in tva.tre
            )
        )
        assert [u.sparad for u in svar].count(True) == 1
        assert tva.analys.svar.get(elev=elev, fraga=fraga).version == 1


def test_a_draft_taken_by_all_at_once_is_one_pattern(tva):
    for n in range(4):
        svar = samtidigt(*(lambda p=p, n=n: monster(tva.analys, p, f"av {p.namn}", utkast=f"oro:{n}") for p in tva.tre))
        assert len({m.pk for m in svar}) == 1
    ordningar = list(tva.analys.monster.values_list("ordning", flat=True))
    assert len(set(ordningar)) == len(ordningar) == 5


def test_a_factor_tied_and_a_pupil_put_up_by_all_at_once_are_there_once(tva):
    assert (
        len({k.pk for k in samtidigt(*(lambda p=p: regler.koppla(tva.monster, "org-schema", av=p) for p in tva.tre))})
        == 1
    )
    samtidigt(*(lambda p=p: regler.satt_upp(tva.analys, tva.elever, av=p) for p in tva.tre))
    assert [p.elev_id for p in tva.analys.punkter.all()] == [e.id for e in tva.elever]
    assert len(set(tva.analys.punkter.values_list("ordning", flat=True))) == len(tva.elever)


def test_one_meeting_is_planned_and_one_is_opened(tva):
    regler.avsluta(tva.analys, av=tva.mentor)
    runda = tva.analys.kartlaggning
    svar = samtidigt(
        *(lambda p=p: regler.planera(runda, datum=DAG, av=p) for p in tva.tre[:2]),
        lambda: regler.oppna(tva.analys, av=tva.rektor),
    )
    assert svar.count(regler.PagarError) == 2
    assert Analys.objects.filter(avslutad=None).count() == 1


def test_an_ended_meeting_takes_no_text_that_came_a_moment_late(tva):
    def skriv(p):
        return regler.lagg_till(tva.analys, slag="oro", dimension="beteende", text="Sent", underlag={}, av=p).rad

    for _ in range(4):
        fore = tva.analys.monster.count()
        svar = samtidigt(
            lambda: skriv(tva.mentor), lambda: skriv(tva.mentor2), lambda: regler.avsluta(tva.analys, av=tva.rektor)
        )
        assert tva.analys.monster.count() - fore == sum(isinstance(s, Monster) for s in svar[:2])
        sist = tva.analys.monster.latest("skapad")
        assert las_om(tva.analys).avslutad >= sist.skapad
        regler.oppna(tva.analys, av=tva.rektor)


def test_a_step_written_planned_and_ticked_at_once_keeps_all_three(tva):
    for n in range(4):
        s = steg(tva.monster, tva.mentor)
        a, b, c = las_om(s), las_om(s), las_om(s)
        samtidigt(
            lambda a=a, n=n: regler.spara(a, f"Nytt {n}", ersatter=1, av=tva.mentor),
            lambda b=b: regler.planera_steg(b, ansvarig=tva.larare, klart=DAG, av=tva.mentor2),
            lambda c=c: regler.steget_gjort(c, True, av=tva.rektor),
        )
        nu = Steg.objects.get(pk=s.pk)
        assert (nu.text, nu.ansvarig_id, nu.klart, nu.gjort is not None) == (f"Nytt {n}", tva.larare.id, DAG, True)


def test_a_pattern_taken_away_while_it_is_written_in(tva):
    for n in range(4):
        m = monster(tva.analys, tva.mentor, f"M{n}")
        svar = samtidigt(
            partial(regler.spara, las_om(m), "Nytt", ersatter=1, av=tva.mentor),
            partial(regler.koppla, las_om(m), "org-schema", av=tva.mentor2),
            partial(regler.ta_bort, las_om(m), av=tva.rektor),
        )
        assert svar[2] is None
        assert all(s is regler.BorttagetError or getattr(s, "sparad", True) for s in svar[:2])
        assert not Monster.objects.filter(pk=m.pk).exists()
    assert not tva.analys.tidigare.exists()


def test_presses_on_the_agenda_at_once_lose_nobody(tva):
    regler.satt_upp(tva.analys, tva.elever, av=tva.mentor)
    ider = [e.id for e in tva.elever]
    for _ in range(4):
        punkter = list(Punkt.objects.filter(analys=tva.analys))
        samtidigt(
            lambda p=punkter[-1]: regler.flytta_punkt(p, upp=True, bland=ider, av=tva.mentor),
            lambda p=punkter[0]: regler.flytta_punkt(p, upp=False, bland=ider, av=tva.mentor2),
            lambda p=punkter[1]: regler.satt_klar(p, True, av=tva.rektor),
        )
        assert sorted(tva.analys.punkter.values_list("elev_id", flat=True)) == sorted(ider)
        assert Punkt.objects.get(pk=punkter[1].pk).klar


def test_every_change_is_counted(tva):
    """The meeting's number grows with each, also when they come at once: nobody's screen misses one."""
    fore = las_om(tva.analys).version
    samtidigt(*(lambda p=p, n=n: monster(tva.analys, p, f"M{n}") for n, p in enumerate(tva.tre)))
    assert las_om(tva.analys).version == fore + 3


def test_another_schools_meeting_is_not_in_the_way(tva):
    granne = fabrik.elev(tva.granneklass, "Nils")
    deras = mote(tva.granneklass, tva.utanfor, elever=[granne])
    svar = samtidigt(lambda: monster(deras, tva.utanfor), lambda: monster(tva.analys, tva.mentor))
    assert [m.analys_id for m in svar] == [deras.id, tva.analys.id]
