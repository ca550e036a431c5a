"""The demo school in the database: as the program itself would have left it, with something to find in it."""

from collections import defaultdict
from datetime import date

import pytest
from django.db.models import Count, Max
from django.template.loader import render_to_string
from django.urls import reverse

from kartlaggning import instrument
from kartlaggning import regler as kartregler
from kartlaggning.eleven import elever
from kartlaggning.forslag import forslagslage
from kartlaggning.forslag.tillstand import Lage
from kartlaggning.klassen.underlag import underlag
from kartlaggning.models import Anteckning, Anteckningsversion, Beslut, Farg, Kartlaggning, Markering
from kartlaggning.tal import eskalering
from skolanknytning.logg.models import Handelse
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Mentorskap, Personal, Placering
from skolanknytning.start.demo import plan

from .conftest import NU

NO = {"BI", "FY", "KE"}
KLASSENS = Kartlaggning.objects.filter(niva="grupp")


@pytest.fixture
def lasbar(demo, db):
    """The demo school, for a test that may also change it: the change does not last."""


def person(epost: str) -> Personal:
    return Personal.objects.get(email=epost)


def klass(namn: str, lasar: int = 2026, skola: str = "Lindängsskolan") -> Klass:
    return Klass.objects.get(namn=namn, lasar=lasar, skola__namn=skola)


def rundor(klass: Klass) -> list[Kartlaggning]:
    """The rounds of a class through the läsår, oldest first."""
    return list(KLASSENS.filter(klass__stam=klass.stam).order_by("datum"))


@pytest.mark.usefixtures("lasbar")
class TestTheSchool:
    """The rows: the school is whole, and its rules hold."""

    def test_its_classes(self):
        nu = Klass.objects.filter(skola__namn="Lindängsskolan", lasar=2026)
        assert [k.namn for k in nu] == ["7A", "7B", "7C", "8A", "8B", "8C", "9A", "9B", "9C"]
        antal = nu.filter(placeringar__till=None).annotate(antal=Count("placeringar"))
        assert {k.namn: k.antal for k in antal} == {k.namn: k.elever for k in plan.skolor()[0].klasser}
        assert {22 <= k.antal <= 30 for k in antal} == {True}

    def test_classes_follow_their_pupils_from_the_last_lasar(self):
        forra = Klass.objects.filter(skola__namn="Lindängsskolan", lasar=2025)
        assert [k.namn for k in forra] == ["7A", "7B", "7C", "8A", "8B", "8C"]
        assert klass("7B", 2025).stam == klass("8B").stam != klass("7B").stam
        assert not Placering.objects.filter(klass__lasar=2025, till=None).exists()
        foljde = Elev.objects.filter(placeringar__klass=klass("7B", 2025)).filter(placeringar__klass=klass("8B"))
        assert foljde.count() == 25

    def test_nobody_is_in_two_classes_at_once(self):
        dubbla = Elev.objects.filter(placeringar__till=None).annotate(n=Count("placeringar"))
        assert set(dubbla.values_list("n", flat=True)) == {1}

    def test_somebody_is_new_and_somebody_has_left(self):
        assert Elev.objects.exclude(placeringar__till=None).filter(skola__namn="Lindängsskolan").count() == 4
        i_8b = Elev.objects.filter(pk__in=klass("8B").elever.values("pk"))
        assert i_8b.annotate(n=Count("placeringar")).filter(n=1).count() == 1

    def test_somebody_has_changed_class(self):
        [elev] = Elev.objects.filter(placeringar__klass=klass("7A", 2025)).filter(placeringar__klass=klass("8B"))
        assert elev.kartlaggningar.count() == 2
        assert behorighet.far_bedoma_elev(person("mentor@exempel.test"), elev)
        assert not behorighet.far_folja_elev(person("mikael.brant@exempel.test"), elev, flaggad=True)

    def test_every_class_has_a_mentor_who_is_one(self):
        assert not Klass.objects.filter(mentorskap=None).exists()
        for m in Mentorskap.objects.select_related("klass", "personal"):
            assert behorighet.har_roll(m.personal, m.klass.skola_id, "mentor")

    def test_closed_rounds_are_as_the_program_would_have_left_them(self):
        instr = instrument.las(instrument.SENASTE_GRUPP)
        for k in KLASSENS.exclude(stangd=None):
            elever = set(k.deltagare.values_list("elev_id", flat=True))
            rutor = k.markeringar.values_list("elev_id", "pastaende", "farg", "amnen", "version")
            assert {r[0] for r in rutor} <= elever
            assert {r[1] for r in rutor} == set(instr.per_nyckel)
            assert k.version == max(r[4] for r in rutor)
            assert min(r[4] for r in rutor) > 0
            luckor = len(elever) * 10 - sum(1 for r in rutor if r[2])
            assert bool(luckor) == bool(k.stangd_skal)
            assert k.stangd_av_id is not None
            assert k.stangd.date() >= k.datum
            for _, pastaende, farg, amnen, _ in rutor:
                assert bool(amnen) == (pastaende in instr.amnesfragor and farg in (Farg.GUL, Farg.ROD))

    def test_deltagare_are_those_who_were_placed_that_day(self):
        for k in KLASSENS.exclude(stangd=None).select_related("klass"):
            da = Placering.objects.filter(klass=k.klass, fran__lte=k.datum).exclude(till__lte=k.datum)
            assert set(k.deltagare.values_list("elev_id", flat=True)) == set(da.values_list("elev_id", flat=True))

    def test_the_open_round_can_be_gone_on_with(self):
        [oppen] = KLASSENS.filter(stangd=None)
        mentor = person("mentor@exempel.test")
        assert (oppen.klass, oppen.version) == (
            klass("7A"),
            oppen.markeringar.aggregate(v=Max("version"))["v"],
        )
        assert oppen.markeringar.exclude(farg=0).count() == 143
        assert kartregler.luckor(oppen, av=mentor) == 280 - 143
        assert oppen.markeringar.filter(farg=0, undersok=True).count() == 1
        assert not oppen.deltagare.exists()
        resten = kartregler.resten_gront(oppen, "affektiv-2", av=mentor, amneskoder={})
        assert len(resten.sparade) == 28
        assert kartregler.stang(oppen, av=mentor, skal="Klart för i dag.").stangd is not None

    def test_the_log_tells_of_every_round(self):
        om = Handelse.objects.filter(objekt_typ="kartläggning")
        assert om.filter(handling="skapade").count() == Kartlaggning.objects.count()
        assert om.filter(handling="stangde").count() == Kartlaggning.objects.exclude(stangd=None).count()
        avstod = Handelse.objects.filter(text__startswith="beslut att avstå")
        assert avstod.count() == Beslut.objects.filter(val="avsta").count()
        assert Handelse.objects.filter(tid__gt=NU).count() == 0


