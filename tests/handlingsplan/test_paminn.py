"""The week's letter: who gets it and what it says; once a week, and on where it was."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from email import message_from_bytes
from functools import partial
from io import StringIO
from threading import Barrier, BrokenBarrierError, Event
from time import sleep

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from analys.models import Monster, Steg
from handlingsplan import urval
from handlingsplan.brev import innehall, lasning
from handlingsplan.brev.innehall import Brev, Sak, Slag
from handlingsplan.kalender.lasning import handelser
from handlingsplan.models import Avskrift, Granskning, Lage, Mal, Paminnelse, Plan, Svar, Varv
from handlingsplan.regler import paminnelser
from handlingsplan.vantar import vantar
from skolanknytning.skola.models import Mentorskap, Personal, Roll, Tjanst
from tests import fabrik

from ..samtidigt import SEKUNDER, samtidigt
from .test_kalender import insats, mote, plan

IDAG = date(2026, 11, 25)  # a Wednesday, week 48
ADRESS = "https://skola.example"
SEN, SNART, SENARE = date(2026, 11, 16), date(2026, 12, 9), date(2026, 12, 10)


@pytest.fixture(autouse=True)
def dagen(monkeypatch, settings):
    """A mail server, an address, and a function that moves the clock."""
    settings.EMAIL_HOST, settings.ADRESS = "mejl.exempel.test", ADRESS

    def flytta(dag: date) -> None:
        monkeypatch.setattr("handlingsplan.management.commands.paminn.idag", lambda: dag)

    flytta(IDAG)
    return flytta


def steg(analys, ansvarig, klart=SEN, **mer) -> Steg:
    """A next step of the meeting."""
    monster = Monster.objects.create(analys=analys, dimension="beteende", slag="oro", text="Ada", **mer)
    return Steg.objects.create(monster=monster, ansvarig=ansvarig, klart=klart, text="Ring Ada.")


def fick() -> dict[str, list[str]]:
    """Who has been written to, and what waits for them: a line for each thing, as the letter has it."""
    return {brev.to[0].split("@")[0]: [r for r in brev.body.splitlines() if r.startswith("- ")] for brev in mail.outbox}


def breven(dag: date = IDAG) -> dict[int, Brev]:
    return {brev.personal_id: brev for brev in lasning.breven(dag)}


# --- Who, and of what -------------------------------------------------------------------------------------------------


def test_follow_ups_that_are_late_or_near(varld):
    for dag in (SEN, IDAG - timedelta(days=1), IDAG, SNART, SENARE):
        plan(varld.skola, klass=varld.annan_klass, uppfoljning=dag, klockan=time(14, 5))
    plan(varld.skola, klass=varld.annan_klass, uppfoljning=SEN, avslutad=timezone.now())
    plan(varld.skola, klass=varld.annan_klass, uppfoljning=SEN, avslutat=timezone.now())
    call_command("paminn")
    rader = [
        "- Plan för 7B, skulle ha följts upp 16 november 2026",
        "- Plan för 7B, skulle ha följts upp 24 november 2026",
        "- Plan för 7B, onsdag 25 november 2026 kl. 14.05",
        "- Plan för 7B, onsdag 9 december 2026 kl. 14.05",
    ]
    assert fick() == {"alva": rader, "rut": rader}


def test_plans_to_review_are_the_rektors(varld):
    for om in ({"klass": varld.annan_klass}, {"elev": varld.elever[0]}, {}):
        varv = plan(varld.skola, uppfoljning=None, **om)
        Plan.objects.filter(pk=varv.plan_id).update(lage=Lage.SKICKAD)
    plan(varld.skola, klass=varld.klass, uppfoljning=None)
    call_command("paminn")
    assert fick() == {"rut": ["- En elevs plan", "- Plan för 7B", "- Skolans plan"]}
    assert mail.outbox[0].subject == "Skolanknytning vecka 48: 3 planer att granska"


def aterlamnad(varv, rektor, dag: date, senare: Svar | None = None) -> Plan:
    """The varv's plan, returned by the rektor that day; then sent anew and, for TILLBAKA, taken back."""
    for nar, svar in [(dag, Svar.ATERLAMNAD)] + [(dag + timedelta(days=1), senare)] * (senare is not None):
        tid = timezone.make_aware(datetime.combine(nar, time(23, 30)))
        kopia = Avskrift.objects.create(plan=varv.plan, varv=varv, skal="skickad", av=rektor, innehall={})
        Granskning.objects.create(
            plan=varv.plan, avskrift=kopia, skickad=tid, svar=svar, besvarad=tid if svar else None, besvarad_av=rektor
        )
    Plan.objects.filter(pk=varv.plan_id).update(lage=Lage.SKICKAD if senare == "" else Lage.ATERLAMNAD)
    return varv.plan


