"""The folder for a plan's follow-up: the sheet, the plan, the grid, pupils' forms and what the analysis found."""

from datetime import date

import pytest
from django.urls import reverse

from analys import regler as analysregler
from handlingsplan import regler
from handlingsplan.models import Plan
from skolanknytning.bakgrund.models import Utskriftsjobb
from skolanknytning.logg.models import Handelse, Handling

from .. import fabrik
from ..analys import moten
from ..analys.test_utskrift import bokmarken, sidorna
from ..kartlaggning.individuella import eget_datum, skyddad_elev
from ..kartlaggning.test_utskrift import dokument
from . import planer


@pytest.fixture
def med_analys(v):
    """A plan that started from a meeting with a pattern of the class, and one of Ada; Ada and Bo have a form each."""
    v.plan = planer.fylld(v.plan, v.mentor)
    for elev in (v.ada, v.bo):
        eget_datum(elev, v.mentor)
    v.runda = moten.stangd_runda(v.klass, v.mentor)
    v.analys = analysregler.planera(v.runda, datum=date(2026, 11, 22), elever=[v.ada], av=v.mentor)
    moten.monster(v.analys, v.mentor, "Hälften saknas i NO.", angelagen=True)
    moten.monster(v.analys, v.mentor, "Kommer inte till KE.", elev=v.ada)
    Plan.objects.filter(pk=v.plan.pk).update(analys=v.analys)
    return v


def allt(klient, plan) -> dict:
    """All that the page offers, as it has chosen it beforehand."""
    finns = klient.get(reverse("plan_mapp", args=[plan.kod])).context["finns"]
    return {
        "blad": "ja",
        "rutnat": "ja",
        "analys": "ja",
        "plan": [p.kod for p in finns.planer],
        "elev": [elev.kod for elev in finns.elever],
    }


def bestall(klient, plan, /, **val):
    """Choose what goes into the folder, all of it when nothing is said; the answer."""
    return klient.post(reverse("plan_mapp", args=[plan.kod]), val or allt(klient, plan))


def mapp(klient, plan, arbeta):
    """The folder with all that is offered, made at once or by the worker."""
    bestall(klient, plan)
    arbeta()
    jobb = Utskriftsjobb.objects.latest("id")
    return klient.get(reverse("plan_mapp_pdf", args=[plan.kod, jobb.kod]))


def titlar(svar) -> list[str]:
    return [titel for titel, _ in bokmarken(dokument(svar))]


def test_it_has_the_sheet_the_plan_the_grid_the_forms_and_what_the_analysis_found(med_analys, logga_in, arbeta):
    v = med_analys
    skyddad = skyddad_elev(v.klass, v.mentor)
    eget_datum(skyddad, v.mentor)
    svar = mapp(logga_in(v.mentor), v.plan, arbeta)
    assert titlar(svar) == [
        "Innehåll",
        "Blad till uppföljningsmötet",
        "Planen",
        "Varv 1",
        "Tidslinje",
        "Klassens rutnät",
        "Individuella kartläggningar",
        v.ada.namn,
        v.bo.namn,
        "Det analysen kom fram till",
    ]
    sidor = sidorna(svar)
    assert dokument(svar).metadata.title == "Mapp till uppföljningen 7A"
    assert all(f"Sida {n} av {len(sidor)}" in sida for n, sida in enumerate(sidor, start=1))
    assert "Klassen 1. ! Angeläget Hälften saknas i NO." in sidor[-1]
    # The plan is about the class, and so nothing is printed that the meeting said of a pupil.
    assert "Kommer inte till KE." not in " ".join(sidor)
    assert skyddad.namn not in " ".join(sidor)


def test_every_fetch_is_logged_for_all_it_holds(med_analys, logga_in, arbeta):
    v = med_analys
    mapp(logga_in(v.mentor), v.plan, arbeta)
    vad = "mapp till uppföljningen"
    rader = Handelse.objects.filter(handling=Handling.SKREV_UT).order_by("id")
    assert [(h.text, h.objekt_kod) for h in rader] == [
        (f"{vad} av plan för 7A", v.plan.kod),
        (f"kartläggning av 7A i {vad}", v.runda.kod),
        (f"analys av 7A i {vad}", v.analys.kod),
        (f"{vad} av plan för 7A, bladen om en elev", v.ada.kod),
        (f"{vad} av plan för 7A, bladen om en elev", v.bo.kod),
    ]


def test_elevhalsan_has_no_grid(med_analys, logga_in, arbeta):
    klient = logga_in(med_analys.elevhalsa)
    assert 'name="rutnat"' not in klient.get(reverse("plan_mapp", args=[med_analys.plan.kod])).content.decode()
    assert "Klassens rutnät" not in titlar(mapp(klient, med_analys.plan, arbeta))


def test_what_is_offered_may_be_left_out(med_analys, logga_in):
    v = med_analys
    svar = bestall(logga_in(v.mentor), v.plan, blad="ja", elev=[v.bo.kod])
    klient = logga_in(v.mentor)
    assert titlar(klient.get(svar.url)) == [
        "Innehåll",
        "Blad till uppföljningsmötet",
        "Individuella kartläggningar",
        v.bo.namn,
    ]