@pytest.mark.usefixtures("lasbar")
class TestWhatIsWorthFinding:
    """The patterns that the demo is for."""

    def utan_gront(self, kartlaggning, pastaende):
        """The marks on a statement that are gult or rött."""
        return kartlaggning.markeringar.filter(pastaende=pastaende, farg__gte=Farg.GUL)

    def test_absence_in_no_grows_in_8b(self):
        antal = []
        for k in rundor(klass("8B")):
            i_no = [m for m in self.utan_gront(k, "beteende-1") if set(m.amnen) & NO]
            assert all(set(m.amnen) <= NO and len(m.amnen) >= 2 for m in i_no)
            antal.append(len(i_no))
        assert antal == [3, 6, 10]

    def test_the_same_pupils_and_more_are_in_the_pattern(self):
        per_runda = [
            {m.elev_id for m in self.utan_gront(k, "beteende-1") if set(m.amnen) & NO} for k in rundor(klass("8B"))
        ]
        assert len(per_runda[0] & per_runda[1]) >= 2
        assert len(per_runda[1] & per_runda[2]) >= 5

    def test_the_note_says_what_the_squares_say(self):
        text = Anteckning.objects.get(kartlaggning=rundor(klass("8B"))[-1], falt="franvaro-amnen").text
        assert text.startswith("Tio elever har återkommande frånvaro i biologi, fysik och kemi")

    def test_9a_is_strong(self):
        k = rundor(klass("9A"))[-1]
        gront = k.markeringar.filter(farg=Farg.GRON).count()
        assert gront >= 0.94 * k.markeringar.count()
        assert k.markeringar.filter(farg=Farg.ROD).count() <= 1

    def test_belonging_has_become_better_in_9c(self):
        antal = [self.utan_gront(k, "affektiv-2").count() for k in rundor(klass("9C"))]
        assert antal == sorted(antal, reverse=True)
        assert antal[0] >= 2 * antal[-1]

    def test_one_pupil_has_protected_identity_and_one_mentor_who_sees_it(self):
        [elev] = Elev.objects.filter(skyddad=True)
        assert (elev.externt_id, [p.email for p in elev.far_se.all()]) == ("", ["mentor@exempel.test"])
        den = Elev.objects.filter(pk=elev.pk)
        ser = [p.email for p in Personal.objects.all() if behorighet.utan_dolda(p, den).exists()]
        assert ser == ["mentor@exempel.test"]
        assert set(elev.markeringar.values_list("andrad_av__email", flat=True)) == {"mentor@exempel.test"}

    def test_some_squares_are_set_together_and_some_are_to_be_looked_into(self):
        assert Markering.objects.filter(samlat=True).count() > 200
        assert not Markering.objects.filter(samlat=True).exclude(farg=Farg.GRON).exists()
        assert Markering.objects.filter(undersok=True).count() > 20

    def test_one_round_was_closed_with_gaps_and_a_reason(self):
        [k] = KLASSENS.exclude(stangd_skal="")
        assert (k.klass, k.datum) == (klass("7C", 2025), date(2026, 2, 24))
        assert k.deltagare.count() * 10 - k.markeringar.count() == 20

    def test_one_class_has_not_been_rated_yet(self):
        utan = Klass.objects.filter(lasar=2026, kartlaggningar=None)
        assert [str(k) for k in utan] == ["7C"]

    def test_a_pupil_s_colours_hang_together(self):
        """Those with a red square have more yellow on the others than those without."""
        gula, utan = [], []
        for k in KLASSENS.exclude(stangd=None):
            per_elev = defaultdict(list)
            for elev, farg in k.markeringar.values_list("elev_id", "farg"):
                per_elev[elev].append(farg)
            for farger in per_elev.values():
                (gula if Farg.ROD in farger else utan).append(farger.count(Farg.GUL))
        assert sum(gula) / len(gula) > 4 * sum(utan) / len(utan)

    def test_colours_drift_a_little_between_rounds(self):
        forra, nya = ({(m.elev_id, m.pastaende): m.farg for m in k.markeringar.all()} for k in rundor(klass("8A"))[-2:])
        lika = [forra[n] == nya[n] for n in forra.keys() & nya.keys()]
        assert 0.85 < sum(lika) / len(lika) < 0.99

    def test_a_sensible_part_of_each_class_is_proposed(self):
        for k in KLASSENS.exclude(stangd=None):
            per_elev = defaultdict(dict)
            for elev, pastaende, farg in k.markeringar.values_list("elev_id", "pastaende", "farg"):
                per_elev[elev][pastaende] = farg
            andel = len(eskalering.foreslagna(per_elev, 2)) / k.deltagare.count()
            assert 0.05 < andel < 0.6, f"{k}: {andel}"

    def test_an_earlier_text_of_a_note_can_be_read(self):
        [tidigare] = Anteckningsversion.objects.all()
        assert tidigare.anteckning.version == tidigare.version + 1
        assert tidigare.andrad < tidigare.anteckning.andrad