def test_plans_that_the_rektor_has_returned_are_for_those_who_write_in_them(varld):
    def ny(**om):
        return plan(varld.skola, uppfoljning=date(2027, 2, 1), **om)

    foljs_upp_av = {"foljer_upp": varld.larare}
    aterlamnad(ny(klass=varld.klass, **foljs_upp_av), varld.rektor, date(2026, 11, 17), senare=Svar.TILLBAKA)
    om_elev = aterlamnad(ny(elev=varld.elever[0]), varld.rektor, date(2026, 11, 16))
    aterlamnad(ny(), varld.rektor, date(2026, 11, 18))
    # Sent anew it is the rektor's again.
    aterlamnad(ny(klass=varld.annan_klass), varld.rektor, SEN, senare="")
    call_command("paminn")
    elevens, klassens, skolans = (
        "- En elevs plan, återlämnad 16 november 2026",
        "- Plan för 7A, återlämnad 17 november 2026",
        "- Skolans plan, återlämnad 18 november 2026",
    )
    assert fick() == {
        "elsa": [elevens, klassens, skolans],
        "maja": [elevens, klassens],
        "milo": [elevens, klassens],
        "rut": ["- Plan för 7B"],
    }
    per_person = {brev.to[0]: brev for brev in mail.outbox}
    assert per_person[varld.mentor.email].subject == "Skolanknytning vecka 48: 2 planer återlämnade av rektor"
    assert f"  {ADRESS}{reverse('plan', args=[om_elev.kod])}\n" in per_person[varld.mentor.email].body


def test_plans_without_a_day_two_weeks_after_they_were_begun(varld):
    forr, nyss = IDAG - timedelta(days=14), IDAG - timedelta(days=13)
    plan(varld.skola, klass=varld.klass, uppfoljning=None, datum=forr, foljer_upp=varld.larare)
    plan(varld.skola, klass=varld.klass, uppfoljning=None, datum=nyss)
    plan(varld.skola, elev=varld.elever[0], uppfoljning=None, datum=nyss, nummer=2)
    plan(varld.skola, klass=varld.annan_klass, uppfoljning=SENARE, datum=forr)
    plan(varld.skola, klass=varld.annan_klass, uppfoljning=None, datum=forr, avslutad=timezone.now())
    plan(varld.skola, klass=varld.annan_klass, uppfoljning=None, datum=forr, avslutat=timezone.now())
    call_command("paminn")
    rader = [
        "- Plan för 7A, varvet började 11 november 2026",
        "- En elevs plan, varvet började 12 november 2026",
    ]
    assert fick() == {"elsa": rader, "maja": rader, "milo": rader, "rut": rader}
    assert mail.outbox[0].subject == "Skolanknytning vecka 48: 2 planer utan datum för uppföljning"


