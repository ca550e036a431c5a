"""Starting a plan: from what a meeting found, from an earlier plan, or from nothing."""

import re
from datetime import date

import pytest
from django.urls import reverse

from analys import regler as analysregler
from analys.models import Analys
from handlingsplan import regler
from handlingsplan.models import Niva, Plan
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Placering, idag

from .. import fabrik
from ..analys.moten import koppling, monster, mote
from .planer import elevplan, plan, skriv
from .stegsidor import adress, text


@pytest.fixture
def w(varld):
    """7A with a held meeting: an *angeläget* pattern with two factors, one more pattern, one about Ada."""
    v = varld
    v.ada, v.bo = v.elever[:2]
    v.mote = mote(v.klass, v.mentor, elever=[v.ada])
    v.sena = monster(v.mote, v.mentor, "Hälften kommer sent.", angelagen=True)
    v.schema = koppling(v.sena, v.mentor, "org-schema", "Rasten är kort.")
    v.vikarier = koppling(v.sena, v.mentor, "org-vikarier")
    v.lugn = monster(v.mote, v.mentor, "Lugnt i korridoren.", slag="styrka")
    v.adas = monster(v.mote, v.mentor, "Ada saknar ett sammanhang.", elev=v.ada, angelagen=True)
    analysregler.avsluta(v.mote, av=v.mentor)
    v.adress = reverse("plan_ny_klass", args=[v.klass.kod])
    return v


def valda(sidan: str) -> set[str]:
    """The koder of what is ticked."""
    return set(re.findall(r'<input[^>]*type="checkbox"[^>]*value="(\w+)"[^>]* checked', sidan))


def las(klient, vart: str) -> str:
    svar = klient.get(vart)
    assert svar.status_code == 200
    return svar.content.decode()


def forsta_texter(p: Plan) -> dict[str, str]:
    return {t.falt: t.text for t in p.texter.all()}