@pytest.mark.usefixtures("lasbar")
class TestTheIndividualForms:
    """Every state of a proposal and of a form can be seen."""

    def lagen(self, namn: str) -> dict[str, Lage]:
        """The state of every proposal of a class's latest round, by first name."""
        runda = rundor(klass(namn))[-1]
        grund = underlag(runda, person("mentor@exempel.test"), gult_for_individ=2)
        namn_for = {elev.id: elev.namn.split()[0] for elev in grund.elever}
        lagen, foreslagna = forslagslage.for_runda(runda), eskalering.foreslagna(grund.rutor.farger, 2)
        return {namn_for[f.elev]: lagen.tillstand(runda, f.elev).lage for f in foreslagna}

    def test_the_class_of_the_demo_s_mentors_has_every_state(self):
        assert self.lagen("8B") == {
            "Kajsa": Lage.PAGAR,
            "Ana": Lage.AVSTOD,
            "Anton": Lage.PAGAR,
            "Elias": Lage.GJORD,
            "Emina": Lage.FORESLAGEN,
            "Joel": Lage.FORESLAGEN,
            "Olle": Lage.FORESLAGEN,
            "Melker": Lage.FORESLAGEN,
            "Baran": Lage.FORESLAGEN,
            "Kim": Lage.FORESLAGEN,
        }

    def test_one_class_has_decided_about_all(self):
        assert set(self.lagen("9A").values()) == {Lage.AVSTOD, Lage.GJORD}

    def test_one_pupil_has_three_dates_and_two_colleagues(self):
        alla = Kartlaggning.objects.filter(niva="individ", elev__fornamn="Kajsa", klass=klass("8B")).order_by("datum")
        egna = [k for k in alla if k.tillfragad is None]
        assert [k.oppen for k in egna] == [False, False, True]
        assert egna[-1].markeringar.count() == 17
        assert {k.tillfragad.email: k.oppen for k in alla if k.tillfragad} == {
            "petra.sund@exempel.test": False,
            "larare@exempel.test": True,
        }
        assert Anteckning.objects.filter(kartlaggning__in=alla).count() == 8

    def test_what_is_taken_over_is_what_the_class_round_says(self):
        k = Kartlaggning.objects.get(niva="individ", elev__fornamn="Anton")
        assert set(k.markeringar.values_list("hamtad", flat=True)) == {True}
        klassens = rundor(klass("8B"))[-1].markeringar.filter(elev=k.elev)
        assert set(k.markeringar.values_list("pastaende", "farg")) == set(klassens.values_list("pastaende", "farg"))
        assert k.markeringar.count() == 10

    def test_they_are_as_the_program_would_have_left_them(self):
        instr = instrument.las(instrument.SENASTE_INDIVID)
        for k in Kartlaggning.objects.filter(niva="individ"):
            assert {m.pastaende for m in k.markeringar.all()} <= set(instr.per_nyckel)
            assert all(instr.per_nyckel[m.pastaende].tar_farg(m.farg) for m in k.markeringar.all())
            for m in k.markeringar.all():
                assert bool(m.amnen) <= (m.pastaende in instr.amnesfragor and m.farg in (Farg.GUL, Farg.ROD))
            if k.stangd:
                bedomda = k.markeringar.exclude(farg=0).count()
                assert bool(k.stangd_skal) == (bedomda < len(instr.pastaenden))
                assert [d.elev_id for d in k.deltagare.all()] == [k.elev_id]

    def test_decisions_have_the_round_and_its_reason(self):
        for b in Beslut.objects.all():
            grund = elever.foreslas(b.kartlaggning, b.elev) if b.kartlaggning else None
            kort = {p.nyckel: p.kort for p in instrument.las(instrument.SENASTE_GRUPP).pastaenden}
            assert b.skal == (eskalering.skal(grund, kort) if grund else "")
            assert b.av is not None
            assert b.ord or b.individ.datum <= b.nar.date()

    def test_the_teacher_is_asked_and_sees_nothing_else(self):
        larare = person("larare@exempel.test")
        [fraga] = elever.fragor_till(larare)
        assert fraga.elev.fornamn == "Kajsa"
        assert not behorighet.synliga_klasser(larare).exists()
        assert not behorighet.synliga_elever(larare).exists()


