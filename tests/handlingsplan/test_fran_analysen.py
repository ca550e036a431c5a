"""From a meeting's recap to plans: what has been made of it, and what can be."""

import pytest
from django.urls import reverse

from analys import regler as analysregler
from handlingsplan import regler

from ..analys.moten import DAG, monster, mote
from ..analys.sidor import adress, las, moteslage, text
from ..kartlaggning.individuella import eget_datum, skyddad_elev
from .planer import elevplan, plan

RUBRIK = "Från mönster till plan"


@pytest.fixture
def v(varld):
    """A meeting about 7A that found one pattern of the class, marked, and one of Ada."""
    varld.ada, varld.bo = varld.elever[:2]
    eget_datum(varld.ada, varld.mentor)
    varld.analys = mote(varld.klass, varld.mentor, elever=[varld.ada])
    monster(varld.analys, varld.mentor, angelagen=True)
    monster(varld.analys, varld.mentor, "Om Ada.", elev=varld.ada)
    return varld


def avsnitt(sidan: str) -> str:
    """The part about plans, as text."""
    assert RUBRIK in sidan
    borjan = sidan.index('aria-labelledby="plan-rubrik"')
    return text(f"<main{sidan[sidan.index('>', borjan) : sidan.index('</section>', borjan)]}</main>")


def sammanfattning(klient, v) -> str:
    return las(klient, "analys_sammanfattning", v.analys)


def test_a_meeting_that_has_been_held_leads_to_plans(v, logga_in):
    klient = logga_in(v.mentor)
    assert RUBRIK not in sammanfattning(klient, v)
    analysregler.avsluta(v.analys, av=v.mentor)
    sidan = sammanfattning(klient, v)
    assert "det angelägna mönstret och dess faktorer. Det ni har skrivit här fylls i åt er." in avsnitt(sidan)
    assert avsnitt(sidan).endswith("Gör en plan för 7A Gör en plan för Ada Ek")
    for namn, om in (("plan_ny_klass", v.klass), ("plan_ny_elev", v.ada)):
        assert f'href="{reverse(namn, args=[om.kod])}?analys={v.analys.kod}"' in sidan


def test_what_has_become_plans_is_listed(v, logga_in):
    v.analys = analysregler.avsluta(v.analys, av=v.mentor)
    forst = plan(v.klass, v.mentor, "Ankomst till NO", analys=v.analys)
    elevplan(v.ada, v.mentor, "Trygg i NO", analys=v.analys)
    regler.avsluta(forst, v.mentor)
    plan(v.klass, v.mentor, "Ur något annat", and_anda=True)
    delen = avsnitt(sammanfattning(logga_in(v.elevhalsa), v))
    assert "Det här har blivit plan: Ankomst till NO avslutad Trygg i NO Ada Ek" in delen
    assert "Ur något annat" not in delen


def test_nothing_found_leads_nowhere(varld, logga_in):
    varld.analys = analysregler.avsluta(mote(varld.klass, varld.mentor), av=varld.mentor)
    assert RUBRIK not in sammanfattning(logga_in(varld.mentor), varld)


def test_a_plan_for_a_protected_pupil_is_listed_for_those_named(v, logga_in):
    skyddad = skyddad_elev(v.klass, v.mentor2)
    analysregler.satt_upp(v.analys, [skyddad], av=v.mentor2)
    monster(v.analys, v.mentor2, "Om den skyddade.", elev=skyddad)
    v.analys = analysregler.avsluta(v.analys, av=v.mentor)
    elevplan(skyddad, v.mentor2, "Skyddat område", analys=v.analys)
    assert "Skyddat område" in avsnitt(sammanfattning(logga_in(v.mentor2), v))
    sidan = sammanfattning(logga_in(v.mentor), v)
    assert "Skyddat område" not in sidan
    assert skyddad.kod not in sidan


def test_it_is_not_on_the_wall(v, logga_in):
    analysregler.avsluta(v.analys, av=v.mentor)
    klient = logga_in(v.mentor)
    moteslage(klient, v.analys)
    assert RUBRIK not in sammanfattning(klient, v)


def test_a_meeting_about_the_school_leads_to_the_schools_plan(varld, logga_in):
    varld.analys = analysregler.planera_skola(varld.skola, datum=DAG, av=varld.rektor)
    monster(varld.analys, varld.rektor, "Närvaron sjunker i alla årskurser.")
    analysregler.avsluta(varld.analys, av=varld.rektor)
    sidan = sammanfattning(logga_in(varld.rektor), varld)
    assert avsnitt(sidan).endswith("Gör en plan för skolan")
    assert adress("plan_ny_skola", varld.skola) in sidan