class TestFromAMeeting:
    def test_the_form_proposes_what_the_meeting_marked(self, w, logga_in):
        sidan = las(logga_in(w.mentor), w.adress)
        assert valda(sidan) == {w.sena.kod, w.schema.kod, w.vikarier.kod}
        ord_ = text(sidan)
        assert ord_.index("Angelägna mönster Hälften kommer sent.") < ord_.index("Övriga mönster (1)")
        assert "Schemaläggning : Rasten är kort." in ord_
        # What is about a pupil is the pupil's own plan's.
        assert "Ada saknar" not in sidan

    def test_it_works(self, w, logga_in):
        data = {"omrade": "Lugna starter", "monster": [w.sena.kod], "faktor": [w.schema.kod]}
        svar = logga_in(w.mentor).post(w.adress, data)
        p = Plan.objects.get()
        assert svar.url == adress("plan_steg", p, "modul-2", "1")
        assert (p.niva, p.klass, p.omrade, p.analys, p.skapad_av) == (
            Niva.KLASS,
            w.klass,
            "Lugna starter",
            w.mote,
            w.mentor,
        )
        assert list(p.monster.all()) == [w.sena]
        assert forsta_texter(p) == {"monster": "Hälften kommer sent.", "faktorer": "Schemaläggning: Rasten är kort."}

    def test_from_nothing(self, w, logga_in):
        logga_in(w.rektor).post(w.adress, {"omrade": "Lugna starter"})
        p = Plan.objects.get()
        assert (p.analys, list(p.monster.all()), forsta_texter(p)) == (None, [], {})

    def test_without_a_meeting_it_says_so(self, varld, logga_in):
        vart = reverse("plan_ny_klass", args=[varld.klass.kod])
        assert "Det finns inget analysmöte att utgå från." in text(las(logga_in(varld.mentor), vart))

    def test_a_meeting_that_is_not_ended_is_named_but_not_used(self, w, logga_in):
        ny = mote(w.klass, w.mentor, datum=date(2026, 11, 23))
        monster(ny, w.mentor, "Nytt mönster", angelagen=True)
        sidan = las(logga_in(w.mentor), w.adress)
        assert "Nytt mönster" not in sidan
        assert "Analysmötet 23 november 2026 är inte avslutat." in text(sidan)
        assert valda(sidan) == {w.sena.kod, w.schema.kod, w.vikarier.kod}

    def test_an_earlier_meeting_can_be_asked_for(self, w, logga_in):
        ny = mote(w.klass, w.mentor, datum=date(2026, 11, 23))
        nytt = monster(ny, w.mentor, "Nytt mönster", angelagen=True)
        analysregler.avsluta(ny, av=w.mentor)
        klient = logga_in(w.mentor)
        assert valda(las(klient, w.adress)) == {nytt.kod}
        gamla = {w.sena.kod, w.schema.kod, w.vikarier.kod}
        assert valda(las(klient, f"{w.adress}?analys={w.mote.kod}")) == gamla
        # One that is not of the class, or is none at all, is passed over.
        for kod in ("222222222222", "", "%00", "x"):
            assert valda(las(klient, f"{w.adress}?analys={kod}")) == {nytt.kod}
        # Through the question before a second plan it goes along.
        plan(w.klass, w.mentor)
        assert f'href="?analys={w.mote.kod}&amp;anda=1"' in las(klient, f"{w.adress}?analys={w.mote.kod}")

    def test_a_pupil_s_starts_from_what_was_found_about_the_pupil(self, w, logga_in):
        vart = reverse("plan_ny_elev", args=[w.ada.kod])
        sidan = las(logga_in(w.mentor), vart)
        assert valda(sidan) == {w.adas.kod}
        assert "Ny plan för Ada Ek" in text(sidan)
        assert "Ada" not in re.search(r"<title>.*?</title>", sidan)[0]
        logga_in(w.mentor).post(vart, {"omrade": "Ett sammanhang", "monster": [w.adas.kod]})
        p = Plan.objects.get()
        assert (p.niva, p.elev, p.klass) == (Niva.INDIVID, w.ada, None)
        assert forsta_texter(p) == {"monster": "Ada saknar ett sammanhang."}
        assert Handelse.objects.filter(objekt_kod=w.ada.kod, handling="laste", vem_kod=w.mentor.kod).count() == 1

    def test_the_evidence_stays_in_a_meeting_that_the_mentor_may_not_open(self, w, logga_in):
        """The pupil has moved, and what was found goes along: not what it rests on, where the old class is counted."""
        w.adas.underlag = {
            "mening": "8 av 25 i klassen har gult.",
            "dag": "2026-11-22",
            "rader": [{"pastaende": "trygg", "gron": 17, "gul": 8, "rod": 0, "ej_bedomda": 0}],
        }
        w.adas.save()
        vart = reverse("plan_ny_elev", args=[w.ada.kod])
        assert "8 av 25" in las(logga_in(w.mentor), vart)
        Placering.objects.filter(elev=w.ada).update(till=idag())
        Placering.objects.create(elev=w.ada, klass=w.annan_klass)
        sidan = las(logga_in(w.annan_mentor), vart)
        assert "Ada saknar ett sammanhang." in sidan
        assert "8 av 25" not in sidan
        # Nor beside the plan that is made of it.
        p = elevplan(w.ada, w.rektor, monster=[w.adas], analys=w.mote)
        for person, syns in ((w.rektor, True), (w.annan_mentor, False)):
            assert ("8 av 25" in las(logga_in(person), adress("plan_steg", p, "modul-2", "1"))) is syns

    def test_a_meeting_leads_only_to_who_may_open_it(self, w, logga_in):
        """The pupil has moved: what the old class's meetings found is read, and they are not opened."""
        nytt = mote(w.klass, w.mentor, datum=date(2026, 11, 23), elever=[w.ada])
        monster(nytt, w.mentor, "Ada kommer sent.", elev=w.ada)
        Placering.objects.filter(elev=w.ada).update(till=idag())
        Placering.objects.create(elev=w.ada, klass=w.annan_klass)
        vart = reverse("plan_ny_elev", args=[w.ada.kod])
        moten = {f'href="{reverse("analys_sammanfattning", args=[m.kod])}"' for m in (w.mote, nytt)}
        for person, leds in ((w.rektor, moten), (w.annan_mentor, set())):
            sidan = las(logga_in(person), vart)
            assert {lank for lank in moten if lank in sidan} == leds
            assert f"Mönster från analysmötet {w.mote.datum.day} november 2026" in text(sidan)
            assert ("Planen kan utgå från det när de som håller mötet har avslutat det." in sidan) is (not leds)
        p = elevplan(w.ada, w.rektor, monster=[w.adas], analys=w.mote)
        for person, leds in ((w.rektor, True), (w.annan_mentor, False)):
            assert ("Analysen de kommer från" in las(logga_in(person), adress("plan", p))) is leds

    def test_who_reads_a_meeting_without_writing_is_not_asked_to_end_it(self, w, logga_in):
        """The mentor of the class in its next läsår."""
        monster(mote(w.klass, w.mentor, datum=date(2026, 11, 23)), w.mentor, "Nytt mönster")
        ny = fabrik.klass(w.skola, "8A", w.annan_mentor, lasar=2027, stam=w.klass.stam)
        sidan = las(logga_in(w.annan_mentor), reverse("plan_ny_klass", args=[ny.kod]))
        assert f'href="{reverse("analys_sammanfattning", args=[w.mote.kod])}"' in sidan
        assert "Avsluta det" not in sidan

    def test_the_school_s_starts_from_the_school_s_meeting(self, w, logga_in):
        an = analysregler.planera_skola(w.skola, datum=date(2026, 11, 20), av=w.rektor)
        m = monster(an, w.rektor, "Frånvaron ökar i alla årskurser.", angelagen=True)
        analysregler.avsluta(an, av=w.rektor)
        vart = reverse("plan_ny_skola", args=[w.skola.kod])
        assert valda(las(logga_in(w.elevhalsa), vart)) == {m.kod}
        logga_in(w.elevhalsa).post(vart, {"omrade": "Samsyn", "monster": [m.kod]})
        assert Plan.objects.get().niva == Niva.SKOLA

    def test_a_pattern_of_somebody_else_is_not_taken(self, w, logga_in):
        svar = logga_in(w.mentor).post(w.adress, {"omrade": "Lugn", "monster": [w.adas.kod]})
        assert "Ett mönster i listan finns inte längre där. Välj igen." in text(svar.content.decode())
        assert not Plan.objects.exists()

    def test_the_read_log_names_the_meeting(self, w, logga_in):
        las(logga_in(w.rektor), w.adress)
        rad = Handelse.objects.get(vem_kod=w.rektor.kod, handling="laste")
        assert (rad.objekt_kod, rad.text) == (w.mote.kod, "analys av 7A")