def test_ones_own_insatser_and_steps(varld):
    varv = plan(varld.skola, klass=varld.klass, uppfoljning=None)
    for klart in (SEN, SNART, SENARE, None):
        insats(varv, varld.larare, klart=klart)
    insats(varv, varld.larare, klart=SEN, genomford=timezone.now())
    insats(varv, varld.larare, klart=SEN, slut=varv)
    lamnad = insats(varv, varld.larare, klart=SEN)
    Mal.objects.filter(pk=lamnad.mal_id).update(slut=varv)
    insats(plan(varld.skola, elev=varld.elever[0], uppfoljning=None), varld.elevhalsa, klart=SEN)
    analys = mote(varld.klass)
    for klart in (SEN, SNART, SENARE, None):
        steg(analys, varld.larare, klart)
    gjort = steg(analys, varld.larare)
    Steg.objects.filter(pk=gjort.pk).update(gjort=timezone.now())
    steg(analys, varld.rektor, elev=varld.elever[0])
    steg(mote(None, skola=varld.skola), varld.rektor, SNART)
    call_command("paminn")
    assert fick() == {
        "lena": [
            "- Plan för 7A, skulle ha varit klar 16 november 2026",
            "- Plan för 7A, klar senast onsdag 9 december 2026",
            "- Analysmötet om 7A, skulle ha varit klart 16 november 2026",
            "- Analysmötet om 7A, klart senast onsdag 9 december 2026",
        ],
        "elsa": ["- En elevs plan, skulle ha varit klar 16 november 2026"],
        "rut": [
            "- Analysmötet om 7A, skulle ha varit klart 16 november 2026",
            "- Analysmötet om skolan, klart senast onsdag 9 december 2026",
        ],
    }


def test_a_protected_pupils_plan_is_only_for_those_named(varld):
    elev = fabrik.elev(varld.klass, "Alias", skyddad=True)
    elev.far_se.add(varld.mentor)
    varv = plan(varld.skola, elev=elev, uppfoljning=SEN, foljer_upp=varld.elevhalsa)
    Plan.objects.filter(pk=varv.plan_id).update(lage=Lage.SKICKAD)
    insats(varv, varld.larare, klart=SEN)
    steg(mote(varld.klass), varld.larare, elev=elev)
    call_command("paminn")
    assert list(fick()) == ["maja"]


def test_who_has_left_or_lost_their_role_hears_nothing(varld):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN, foljer_upp=varld.larare)
    Tjanst.objects.filter(personal__in=[varld.larare, varld.mentor]).delete()
    Mentorskap.objects.filter(personal=varld.mentor2).delete()
    Personal.objects.filter(pk=varld.rektor.pk).update(is_active=False)
    call_command("paminn")
    assert fick() == {}


def allt_mojligt(varld) -> list:
    """Plans of every level, with every kind of person near them."""
    skyddad = fabrik.elev(varld.klass, "Alias", skyddad=True)
    skyddad.far_se.set([varld.mentor, varld.larare])
    senare = fabrik.klass(varld.skola, "8A", varld.annan_mentor, lasar=2027, stam=varld.klass.stam)
    om = [{"klass": varld.klass}, {"klass": senare}, {"klass": varld.annan_klass}, {}]
    om += [{"elev": elev} for elev in (varld.elever[0], skyddad)]
    varven = [plan(varld.skola, uppfoljning=SEN, foljer_upp=varld.elevhalsa, **mer) for mer in om]
    varven.append(plan(varld.granne, klass=varld.granneklass, uppfoljning=SNART))
    for varv in varven[::2]:
        varv.kallade.set(Personal.objects.all())
    return varven


def test_the_letter_and_the_calendar_say_the_same(varld):
    """Whose a follow-up is, is written twice, for all and for one. (The rektor hears besides of all that is read.)"""
    allt_mojligt(varld)
    alla = breven()
    for person in Personal.objects.exclude(pk=varld.rektor.pk):
        i_brevet = [
            (s.om.lower(), s.dag, s.vag)
            for g in (alla[person.id].grupper if person.id in alla else ())
            if g.slag in (Slag.FORSENAD, Slag.SNART)
            for s in g.saker
        ]
        i_kalendern = [
            (h.rubrik.removeprefix("Uppföljning av ").replace("plan, ", "plan för ").lower(), h.nar, h.vag)
            for h in handelser(person)
        ]
        assert sorted(i_brevet) == sorted(i_kalendern), person


