"""What stands in whose calendar, and how the address is answered; read by a parser that did not write it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from analys.models import Analys
from analys.models import Niva as Analysniva
from handlingsplan import urval
from handlingsplan.kalender.lasning import handelser
from handlingsplan.models import Insats, Mal, Niva, Plan, Varv
from handlingsplan.regler import paminnelser
from handlingsplan.regler.grund import andrad
from kartlaggning import regler as kartregler
from skolanknytning.skola.models import Mentorskap, Personal, Roll, Tjanst, idag
from tests import fabrik
from tests.klient import Klient

DAG = date(2026, 12, 1)


def plan(skola, *, klass=None, elev=None, avslutad=None, **varv) -> Varv:
    """A plan about a class, a pupil or the school, in its first varv."""
    niva = Niva.KLASS if klass else Niva.INDIVID if elev else Niva.SKOLA
    ny = Plan.objects.create(
        niva=niva, skola=skola, klass=klass, elev=elev, omrade="Ada kommer sent", version=4, avslutad=avslutad
    )
    return Varv.objects.create(plan=ny, **({"uppfoljning": DAG} | varv))


def insats(varv: Varv, ansvarig: Personal, **mer) -> Insats:
    """An insats under a goal of its own, to be done the day."""
    mal = Mal.objects.create(plan=varv.plan, varv=varv)
    return Insats.objects.create(
        mal=mal, varv=varv, typ="framjande", vetenskap=True, ansvarig=ansvarig, **({"klart": DAG} | mer)
    )


def mote(klass, *deltagare, skola=None, **mer) -> Analys:
    """A planned meeting about a class, or (``skola``) about the school."""
    if skola:
        ny = Analys.objects.create(niva=Analysniva.SKOLA, skola=skola, datum=DAG, **mer)
    else:
        runda = kartregler.starta(klass, av=klass.mentorer.first(), datum=DAG)
        ny = Analys.objects.create(skola=klass.skola, klass=klass, kartlaggning=runda, datum=DAG, **mer)
    ny.deltagare.set(deltagare)
    return ny


def rubriker(person: Personal) -> list[str]:
    """What stands in the calendar of the person as they are now."""
    return [h.rubrik for h in handelser(Personal.objects.get(pk=person.pk))]


def vilka(varld, *roller) -> dict[str, list[str]]:
    """The roles that have something in their calendar, and what."""
    namn = roller or ("mentor", "mentor2", "annan_mentor", "larare", "elevhalsa", "rektor", "administrator", "utanfor")
    return {n: r for n in namn if (r := rubriker(getattr(varld, n)))}


# --- Follow-ups -------------------------------------------------------------------------------------------------------


def test_a_classs_follow_up_is_the_mentors(varld):
    plan(varld.skola, klass=varld.klass)
    assert vilka(varld) == {namn: ["Uppföljning av plan, 7A"] for namn in ("mentor", "mentor2")}


def test_the_mentor_of_the_class_as_it_is_called_now(varld):
    """And no longer those it had before it moved up."""
    senare = fabrik.klass(varld.skola, "8A", varld.annan_mentor, lasar=2027, stam=varld.klass.stam)
    plan(varld.skola, klass=varld.klass)
    plan(varld.skola, klass=senare)
    assert vilka(varld) == {
        "annan_mentor": ["Uppföljning av plan, 7A", "Uppföljning av plan, 8A"],
    }


def test_a_pupils_follow_up_is_the_mentors_of_now_and_names_nobody(varld):
    elev = varld.elever[0]
    plan(varld.skola, elev=elev)
    assert vilka(varld) == {namn: ["Uppföljning av en elevs plan"] for namn in ("mentor", "mentor2")}
    elev.placeringar.update(till=idag())
    assert vilka(varld) == {}


def test_who_sees_to_it_and_who_is_invited(varld):
    varv = plan(varld.skola, foljer_upp=varld.elevhalsa)
    varv.kallade.set([varld.rektor, varld.larare])
    om = ["Uppföljning av skolans plan"]
    assert vilka(varld) == {"elevhalsa": om, "rektor": om, "larare": om}


def test_the_address_of_the_plan_is_for_who_may_open_it(varld):
    """To be invited gives the day, and nothing else."""
    for varv in (
        plan(varld.skola),
        plan(varld.skola, klass=varld.klass),
        plan(varld.skola, elev=varld.elever[0]),
    ):
        varv.kallade.set(Personal.objects.all())
        for person in Personal.objects.all():
            (handelse,) = [h for h in handelser(person) if h.nyckel == f"uppfoljning-{varv.kod}"] or [None]
            if handelse:
                lases = urval.far_lasa(Personal.objects.get(pk=person.pk), Plan.objects.get(pk=varv.plan_id))
                assert handelse.vag == (reverse("plan", args=[varv.plan.kod]) if lases else ""), person


def test_a_protected_pupils_plan_is_only_for_those_named(varld):
    elev = fabrik.elev(varld.klass, "Alias", skyddad=True)
    elev.far_se.add(varld.mentor)
    varv = plan(varld.skola, elev=elev, foljer_upp=varld.rektor)
    varv.kallade.set([varld.elevhalsa, varld.larare])
    insats(varv, varld.larare)
    assert vilka(varld) == {"mentor": ["Uppföljning av en elevs plan"]}


@pytest.mark.parametrize(
    "varv", [{"uppfoljning": None}, {"avslutat": timezone.now()}], ids=["no date", "the varv has ended"]
)
def test_what_is_not_to_come_is_gone(varld, varv):
    plan(varld.skola, klass=varld.klass, **varv)
    assert vilka(varld) == {}


def test_a_closed_plan_is_gone_with_its_insatser(varld):
    insats(plan(varld.skola, klass=varld.klass, avslutad=timezone.now()), varld.larare)
    assert vilka(varld) == {}


def test_it_is_late_until_it_is_done(varld):
    plan(varld.skola, klass=varld.klass, uppfoljning=date(2020, 1, 1))
    assert rubriker(varld.mentor) == ["Uppföljning av plan, 7A"]


# --- Insatser and meetings --------------------------------------------------------------------------------------------


def test_ones_own_insatser(varld):
    klassens = plan(varld.skola, klass=varld.klass, uppfoljning=None)
    insats(klassens, varld.larare, start=DAG - timedelta(days=7))
    insats(plan(varld.skola, elev=varld.elever[0], uppfoljning=None), varld.larare, klart=DAG + timedelta(days=7))
    assert vilka(varld) == {
        "larare": [
            "Din insats startar, plan för 7A",
            "Din insats ska vara klar, plan för 7A",
            "Din insats ska vara klar, en elevs plan",
        ]
    }
    assert {h.vag for h in handelser(varld.larare)} == {""}


def test_an_insats_that_is_done_or_left_is_gone(varld):
    varv = plan(varld.skola, klass=varld.klass, uppfoljning=None)
    insats(varv, varld.larare, genomford=timezone.now())
    insats(varv, varld.larare, slut=varv)
    insats(varv, varld.larare, klart=None)
    lamnad = insats(varv, varld.larare)
    Mal.objects.filter(pk=lamnad.mal_id).update(slut=varv)
    assert vilka(varld) == {}


def test_meetings_are_the_mentors_and_the_participants(varld):
    mote(varld.klass, varld.larare)
    mote(None, varld.rektor, skola=varld.skola)
    mote(varld.granneklass, avslutad=timezone.now())
    om_klassen = ["Analysmöte, 7A"]
    assert vilka(varld) == {
        "mentor": om_klassen,
        "mentor2": om_klassen,
        "larare": om_klassen,
        "rektor": ["Analysmöte, skolan"],
    }
    assert [bool(h.vag) for p in (varld.mentor, varld.larare, varld.rektor) for h in handelser(p)] == [
        True,
        False,
        True,
    ]


# --- Who a person is now ----------------------------------------------------------------------------------------------


def test_roles_are_asked_each_time(varld):
    varv = plan(varld.skola, klass=varld.klass, foljer_upp=varld.larare)
    varv.kallade.set([varld.administrator])
    assert set(vilka(varld)) == {"mentor", "mentor2", "larare"}
    Tjanst.objects.filter(personal__in=[varld.larare, varld.mentor]).delete()
    Mentorskap.objects.filter(personal=varld.mentor2).delete()
    assert vilka(varld) == {}


def test_who_works_at_two_schools_is_told_which(varld):
    Tjanst.objects.create(personal=varld.mentor, skola=varld.granne, roll=Roll.LARARE)
    plan(varld.skola, klass=varld.klass)
    assert rubriker(varld.mentor) == ["Uppföljning av plan, 7A (Björkskolan)"]


@pytest.mark.parametrize("antal", [1, 6])
def test_as_many_questions_however_much_there_is(varld, antal, django_assert_num_queries):
    for nummer in range(antal):
        klassens = plan(varld.skola, klass=varld.klass)
        insats(klassens, varld.mentor)
        plan(varld.skola, elev=varld.elever[nummer % 5])
        plan(varld.skola, foljer_upp=varld.mentor)
    mote(varld.klass)
    # Roles, follow-ups, the mentor's pupils, the mentor's classes, insatser, meetings.
    mentor = Personal.objects.get(pk=varld.mentor.pk)
    with django_assert_num_queries(6):
        assert len(handelser(mentor)) == 4 * antal + 1


# --- The address ------------------------------------------------------------------------------------------------------


def hamta(nyckel: str, metod: str = "get", **mer):
    return getattr(Klient(**mer), metod)(reverse("kalender", args=[nyckel]))


def test_the_feed_is_what_the_person_is_to_come_to(varld):
    varv = plan(varld.skola, klass=varld.klass, klockan=time(14, 15))
    egen = insats(varv, varld.mentor)
    motet = mote(varld.klass, tid=time(9), version=12)
    svar = hamta(paminnelser.ny_kalender(varld.mentor))
    fick = {
        e.uid.value: (e.summary.value, e.dtstart.value, e.dtend.value, e.sequence.value, e.url.value)
        for e in vobject.readOne(svar.content.decode()).vevent_list
    }
    planen = f"http://testserver{reverse('plan', args=[varv.plan.kod])}"
    assert fick == {
        f"uppfoljning-{varv.kod}@skolanknytning": (
            "Uppföljning av plan, 7A",
            datetime(2026, 12, 1, 13, 15, tzinfo=UTC),
            datetime(2026, 12, 1, 14, 15, tzinfo=UTC),
            "4",
            planen,
        ),
        f"insats-{egen.kod}-klart@skolanknytning": (
            "Din insats ska vara klar, plan för 7A",
            DAG,
            DAG + timedelta(days=1),
            "4",
            planen,
        ),
        f"analys-{motet.kod}@skolanknytning": (
            "Analysmöte, 7A",
            datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
            datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
            "12",
            f"http://testserver{reverse('analys', args=[motet.kod])}",
        ),
    }


def test_a_change_of_the_plan_is_a_change_of_its_events(varld):
    """The same event, with a higher number and a later time."""
    varv = plan(varld.skola, klass=varld.klass)
    Plan.objects.update(andrad=datetime(2026, 1, 1, tzinfo=UTC))
    nyckel = paminnelser.ny_kalender(varld.mentor)
    (fore,) = vobject.readOne(hamta(nyckel).content.decode()).vevent_list
    Varv.objects.update(uppfoljning=DAG + timedelta(days=2))
    andrad(varv.plan, varld.mentor)
    (efter,) = vobject.readOne(hamta(nyckel).content.decode()).vevent_list
    assert efter.uid.value == fore.uid.value
    assert (fore.dtstart.value, efter.dtstart.value) == (DAG, DAG + timedelta(days=2))
    assert int(efter.sequence.value) == int(fore.sequence.value) + 1
    assert efter.last_modified.value > fore.last_modified.value


def test_nothing_of_pupils_or_of_what_is_written(varld):
    for elev in varld.elever:
        varv = plan(varld.skola, elev=elev, ovriga="Adas pappa")
        insats(varv, varld.mentor, ovriga="Bos mamma")
    mote(varld.klass, ovriga="Cleos syster")
    text = hamta(paminnelser.ny_kalender(varld.mentor)).content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 11
    hemligt = [del_ for elev in varld.elever for del_ in (elev.fornamn, elev.efternamn, elev.kod)]
    assert [ord_ for ord_ in [*hemligt, "Ada", "pappa", "mamma", "syster", "sent"] if ord_ in text] == []


def test_it_leaves_nothing_behind(varld):
    """No session, no cookie; nothing is kept on the way. That nothing is written the client sees to."""
    nyckel = paminnelser.ny_kalender(varld.mentor)
    for adress in (nyckel, "fel"):
        svar = hamta(adress)
        assert not svar.cookies
        assert svar.headers["Cache-Control"] == "no-store"
    assert not Session.objects.exists()


def test_an_address_that_has_ended_is_as_one_that_never_was(varld):
    nycklar = {person: paminnelser.ny_kalender(person) for person in (varld.mentor, varld.mentor2)}
    paminnelser.ta_bort_kalender(varld.mentor)
    Personal.objects.filter(pk=varld.mentor2.pk).update(is_active=False)
    svar = [hamta(nyckel) for nyckel in (*nycklar.values(), "fel", paminnelser.digest(nycklar[varld.mentor2]))]
    assert {(s.status_code, s.content, tuple(sorted(s.headers.items()))) for s in svar} == {
        (404, b"Kalendern finns inte.", tuple(sorted(svar[0].headers.items())))
    }


def test_it_is_only_read(varld):
    nyckel = paminnelser.ny_kalender(varld.mentor)
    huvud = hamta(nyckel, "head")
    assert (huvud.status_code, huvud.content) == (200, b"")
    assert [hamta(nyckel, metod).status_code for metod in ("post", "put", "delete", "options")] == [405] * 4