class TestTheArea:
    def test_it_is_asked_for_in_words(self, w, logga_in):
        svar = logga_in(w.mentor).post(w.adress, {"omrade": " ", "monster": [w.lugn.kod]})
        sidan = svar.content.decode()
        assert "Skriv vad ni vill utveckla. Några ord räcker." in text(sidan)
        # What was chosen stands, with the folded patterns open.
        assert valda(sidan) == {w.lugn.kod}
        assert '<details class="plan-mer" open>' in sidan

    def test_a_pupil_s_name_is_asked_about_first(self, w, logga_in):
        klient = logga_in(w.mentor)
        svar = klient.post(w.adress, {"omrade": "Stöd till Ada"})
        assert svar.status_code == 409
        assert "Inte startad än." in text(svar.content.decode())
        assert not Plan.objects.exists()
        klient.post(w.adress, {"omrade": "Stöd till Ada", "bekraftad": "on"})
        assert Plan.objects.get().omrade == "Stöd till Ada"


class TestOneAtATime:
    def test_an_open_plan_is_asked_about_before_the_form(self, w, logga_in):
        p = plan(w.klass, w.mentor)
        sidan = las(logga_in(w.mentor), w.adress)
        ord_ = text(sidan)
        assert "Det finns redan en öppen plan Närvaron i NO Utkast" in ord_
        assert ord_.index("Fortsätt i den planen") < ord_.index("Starta en till ändå")
        assert f'<a class="btn btn-primary" href="{adress("plan", p)}">Fortsätt i den planen' in sidan
        assert 'name="omrade"' not in sidan

    def test_another_is_started_all_the_same(self, w, logga_in):
        plan(w.klass, w.mentor)
        klient = logga_in(w.mentor)
        sidan = las(klient, f"{w.adress}?anda=1")
        assert '<input type="hidden" name="and_anda" value="1">' in sidan
        klient.post(f"{w.adress}?anda=1", {"omrade": "Lugna starter", "and_anda": "1"})
        assert Plan.objects.filter(avslutad=None).count() == 2

    def test_one_that_a_colleague_made_meanwhile_is_named(self, w, logga_in):
        p = plan(w.klass, w.mentor2)
        svar = logga_in(w.mentor).post(w.adress, {"omrade": "Lugna starter", "monster": [w.sena.kod]})
        assert svar.status_code == 409
        sidan = svar.content.decode()
        assert f'href="{adress("plan", p)}">Fortsätt i den planen' in sidan
        assert '<button class="btn btn-outline-primary" type="submit" name="and_anda" value="1">' in sidan
        assert 'value="Lugna starter"' in sidan
        assert valda(sidan) == {w.sena.kod}
        assert Plan.objects.count() == 1

    def test_a_closed_plan_asks_nothing(self, w, logga_in):
        regler.avsluta(plan(w.klass, w.mentor), w.mentor)
        assert 'name="omrade"' in las(logga_in(w.mentor), w.adress)

    def test_another_pupil_s_plan_asks_nothing(self, w, logga_in):
        elevplan(w.bo, w.mentor)
        assert 'name="omrade"' in las(logga_in(w.mentor), reverse("plan_ny_elev", args=[w.ada.kod]))


