"""The follow-up of a varv: booked against colleagues, and the next varv that it opens."""

from datetime import date, time, timedelta

import pytest

from handlingsplan import regler, urval
from handlingsplan.models import Avskrift, Skal, Varv
from skolanknytning.skola.models import idag

from .planer import DAG, boka, fylld, plan, senast, skriv, varvet, version

INGET = {"uppfoljning": None, "klockan": None, "insamlat": None, "foljer_upp": None, "ovriga": "", "kallade": set()}


class TestUppfoljning:
    def test_it_is_booked(self, v):
        nytt = {
            "uppfoljning": DAG,
            "klockan": time(14, 30),
            "insamlat": DAG,
            "foljer_upp": v.mentor,
            "ovriga": "specialpedagog",
            "kallade": [v.rektor.id, v.larare.id],
        }
        u = regler.satt_uppfoljning(varvet(v.plan), nytt, fore=INGET, av=v.mentor)
        nu = varvet(v.plan)
        assert (u.krockar, u.rad, set(u.andrade)) == ((), nu, set(nytt))
        assert {f: getattr(nu, f) for f in nytt if f != "kallade"} == {f: x for f, x in nytt.items() if f != "kallade"}
        assert set(nu.kallade.all()) == {v.rektor, v.larare}
        assert (senast(v.plan), version(v.plan)) == (("andrade", "uppföljning i plan för 7A", v.skola.kod), 2)

    def test_each_field_stands_against_what_was_read(self, v):
        varv = varvet(v.plan)
        regler.satt_uppfoljning(varv, {"uppfoljning": DAG, "kallade": {v.larare.id}}, fore=INGET, av=v.mentor)
        mitt = INGET | {"uppfoljning": DAG + timedelta(7), "ovriga": "kurator", "kallade": {v.rektor.id}}
        u = regler.satt_uppfoljning(varv, mitt, fore=INGET, av=v.mentor2)
        assert {k.falt: (k.deras, k.min) for k in u.krockar} == {"uppfoljning": (DAG, DAG + timedelta(7))}
        nu = varvet(v.plan)
        assert (nu.uppfoljning, nu.ovriga, set(nu.kallade.all())) == (DAG, "kurator", {v.larare, v.rektor})

    def test_who_are_invited_are_added_and_taken_away_one_by_one(self, v):
        def kalla(fore, nytt, av):
            fore, nytt = ({"kallade": {p.id for p in alla}} for alla in (fore, nytt))
            return regler.satt_uppfoljning(varvet(v.plan), nytt, fore=fore, av=av)

        kalla([], [v.mentor, v.larare], v.mentor)
        assert kalla([], [v.rektor], v.mentor2).krockar == ()
        assert set(varvet(v.plan).kallade.all()) == {v.mentor, v.larare, v.rektor}
        # One takes away, another adds, both from the same page; who is gone already is gone.
        alla = [v.mentor, v.larare, v.rektor]
        kalla(alla, [v.mentor, v.rektor], v.mentor)
        kalla(alla, [v.rektor, v.mentor2, v.larare], v.mentor2)
        assert set(varvet(v.plan).kallade.all()) == {v.rektor, v.mentor2}
        nu = version(v.plan)
        assert kalla(alla, [v.mentor, v.rektor], v.mentor).andrade == ()
        assert version(v.plan) == nu

    def test_the_same_from_two_is_no_quarrel(self, v):
        for person in (v.mentor, v.mentor2):
            nytt = {"uppfoljning": DAG, "kallade": {v.larare.id}}
            assert regler.satt_uppfoljning(varvet(v.plan), nytt, fore=INGET, av=person).krockar == ()
        assert version(v.plan) == 2

    def test_support_is_seen_to_also_while_the_rektor_has_it(self, v):
        varv = varvet(v.plan)
        with pytest.raises(regler.OgiltigError, match="Inget stöd efterfrågas"):
            regler.stod_ordnat(varv, True, v.rektor)
        skriv(v.plan, f"{varv.kod}-stod", "Planeringstid.", v.mentor)
        regler.skicka(v.plan, v.mentor)
        nar = regler.stod_ordnat(varv, True, v.rektor).stod_ordnat
        assert (nar is None, senast(v.plan)[1]) == (False, "stöd till dem som ansvarar i plan för 7A")
        assert regler.stod_ordnat(varv, True, v.mentor).stod_ordnat == nar
        assert regler.stod_ordnat(varv, False, v.mentor).stod_ordnat is None
        regler.ta_tillbaka(v.plan, v.mentor)
        regler.folj_upp(v.plan, v.mentor)
        with pytest.raises(regler.OgiltigError, match="redan uppföljt"):
            regler.stod_ordnat(varv, True, v.rektor)
        regler.avsluta(v.plan, v.mentor)
        with pytest.raises(regler.AvslutadError):
            regler.stod_ordnat(varvet(v.plan), True, v.rektor)

    @pytest.mark.parametrize(
        ("nytt", "fel"),
        [
            ({"datum": None}, "Ange"),
            ({"uppfoljning": date(2020, 1, 1)}, "före planens datum"),
            ({"uppfoljning": DAG, "insamlat": DAG + timedelta(1)}, "klart senast"),
            ({"ovriga": "x" * 201}, "för långt"),
            ({"ovriga": "20100203-1234"}, "personnummer"),
            ({"ovriga": "Adas mamma"}, r"nämna en elev i klassen \(Ada\)"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_changed(self, v, nytt, fel):
        Varv.objects.update(datum=date(2026, 11, 22))
        fore = INGET | {"datum": date(2026, 11, 22)}
        with pytest.raises(regler.OgiltigError, match=fel):
            regler.satt_uppfoljning(varvet(v.plan), nytt | {"kallade": {v.larare.id}}, fore=fore, av=v.mentor)
        assert (varvet(v.plan).uppfoljning, varvet(v.plan).kallade.count()) == (None, 0)

    def test_not_of_a_varv_that_has_been_followed_up(self, v):
        varv = varvet(v.plan)
        regler.folj_upp(v.plan, v.mentor)
        with pytest.raises(regler.OgiltigError, match="uppföljt"):
            regler.satt_uppfoljning(varv, {"uppfoljning": DAG}, fore=INGET, av=v.mentor)


class TestFoljUpp:
    def test_the_next_has_everything_in_place(self, v):
        fylld(v.plan, v.mentor)
        forsta = varvet(v.plan)
        skriv(v.plan, f"{forsta.kod}-effekt", "Fler är med i klassrummet.", v.mentor2)
        fore = version(v.plan)
        nytt = regler.folj_upp(v.plan, v.rektor, datum=DAG)
        assert (nytt.nummer, nytt.datum, nytt.uppfoljning, nytt.klockan, nytt.insamlat) == (2, DAG, None, None, None)
        assert (nytt.foljer_upp, nytt.ovriga, list(nytt.kallade.all())) == (v.mentor, "specialpedagog", [v.mentor])
        assert {t.falt: (t.version, t.andrad_av) for t in nytt.texter.all()} == {
            "monster": (1, v.mentor),
            "faktorer": (1, v.mentor),
            "effekt": (1, v.mentor2),
            "hur": (1, v.mentor),
            "datainsamling": (1, v.mentor),
        }
        i = urval.innehall(v.plan)
        assert i.text("effekt", nytt) == i.text("effekt", forsta) == "Fler är med i klassrummet."
        assert [len(r.insatser) for r in i.aktuella] == [2, 1]
        assert (senast(v.plan), version(v.plan)) == (("andrade", "nytt varv i plan för 7A", v.skola.kod), fore + 1)

    def test_the_earlier_is_kept_as_it_stood(self, v):
        fylld(v.plan, v.mentor)
        forsta = varvet(v.plan)
        regler.folj_upp(v.plan, v.mentor)
        kopia = Avskrift.objects.get()
        assert (kopia.skal, kopia.varv, kopia.av) == (Skal.VARV, forsta, v.mentor)
        assert kopia.innehall["nummer"] == 1
        assert "Mentorn ringer hem samma dag." in str(kopia.innehall)
        forsta.refresh_from_db()
        assert (forsta.avslutat is not None, varvet(v.plan).avslutat) == (True, None)

    def test_a_double_click_is_one(self, v):
        ett = regler.folj_upp(v.plan, v.mentor, fran=1)
        assert regler.folj_upp(v.plan, v.mentor, fran=1) == ett
        assert (v.plan.varv.count(), Avskrift.objects.count(), version(v.plan)) == (2, 1, 2)
        assert regler.folj_upp(v.plan, v.mentor, fran=2).nummer == 3

    def test_today_unless_told_otherwise(self, v):
        assert regler.folj_upp(v.plan, v.mentor).datum == idag()

    def test_one_with_nothing_in_it(self, v):
        p = plan(v.annan_klass, v.annan_mentor)
        assert regler.folj_upp(p, v.annan_mentor).texter.count() == 0
        assert urval.innehall(p).nu.nummer == 2

    def test_a_copy_is_written_on_as_any_text(self, v):
        boka(v.plan, v.mentor)
        skriv(v.plan, f"{varvet(v.plan).kod}-hur", "Samtal.", v.mentor)
        nytt = regler.folj_upp(v.plan, v.mentor)
        u = regler.spara_text(v.plan, f"{nytt.kod}-hur", "Samtal och enkät.", ersatter=1, av=v.mentor2)
        assert (u.sparad, [t.text for t in urval.tidigare(u.rad)]) == (True, ["Samtal."])