def test_the_letter_and_the_start_page_say_the_same(varld):
    """Of plans that have come back, and of those without a day."""
    varven = [plan(varv.plan.skola, klass=varv.plan.klass, elev=varv.plan.elev) for varv in allt_mojligt(varld)]
    for varv in varven[1:]:
        aterlamnad(varv, varld.rektor, SEN, senare="" if varv is varven[-1] else None)
    Varv.objects.filter(id__in=[v.id for v in varven[:-2]]).update(uppfoljning=None, datum=SEN - timedelta(days=30))
    alla = breven()
    for person in Personal.objects.all():
        pa_startsidan = [
            (slag, reverse("plan", args=[rad.kod]))
            for skola in (varld.skola, varld.granne)
            if (v := vantar(Personal.objects.get(pk=person.pk), skola, IDAG))
            for slag, lista in ((Slag.ATERLAMNAD, v.aterlamnade), (Slag.UTAN_DAG, v.utan_dag))
            for rad in lista.rader
        ]
        i_brevet = [
            (g.slag, s.vag)
            for g in (alla[person.id].grupper if person.id in alla else ())
            if g.slag in (Slag.ATERLAMNAD, Slag.UTAN_DAG)
            for s in g.saker
        ]
        assert sorted(i_brevet) == sorted(pa_startsidan), person


def test_who_may_open_a_plan_is_what_urval_says(varld):
    for varv in allt_mojligt(varld):
        alla = lasning.personalen(varv.plan.skola)
        om = next(
            lasning.Objekt(*rad) for rad in type(varv).objects.filter(pk=varv.pk).values_list(*lasning.OM_PLAN["varv"])
        )
        assert alla.lasare(om) == {
            person.id for person in Personal.objects.all() if urval.far_lasa(person, Plan.objects.get(pk=varv.plan_id))
        }


def test_who_works_at_two_schools_gets_one_letter(varld):
    Tjanst.objects.create(personal=varld.mentor, skola=varld.granne, roll=Roll.LARARE)
    plan(varld.granne, klass=varld.granneklass, uppfoljning=SEN, foljer_upp=varld.mentor)
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    call_command("paminn")
    assert fick()["maja"] == [
        "- Plan för 7A (Björkskolan), skulle ha följts upp 16 november 2026",
        "- Plan för 7A (Grannskolan), skulle ha följts upp 16 november 2026",
    ]


@pytest.mark.parametrize("antal", [1, 5])
def test_as_many_questions_however_much_there_is(varld, antal, django_assert_num_queries):
    analys = mote(varld.klass)
    for elev in varld.elever[:antal]:
        varv = plan(varld.skola, elev=elev, uppfoljning=SEN)
        varv.kallade.set([varld.larare, varld.elevhalsa])
        insats(varv, varld.mentor, klart=SEN)
        plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
        aterlamnad(plan(varld.skola, klass=varld.annan_klass, uppfoljning=None, nummer=2), varld.rektor, SEN)
        steg(analys, varld.mentor)
    # The schools, eight of each of the two; what people have chosen, the people, and where they work.
    with django_assert_num_queries(1 + 2 * 8 + 3):
        alla = lasning.breven(IDAG)
    assert sum(len(g.saker) + g.fler for brev in alla for g in brev.grupper) == antal * (2 + 2 + 2 + 2 + 2 + 2 + 3)


# --- What it is like --------------------------------------------------------------------------------------------------


