"""The changes of a plan: what they do, what they refuse, and that each is counted and logged."""

from handlingsplan import regler, urval

from .planer import fylld, varvet


def test_a_plan_goes_the_whole_way(v):
    plan = fylld(v.plan, v.mentor)
    nytt = regler.folj_upp(plan, v.mentor)
    assert (nytt.nummer, nytt.uppfoljning, nytt.foljer_upp) == (2, None, v.mentor)
    innehall = urval.innehall(plan)
    assert (len(innehall.mal), [len(r.insatser) for r in innehall.mal]) == (2, [2, 1])
    assert innehall.nu == varvet(plan)
    assert innehall.text("effekt", innehall.varv[0]) == innehall.text("effekt", innehall.nu) != ""
    assert regler.avsluta(plan, v.mentor).oppen is False
    assert regler.oppna(plan, v.mentor).oppen
