"""How much a plan lacks is counted for many at once as it is told of one; and which plans follow a class."""

import pytest

from handlingsplan import lagen, mallar, regler, urval
from handlingsplan.models import Forflyttning, Insats, Mal, Plan, Text, Uppnatt, Varv
from handlingsplan.saknas import saknas

from .. import fabrik
from . import planer
from .planer import fylld, skriv, varvet

TAS_BORT = {
    "nothing": lambda p: None,
    "how it is": lambda p: Text.objects.filter(plan=p, falt="nulage").update(text=""),
    "the method": lambda p: Text.objects.filter(plan=p, falt="datainsamling").delete(),
    "a goal's words": lambda p: p.texter.filter(falt="mal").first().delete(),
    "an insats's words": lambda p: p.texter.filter(falt="insats").first().delete(),
    "the day": lambda p: Varv.objects.filter(plan=p).update(uppfoljning=None),
    "who follows up": lambda p: Varv.objects.filter(plan=p).update(foljer_upp=None),
    "everyone responsible": lambda p: Insats.objects.filter(mal__plan=p).update(ansvarig=None, ovriga=""),
    "a name, not a task": lambda p: Insats.objects.filter(mal__plan=p).update(ansvarig=None, ovriga="kurator"),
    "the insatser": lambda p: Insats.objects.filter(mal__plan=p).update(slut=varvet(p)),
    "a goal with its insatser": lambda p: Mal.objects.filter(pk=p.mal.first().pk).update(slut=varvet(p)),
    "every goal": lambda p: p.mal.update(slut=varvet(p)),
}


def antal(plan: Plan) -> int:
    """What one plan lacks that matters, told one by one."""
    plan = Plan.objects.get(pk=plan.pk)
    return sum(s.allvarlig for s in saknas(urval.innehall(plan), mallar.las(plan.mallar)))


def raknat(plan: Plan) -> int:
    return {p.kod: p.saknas for p in lagen.for_klasser([plan.klass])[plan.klass_id]}[plan.kod]


@pytest.mark.parametrize("vad", TAS_BORT)
def test_the_count_is_as_many_as_are_told(v, vad):
    p = fylld(v.plan, v.mentor)
    assert antal(p) == 0
    TAS_BORT[vad](p)
    assert raknat(p) == antal(p)
    assert (antal(p) == 0) is (vad in ("nothing", "a name, not a task", "a goal with its insatser"))


def test_a_later_varv_asks_for_more(v):
    p = fylld(v.plan, v.mentor)
    varv = regler.folj_upp(p, v.mentor)
    ett, _ = p.mal.all()
    Forflyttning.objects.create(varv=varv, mal=ett, uppnatt=Uppnatt.NATT)
    assert raknat(p) == antal(p) == 3
    skriv(p, f"{varv.kod}-nulage", "Fler är i tid.", v.mentor)
    assert raknat(p) == antal(p) == 2


def test_each_plan_is_counted_by_itself_in_as_many_questions(v, django_assert_num_queries):
    tom = planer.plan(v.annan_klass, v.annan_mentor)
    fylld(v.plan, v.mentor)
    with django_assert_num_queries(5):
        svar = lagen.for_klasser([v.klass, v.annan_klass])
    assert {vems: [p.saknas for p in alla] for vems, alla in svar.items()} == {v.klass.id: [0], tom.klass_id: [5]}


def test_what_is_not_written_in_lacks_nothing(v):
    for lage in ("skickad", "godkand"):
        Plan.objects.update(lage=lage)
        assert raknat(v.plan) == 0


def test_plans_follow_the_class_to_the_next_lasar(v):
    nasta = fabrik.klass(v.skola, "8A", v.mentor, lasar=v.klass.lasar + 1, stam=v.klass.stam)
    ny = planer.plan(nasta, v.mentor, "Läsning", and_anda=True)
    regler.avsluta(ny, v.mentor)
    annan = planer.plan(v.annan_klass, v.annan_mentor)
    foljda = {v.klass.id: [v.plan.kod], nasta.id: [v.plan.kod, ny.kod], v.annan_klass.id: [annan.kod]}
    alla = lagen.for_klasser([nasta, v.annan_klass, v.klass, v.granneklass])
    assert {klass: [p.kod for p in egna] for klass, egna in alla.items()} == foljda
    for klass in (nasta, v.klass, v.annan_klass):
        assert [p.kod for p in lagen.for_klassen(klass)] == foljda[klass.id]