def test_the_letter_is_the_same_in_both_kinds_and_leads_to_the_program(varld):
    varv = plan(varld.skola, klass=varld.klass, uppfoljning=SEN, foljer_upp=varld.larare)
    call_command("paminn")
    per_person = {brev.to[0]: brev for brev in mail.outbox}
    brev = per_person[varld.mentor.email]
    ((html, typ),) = brev.alternatives
    assert typ == "text/html"
    lank, mina = f"{ADRESS}{reverse('plan', args=[varv.plan.kod])}", f"{ADRESS}{reverse('paminnelser')}"
    for text in (brev.body, html):
        assert "Hej Maja Mentor!" in text
        assert "1 försenad uppföljning" in text.replace("FÖRSENAD UPPFÖLJNING", "försenad uppföljning")
        assert "Plan för 7A" in text
        assert "skulle ha följts upp 16 november 2026" in text.replace("Skulle", "skulle")
        assert lank in text
        assert mina in text
    assert f'<a href="{lank}">Plan för 7A</a>' in html
    assert "Skulle ha följts upp" in html
    assert lank not in per_person[varld.larare.email].body
    assert brev.subject == "Skolanknytning vecka 48: 1 försenad uppföljning"


def test_the_letters_head_and_that_nothing_is_fetched(varld):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    call_command("paminn")
    post = message_from_bytes(mail.outbox[0].message().as_bytes())
    assert post["List-Unsubscribe"] == f"<{ADRESS}/paminnelser/>"
    assert post["Auto-Submitted"] == "auto-generated"
    assert [del_.get_content_type() for del_ in post.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    html = mail.outbox[0].alternatives[0][0]
    assert [ord_ for ord_ in ("<img", "src=", "url(", "@import", "<link", "<script") if ord_ in html] == []


def test_nothing_of_pupils_or_of_what_is_written(varld):
    analys = mote(varld.klass, ovriga="Cleos syster")
    for elev in varld.elever:
        varv = plan(varld.skola, elev=elev, uppfoljning=SEN, ovriga="Adas pappa")
        Plan.objects.filter(pk=varv.plan_id).update(lage=Lage.SKICKAD)
        aterlamnad(plan(varld.skola, elev=elev, uppfoljning=None, nummer=2, ovriga="Bos pappa"), varld.rektor, SEN)
        insats(varv, varld.mentor, klart=SEN, ovriga="Bos mamma")
        steg(analys, varld.mentor, elev=elev)
    call_command("paminn")
    assert len(mail.outbox) == 4
    for brev in mail.outbox:
        allt = "".join([brev.subject, brev.body, brev.alternatives[0][0]])
        hemligt = [del_ for e in varld.elever for del_ in (e.fornamn, e.efternamn, e.kod)]
        assert [ord_ for ord_ in [*hemligt, "pappa", "mamma", "syster", "kommer sent", "Ring"] if ord_ in allt] == []


def test_names_are_written_as_they_are(varld):
    """A name with signs is itself in the text, and cannot become code in the HTML."""
    Personal.objects.filter(pk=varld.mentor.pk).update(namn="Maja <b> & O'Hara")
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    call_command("paminn")
    (brev,) = [b for b in mail.outbox if b.to == [varld.mentor.email]]
    assert "Hej Maja <b> & O'Hara!" in brev.body
    assert "Hej Maja &lt;b&gt; &amp; O&#x27;Hara!" in brev.alternatives[0][0]


def test_a_long_list_is_cut_with_the_earliest_first():
    saker = [Sak(Slag.SNART, f"Plan {n}", IDAG + timedelta(days=12 - n)) for n in range(11)]
    (grupp,) = innehall.grupper(saker)
    assert (grupp.rubrik, grupp.fler) == ("11 uppföljningar inom två veckor", 3)
    assert [s.om for s in grupp.saker] == [f"Plan {n}" for n in range(10, 2, -1)]


# --- Once a week ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forst", "sedan", "nytt"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), False),
        (date(2026, 11, 29), date(2026, 11, 30), True),
        (date(2026, 12, 28), date(2027, 1, 3), False),
        (date(2026, 12, 31), date(2027, 1, 4), True),
        (date(2026, 11, 23), date(2027, 11, 29), True),
    ],
    ids=["Monday to Sunday", "Sunday to Monday", "over New Year", "the next year", "the same number, another year"],
)
def test_one_letter_a_week(varld, dagen, forst, sedan, nytt):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    dagen(forst)
    call_command("paminn")
    assert set(fick()) == {"maja", "milo", "rut"}
    dagen(sedan)
    mail.outbox.clear()
    call_command("paminn")
    assert set(fick()) == ({"maja", "milo", "rut"} if nytt else set())