def test_a_large_one_is_waited_for(med_analys, logga_in, stor, arbeta):
    v = med_analys
    klient = logga_in(v.mentor)
    vantar = bestall(klient, v.plan).url
    assert vantar == reverse("plan_mapp_vantar", args=[v.plan.kod, Utskriftsjobb.objects.get().kod])
    assert "Mappen väntar på sin tur" in klient.get(vantar).content.decode()
    arbeta()
    html = klient.get(vantar).content.decode()
    assert f'href="{vantar}uppfoljning.pdf"' in html
    assert f'href="{vantar}uppfoljning.pdf"' in klient.get(reverse("plan_mapp", args=[v.plan.kod])).content.decode()


def test_nothing_chosen_makes_no_folder(v, logga_in):
    svar = bestall(logga_in(v.mentor), v.plan, rutnat="ja", analys="ja")
    assert svar.url == reverse("plan_mapp", args=[v.plan.kod])
    assert not Utskriftsjobb.objects.exists()


def test_the_grid_is_the_latest_of_the_class_where_it_is_now(med_analys, logga_in, arbeta):
    v = med_analys
    atta = fabrik.klass(v.skola, "8A", v.mentor, elever=2, lasar=v.klass.lasar + 1, stam=v.klass.stam)
    senare = moten.stangd_runda(atta, v.mentor)
    finns = logga_in(v.mentor).get(reverse("plan_mapp", args=[v.plan.kod])).context["finns"]
    assert finns.rutnat == senare


# --- A plan about a pupil ---


def test_a_pupils_has_the_pupils_own_form_and_no_grid(med_analys, logga_in, arbeta):
    v = med_analys
    plan = planer.elevplan(v.ada, v.mentor)
    Plan.objects.filter(pk=plan.pk).update(analys=v.analys)
    svar = mapp(logga_in(v.mentor), plan, arbeta)
    assert titlar(svar)[5:] == ["Individuella kartläggningar", v.ada.namn, "Det analysen kom fram till"]
    hela = " ".join(sidorna(svar))
    assert f"{v.ada.namn} 1. Kommer inte till KE." in hela
    assert "Hälften saknas i NO." not in hela
    assert v.bo.namn not in hela
    assert v.ada.fornamn not in dokument(svar).metadata.title
    assert Handelse.objects.filter(handling=Handling.SKREV_UT, objekt_kod=v.ada.kod).count() == 1


def test_a_protected_pupils_has_nothing_of_the_analysis_and_no_form(med_analys, logga_in, arbeta):
    v = med_analys
    skyddad = skyddad_elev(v.klass, v.mentor)
    eget_datum(skyddad, v.mentor)
    moten.monster(v.analys, v.mentor, "Skyddade mönstret.", elev=skyddad)
    plan = planer.elevplan(skyddad, v.mentor)
    Plan.objects.filter(pk=plan.pk).update(analys=v.analys)
    svar = mapp(logga_in(v.mentor), plan, arbeta)
    hela = " ".join(sidorna(svar))
    assert skyddad.namn in hela
    assert "Skyddade mönstret." not in hela
    assert "Individuella kartläggningar" not in hela
    assert logga_in(v.rektor).get(reverse("plan_mapp", args=[plan.kod])).status_code == 404


# --- Who may, anew each time ---


def gjord(v, klient) -> str:
    return bestall(klient, v.plan, rutnat="ja", elev=[v.ada.kod]).url


@pytest.mark.parametrize("vem", ["mentor2", "rektor"])
def test_it_is_its_orderers_alone(med_analys, logga_in, vem):
    adress = gjord(med_analys, logga_in(med_analys.mentor))
    assert logga_in(getattr(med_analys, vem)).get(adress).status_code == 404


@pytest.mark.parametrize("vem", ["ada", "cleo"])
def test_a_pupil_who_becomes_protected_closes_it(med_analys, logga_in, vem):
    """Ada has a form in it, Cleo only her name in the grid."""
    klient = logga_in(med_analys.mentor)
    adress = gjord(med_analys, klient)
    assert klient.get(adress).status_code == 200
    elev = getattr(med_analys, vem)
    elev.skyddad = True
    elev.save()
    elev.far_se.add(med_analys.mentor)
    assert klient.get(adress).status_code == 403


def test_who_is_no_longer_mentor_gets_nothing(med_analys, logga_in):
    klient = logga_in(med_analys.mentor)
    adress = gjord(med_analys, klient)
    med_analys.klass.mentorskap.filter(personal=med_analys.mentor).delete()
    assert klient.get(adress).status_code == 403


def test_a_closed_plan_has_its_folder_too(med_analys, logga_in):
    v = med_analys
    regler.avsluta(v.plan, v.mentor)
    klient = logga_in(v.mentor)
    assert klient.get(bestall(klient, v.plan, plan=[v.plan.kod]).url).status_code == 200
