"""Who can be responsible for what a plan decides, see to its follow-up or be invited: of a protected pupil's, few."""

import re

import pytest

from handlingsplan.models import Insats, Varv

from ..kartlaggning.individuella import skyddad_elev
from . import planer
from .stegsidor import las, text, tryck

PERSONAL = {"Alva Annan", "Elsa Hälsa", "Lena Lärare", "Maja Mentor", "Milo Mentor", "Rut Rektor"}
NAMNGIVNA = {"Maja Mentor", "Rut Rektor"}
OM_INSYN = (
    "kan inte se eleven, som har skyddade personuppgifter, och påminns inte. Välj någon annan, eller be en mentor "
    "eller rektor att först ge insyn."
)


@pytest.fixture
def v(varld, logga_in):
    """A plan about a protected pupil whom the mentor and the rektor are named for, and one about Ada."""
    varld.skyddad = skyddad_elev(varld.klass, varld.mentor, varld.rektor)
    varld.plan = planer.elevplan(varld.skyddad, varld.mentor)
    varld.insats = planer.insats(planer.mal(varld.plan, varld.mentor), varld.mentor)
    varld.adas = planer.elevplan(varld.elever[0], varld.mentor)
    planer.insats(planer.mal(varld.adas, varld.mentor), varld.mentor)
    varld.klient = logga_in(varld.mentor)
    return varld


def att_valja(v, plan) -> list[set[str]]:
    """Who can be chosen as responsible, to see to the follow-up, and to be invited to it."""
    ansvar, uppfoljning = (las(v.klient, plan, f"modul-2/{steg}") for steg in (4, 5))

    def namn(sidan: str, falt: str) -> set[str]:
        lista = re.search(rf'<select[^>]* name="{falt}".*?</select>', sidan, re.DOTALL)[0]
        return set(re.findall(r'<option value="\w+"[^>]*>([^<]+)<', lista))

    kallade = set(re.findall(r'name="kallade" value="\w+"[^>]*> <span>([^<]+)<', uppfoljning))
    return [namn(ansvar, "ansvarig"), namn(uppfoljning, "foljer_upp"), kallade]


def valj(v, sida: str, *mer: str, **data) -> str:
    """Choose something in the protected pupil's plan; what the step then says."""
    return text(tryck(v.klient, sida, v.plan, *mer, **{"del_": "modul-2/4"} | data).content.decode(), "section")


def test_of_a_protected_pupil_only_those_named_can_be_chosen(v):
    assert att_valja(v, v.plan) == [NAMNGIVNA] * 3
    assert att_valja(v, v.adas) == [PERSONAL] * 3


def test_another_is_refused_whoever_sends_it(v):
    borta = "Valet finns inte längre i listan."
    assert borta in valj(v, "plan_insats", v.insats.kod, ansvarig=v.larare.kod, fore_ansvarig="")
    uppfoljning = {"del_": "modul-2/5", "fore_foljer_upp": "", "fore_kallade": ""}
    assert borta in valj(v, "plan_uppfoljning", foljer_upp=v.elevhalsa.kod, kallade=[v.mentor2.kod], **uppfoljning)
    assert (Insats.objects.get(pk=v.insats.pk).ansvarig, planer.varvet(v.plan).foljer_upp) == (None, None)
    assert not planer.varvet(v.plan).kallade.exists()
    valj(v, "plan_insats", v.insats.kod, ansvarig=v.rektor.kod, fore_ansvarig="")
    valj(v, "plan_uppfoljning", foljer_upp=v.mentor.kod, kallade=[v.rektor.kod], **uppfoljning)
    assert (Insats.objects.get(pk=v.insats.pk).ansvarig, planer.varvet(v.plan).foljer_upp) == (v.rektor, v.mentor)
    assert list(planer.varvet(v.plan).kallade.all()) == [v.rektor]


def test_a_long_list_of_who_was_there_before_lets_nobody_else_in(v):
    for vem in (v.larare, v.utanfor):
        fore = ",".join([v.mentor.kod] * 200 + [vem.kod])
        valj(v, "plan_uppfoljning", kallade=[vem.kod], fore_kallade=fore, del_="modul-2/5")
        assert not planer.varvet(v.plan).kallade.exists()


def test_who_was_chosen_before_stays_with_what_to_do_about_it(v):
    Insats.objects.filter(pk=v.insats.pk).update(ansvarig=v.larare)
    Varv.objects.filter(plan=v.plan).update(foljer_upp=v.elevhalsa)
    planer.varvet(v.plan).kallade.set([v.mentor, v.mentor2, v.larare])
    ansvar, uppfoljning = (las(v.klient, v.plan, f"modul-2/{steg}") for steg in (4, 5))
    assert f'<option value="{v.larare.kod}" selected>Lena Lärare</option>' in ansvar
    id_ = re.search(r'<select[^>]* name="ansvarig" aria-describedby="([^"]+)"', ansvar)[1]
    assert re.search(rf'id="{id_}">.*?</i> Lena Lärare {OM_INSYN}', ansvar)
    assert re.findall(rf"</i> ([^<]+) {OM_INSYN}", uppfoljning) == ["Elsa Hälsa", "Lena Lärare, Milo Mentor"]
    assert {"Lena Lärare", "Milo Mentor"} < att_valja(v, v.plan)[2]
    # Another field is chosen without a quarrel, and with another person the words are gone.
    valj(
        v,
        "plan_insats",
        v.insats.kod,
        ansvarig=v.larare.kod,
        fore_ansvarig=v.larare.kod,
        ovriga="kurator",
        fore_ovriga="",
    )
    i = Insats.objects.get(pk=v.insats.pk)
    assert (i.ansvarig, i.ovriga) == (v.larare, "kurator")
    assert OM_INSYN not in valj(v, "plan_insats", v.insats.kod, ansvarig=v.mentor.kod, fore_ansvarig=v.larare.kod)
    assert att_valja(v, v.plan)[0] == NAMNGIVNA


def test_nothing_is_said_where_nobody_is_protected(v):
    Insats.objects.filter(mal__plan=v.adas).update(ansvarig=v.utanfor)
    sidan = las(v.klient, v.adas, "modul-2/4")
    assert "Gun Granne" in sidan
    assert OM_INSYN not in sidan