def test_who_has_turned_it_off_gets_none(varld):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    paminnelser.valj_veckobrev(varld.mentor, False)
    call_command("paminn")
    assert set(fick()) == {"milo", "rut"}
    paminnelser.valj_veckobrev(varld.mentor, True)
    mail.outbox.clear()
    call_command("paminn")
    assert set(fick()) == {"maja"}


class Dodad(BaseException):
    """What ends a run from outside."""


class Strejkande(EmailBackend):
    """A mail server that refuses one address, ends the run at another, and says when it is asked."""

    vagrar, dodas_vid = "", ""

    def send_messages(self, messages):
        for brev in messages:
            if brev.to[0] == self.dodas_vid:
                raise Dodad
            if brev.to[0] == self.vagrar:
                raise ConnectionResetError("Förbindelsen bröts.")
        return super().send_messages(messages)


@pytest.fixture
def strejkande(settings, monkeypatch):
    """Mail goes by ``Strejkande``, whose whims are set on the class."""
    settings.EMAIL_BACKEND = f"{__name__}.Strejkande"
    monkeypatch.setattr(Strejkande, "vagrar", "")
    monkeypatch.setattr(Strejkande, "dodas_vid", "")
    return Strejkande


def test_a_run_that_was_ended_goes_on_where_it_was(varld, strejkande):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    forut = IDAG - timedelta(days=7)
    Paminnelse.objects.create(personal=varld.mentor2, skickad=forut)
    strejkande.dodas_vid = varld.mentor2.email
    with pytest.raises(Dodad):
        call_command("paminn")
    assert set(fick()) == {"maja"}
    assert Paminnelse.objects.get(personal=varld.mentor2).skickad == forut
    strejkande.dodas_vid = ""
    mail.outbox.clear()
    call_command("paminn")
    assert set(fick()) == {"milo", "rut"}


def test_one_who_cannot_be_written_to_stops_nobody_else(varld, strejkande, capsys):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    strejkande.vagrar = varld.mentor.email
    with pytest.raises(CommandError, match="1 brev kunde inte skickas"):
        call_command("paminn")
    ut = capsys.readouterr()
    assert set(fick()) == {"milo", "rut"}
    assert ut.err == f"Brevet till {varld.mentor.email} kunde inte skickas: Förbindelsen bröts.\n"
    assert ut.out == "2 brev skickades.\n"
    assert Paminnelse.objects.get(personal=varld.mentor).skickad is None
    strejkande.vagrar = ""
    mail.outbox.clear()
    call_command("paminn")
    assert set(fick()) == {"maja"}


def test_what_another_run_has_sent_meanwhile_is_not_sent_again(varld):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    lasta = lasning.breven(IDAG)
    call_command("paminn")
    mail.outbox.clear()
    assert list(paminnelser.skicka(lasta, adress=ADRESS, forbindelse=mail.get_connection())) == []
    assert mail.outbox == []


def test_who_has_turned_it_off_or_left_since_it_was_read_gets_none(varld):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    lasta = lasning.breven(IDAG)
    paminnelser.valj_veckobrev(varld.mentor, False)
    Personal.objects.filter(pk=varld.mentor2.pk).update(is_active=False)
    skickade = paminnelser.skicka(lasta, adress=ADRESS, forbindelse=mail.get_connection())
    assert [brev.personal_id for brev, _ in skickade] == [varld.rektor.id]
    assert set(fick()) == {"rut"}