@pytest.mark.usefixtures("lasbar")
class TestTheAccounts:
    """Who can log in, and where that is shown."""

    def test_only_the_named_accounts_can(self):
        kan = {p.email for p in Personal.objects.all() if p.check_password(plan.LOSENORD)}
        assert kan == {p.epost for p, _ in plan.konton()}
        andra = Personal.objects.exclude(email__in=kan)
        assert {p.has_usable_password() for p in andra} == {False}

    def test_mentor_and_mentor2_share_their_classes(self):
        for epost in ("mentor@exempel.test", "mentor2@exempel.test"):
            egna = Klass.objects.filter(mentorskap__personal__email=epost, lasar=2026)
            assert [k.namn for k in egna] == ["7A", "8B"]

    def test_they_can_log_in_on_the_log_in_page(self, klient):
        for p, _ in plan.konton():
            svar = klient.post(reverse("account_login"), {"login": p.epost, "password": plan.LOSENORD})
            assert (svar.status_code, svar.url) == (302, reverse("start"))
            klient.post(reverse("account_logout"))

    def test_the_list_of_accounts_is_shown_in_the_demo_only(self, settings):
        settings.DEMO = False
        assert render_to_string("start/demokonton.html").strip() == ""
        settings.DEMO = True
        html = render_to_string("start/demokonton.html")
        for p, skola in plan.konton():
            assert p.epost in html
            assert skola in html
        assert plan.LOSENORD in html
