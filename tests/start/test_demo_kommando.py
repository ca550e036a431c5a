"""``manage.py demo``: once is enough, the same again, and never where real data may be."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import load_workbook

from kartlaggning import regler as kartregler
from kartlaggning.models import Anteckning, Beslut, Deltagare, Kartlaggning, Markering
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Klass, Personal, Placering, Skola, Tjanst
from skolanknytning.start import regler
from skolanknytning.start.demo import klasslista, plan

NU = datetime(2026, 11, 22, 12, tzinfo=UTC)


def bild() -> dict:
    """What is in the database, without what the database numbers itself."""
    return {
        modell.__name__: sorted(modell.objects.values_list(*falt))
        for modell, falt in [
            (Skola, ["kod", "namn"]),
            (Personal, ["kod", "email", "namn"]),
            (Tjanst, ["personal__kod", "skola__kod", "roll"]),
            (Klass, ["kod", "namn", "lasar", "stam"]),
            (Elev, ["kod", "fornamn", "efternamn", "externt_id", "skyddad"]),
            (Placering, ["elev__kod", "klass__kod", "fran"]),
            (Kartlaggning, ["kod", "datum", "version", "stangd_skal"]),
            (Deltagare, ["kartlaggning__kod", "elev__kod"]),
            (Markering, ["kartlaggning__kod", "elev__kod", "pastaende", "farg", "version", "andrad"]),
            (Anteckning, ["kartlaggning__kod", "falt", "text"]),
            (Beslut, ["elev__kod", "val", "skal", "ord", "nar"]),
            (Handelse, ["tid", "objekt_kod", "text"]),
        ]
    }


@pytest.mark.django_db
class TestTheCommand:
    """``manage.py demo``."""

    def kor(self, *argument) -> str:
        ut = StringIO()
        call_command("demo", *argument, stdout=ut)
        return ut.getvalue()

    def test_it_builds_the_school_once_and_tells_who_can_log_in(self):
        text = self.kor()
        forst = bild()
        assert self.kor() == text
        assert bild() == forst
        for epost in ["mentor", "mentor2", "elevhalsa", "rektor", "admin", "larare"]:
            assert f"{epost}@exempel.test " in text
        assert "mentor@grannskolan.test " in text
        assert plan.LOSENORD in text

    def test_building_anew_gives_the_same_and_takes_away_what_was_done(self):
        self.kor()
        forst = bild()
        mentor = Personal.objects.get(email="mentor@exempel.test")
        ny = Klass.objects.create(skola=Skola.objects.get(namn="Lindängsskolan"), namn="7D", lasar=2026)
        kartregler.starta(ny, av=mentor, datum=timezone.localdate())
        self.kor("--om")
        efter = bild()
        # The log is never emptied: it has one more row, of the round that was started.
        assert len(efter.pop("Handelse")) == len(forst.pop("Handelse")) + 1
        assert efter == forst

    def test_it_does_nothing_outside_the_demo(self, settings):
        settings.TEST = False
        for argument in [(), ("--om",), ("--klasslista", "a.xlsx")]:
            with pytest.raises(CommandError, match="bara in i demoläget"):
                self.kor(*argument)
        for rad in (regler.bygg_demo, regler.riv_demo):
            with pytest.raises(regler.InteDemoError):
                rad()
        assert not Skola.objects.exists()
        settings.DEMO = True
        self.kor()
        assert Skola.objects.count() == 2

    def test_it_leaves_other_schools_alone(self, varld):
        forst = {s.kod for s in Skola.objects.all()}
        self.kor()
        self.kor("--om")
        assert forst < {s.kod for s in Skola.objects.all()}
        assert Elev.objects.filter(skola=varld.skola).count() == 8

    def test_it_takes_few_statements(self, django_assert_max_num_queries):
        # Some for each round, whose sums the rules count, each meeting and each text of a plan; none for each pupil.
        with django_assert_max_num_queries(700):
            regler.bygg_demo(NU)

    def test_it_writes_a_class_list_to_import(self, tmp_path):
        fil = tmp_path / "7D.xlsx"
        assert "30 påhittade elever i 7D" in self.kor("--klasslista", str(fil))
        rader = list(load_workbook(fil).active.iter_rows(values_only=True))
        assert rader[0] == ("Förnamn", "Efternamn", "Klass", "Elev-id")
        assert rader[1:] == klasslista.rader()
        assert {r[2] for r in rader[1:]} == {"7D"}
        assert len({r[3] for r in rader[1:]}) == 30
        self.kor()
        assert not Elev.objects.filter(externt_id__in=[r[3] for r in rader[1:]]).exists()
        i_skolan = Elev.objects.filter(skola=Skola.objects.get(namn="Lindängsskolan")).values_list(
            "fornamn", "efternamn"
        )
        assert not {r[:2] for r in rader[1:]} & set(i_skolan)

    @pytest.mark.parametrize("fil", ["7D.csv", "finns/inte/7D.xlsx"])
    def test_it_refuses_an_odd_place_for_the_list(self, tmp_path, fil):
        with pytest.raises(CommandError, match=r"slutar på \.xlsx"):
            self.kor("--klasslista", str(tmp_path / fil))