class TestAfterAnother:
    def test_the_result_is_how_it_is_now(self, w, logga_in):
        p = plan(w.klass, w.mentor, monster=[w.lugn], analys=w.mote)
        skriv(p, "resultat", "Färre sena.", w.mentor)
        skriv(p, "vidare", "Språket i NO.", w.mentor)
        regler.avsluta(p, w.mentor)
        klient, vart = logga_in(w.mentor), f"{w.adress}?efter={p.kod}"
        sidan = las(klient, vart)
        assert "Efter planen ”Närvaron i NO”" in text(sidan)
        assert "Det ville ni arbeta vidare med Språket i NO." in text(sidan)
        assert w.lugn.kod in valda(sidan)
        assert w.sena.kod not in valda(sidan)
        klient.post(vart, {"omrade": "Språket i NO"})
        ny = Plan.objects.get(avslutad=None)
        assert ny.foregaende == p
        assert forsta_texter(ny) == {"nulage": "Färre sena."}

    @pytest.mark.parametrize("vilken", ["oppen", "annan klass", "elev", "finns inte", "inget", "nul"])
    def test_one_that_cannot_lead_to_it_is_not_found(self, w, logga_in, vilken):
        p = {
            "oppen": lambda: plan(w.klass, w.mentor),
            "annan klass": lambda: regler.avsluta(plan(w.annan_klass, w.annan_mentor), w.annan_mentor),
            "elev": lambda: regler.avsluta(elevplan(w.ada, w.mentor), w.mentor),
            "finns inte": lambda: Plan(kod="222222222222"),
            "inget": lambda: Plan(kod=""),
            "nul": lambda: Plan(kod="%00"),
        }[vilken]()
        assert logga_in(w.rektor).get(f"{w.adress}?efter={p.kod}").status_code == 404


class TestAccess:
    @pytest.mark.parametrize(
        ("roll", "klass", "elev", "skola"),
        [
            ("mentor", 200, 200, 403),
            ("annan_mentor", 403, 403, 403),
            ("larare", 403, 403, 403),
            ("elevhalsa", 200, 200, 200),
            ("rektor", 200, 200, 200),
            ("administrator", 403, 403, 403),
            ("utanfor", 404, 404, 404),
        ],
    )
    def test_who_may_start(self, w, logga_in, roll, klass, elev, skola):
        klient = logga_in(getattr(w, roll))
        fick = [
            klient.get(reverse(f"plan_ny_{om}", args=[rad.kod])).status_code
            for om, rad in (("klass", w.klass), ("elev", w.ada), ("skola", w.skola))
        ]
        assert fick == [klass, elev, skola]

    def test_elevhalsan_starts_none_about_a_pupil_nobody_has_raised(self, w, logga_in):
        assert logga_in(w.elevhalsa).get(reverse("plan_ny_elev", args=[w.bo.kod])).status_code == 403

    def test_a_protected_pupil_is_not_there(self, w, logga_in):
        kim = fabrik.elev(w.klass, "Kim", "Alias", skyddad=True)
        kim.far_se.add(w.mentor)
        vart = reverse("plan_ny_elev", args=[kim.kod])
        assert [logga_in(p).get(vart).status_code for p in (w.mentor, w.rektor)] == [200, 404]


def test_the_meeting_of_the_class_s_last_lasar_counts(w, logga_in):
    """The analysis follows the class to the next läsår."""
    ny = fabrik.klass(w.skola, "8A", w.mentor, lasar=2027, stam=w.klass.stam)
    sidan = las(logga_in(w.mentor), reverse("plan_ny_klass", args=[ny.kod]))
    assert w.sena.kod in valda(sidan)
    assert Analys.objects.count() == 1