class Samtidig(EmailBackend):
    """A mail server with which two runs always have a letter each on the way at the same moment."""

    grind: Barrier

    def send_messages(self, messages):
        # Only the first two wait for each other: of three letters one run is left with the last alone.
        with suppress(BrokenBarrierError):
            self.grind.wait(timeout=SEKUNDER)
            self.grind.abort()
        return super().send_messages(messages)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("forut", [None, date(2026, 11, 18)], ids=["the first letter", "one the week before"])
def test_two_runs_at_once_share_the_letters_between_them(varld, settings, monkeypatch, forut):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    if forut:
        Paminnelse.objects.bulk_create(Paminnelse(personal=p, skickad=forut) for p in Personal.objects.all())
    settings.EMAIL_BACKEND = f"{__name__}.Samtidig"
    monkeypatch.setattr(Samtidig, "grind", Barrier(2), raising=False)
    samtidigt(*[partial(call_command, "paminn", stdout=StringIO())] * 2)
    assert sorted(brev.to[0].split("@")[0] for brev in mail.outbox) == ["maja", "milo", "rut"]
    assert Paminnelse.objects.filter(skickad=IDAG).count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_another_run_is_taking_is_not_taken_too(varld):
    Paminnelse.objects.create(personal=varld.mentor)
    brev, tagen = Brev(varld.mentor.id, varld.mentor.namn, varld.mentor.email, IDAG, ()), Event()

    def forst() -> Paminnelse | None:
        with transaction.atomic():
            fick = paminnelser._ta(brev)
            tagen.set()
            # The other asks meanwhile, and waits for the row.
            sleep(0.5)
        return fick

    def sedan() -> Paminnelse | None:
        tagen.wait(SEKUNDER)
        return paminnelser._ta(brev)

    assert [fick is not None for fick in samtidigt(forst, sedan)] == [True, False]


# --- What stops it ----------------------------------------------------------------------------------------------------


def inget_andrat() -> bool:
    return mail.outbox == [] and not Paminnelse.objects.exists()


def test_without_a_mail_server_it_says_so(varld, settings):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    settings.EMAIL_HOST = ""
    with pytest.raises(CommandError, match="Ingen e-postserver är angiven"):
        call_command("paminn")
    assert inget_andrat()


def test_a_mail_server_that_does_not_answer(varld, settings):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match="E-postservern svarar inte"):
        call_command("paminn")
    assert inget_andrat()


@pytest.mark.parametrize("adress", ["", "skola.example", "https://skola.example/plan", "javascript:alert(1)"])
def test_without_an_address_to_lead_to(varld, settings, adress):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    settings.ADRESS = adress
    with pytest.raises(CommandError, match="adress"):
        call_command("paminn")
    assert inget_andrat()


def test_the_address_may_be_given(varld, settings):
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    settings.ADRESS = ""
    call_command("paminn", adress="http://127.0.0.1:8000/")
    assert "http://127.0.0.1:8000/paminnelser/\n" in mail.outbox[0].body


def test_showing_sends_nothing(varld, capsys, settings):
    plan(varld.skola, klass=varld.annan_klass, uppfoljning=SEN)
    settings.EMAIL_HOST = ""
    call_command("paminn", "--visa")
    ut = capsys.readouterr().out
    assert f"Till: Alva Annan <{varld.annan_mentor.email}>" in ut
    assert "- Plan för 7B, skulle ha följts upp 16 november 2026" in ut
    assert ut.endswith("2 brev skulle skickas.\n")
    assert inget_andrat()


def test_nothing_to_send(varld, capsys):
    call_command("paminn")
    assert capsys.readouterr().out == "Inga brev att skicka.\n"
    assert inget_andrat()
