"""The plan is sent, read as it was sent, commented, returned, approved; two rektors lose nothing."""

from datetime import timedelta

import pytest

from handlingsplan import avskrift, granskning, granskningar, lagen, mallar, platser, regler
from handlingsplan.models import Granskning, Kommentar, Lage, Plan, Skal
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Roll

from .. import fabrik
from .planer import elevplan, fylld, plan, senast, skriv, varvet


@pytest.fixture
def v(v):
    """The open plan of 7A, written whole; and another rektor."""
    fylld(v.plan, v.mentor)
    v.rektor2 = fabrik.personal("Rune Rektor", v.skola, Roll.REKTOR)
    v.nulage = platser.nyckel("nulage", varv=varvet(v.plan).kod)
    return v


def lage(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).lage


def bilden(g: Granskning) -> granskning.Bild:
    return granskning.bild(avskrift.ur_json(g.avskrift.innehall), mallar.las(g.plan.mallar))


def kommentera(g, avsnitt, text, av, ersatter=0, **mer):
    return regler.kommentera(g, avsnitt, text, ersatter=ersatter, av=av, **mer)


class TestSent:
    def test_a_copy_is_kept_and_the_plan_is_not_written_in(self, v):
        g = regler.skicka(v.plan, v.mentor)
        assert (lage(v.plan), g.avskrift.skal, g.skickad_av, g.svar) == (Lage.SKICKAD, Skal.SKICKAD, v.mentor, "")
        assert senast(v.plan) == ("andrade", "skickad till rektor i plan för 7A", v.skola.kod)
        with pytest.raises(regler.HosRektorError):
            skriv(v.plan, v.nulage, "Något annat.", v.mentor)

    def test_pressed_twice_it_is_sent_once(self, v):
        assert regler.skicka(v.plan, v.mentor) == regler.skicka(v.plan, v.mentor2)
        assert Granskning.objects.count() == 1

    def test_a_closed_plan_is_not_sent(self, v):
        regler.avsluta(v.plan, v.mentor)
        with pytest.raises(regler.AvslutadError):
            regler.skicka(v.plan, v.mentor)

    def test_about_a_pupil_the_pupil_s_log_says_so_too(self, v):
        regler.skicka(elevplan(v.ada, v.mentor), v.mentor)
        assert Handelse.objects.filter(objekt_kod=v.ada.kod).latest("id").text == (
            "skickad till rektor i plan för en elev"
        )


class TestTakenBack:
    def test_it_is_what_it_was(self, v):
        regler.skicka(v.plan, v.mentor)
        regler.ta_tillbaka(v.plan, v.mentor2)
        assert lage(v.plan) == Lage.UTKAST
        skriv(v.plan, v.nulage, "Något annat.", v.mentor)

    def test_one_that_was_approved_is_approved_still(self, v):
        regler.skicka(v.plan, v.mentor)
        regler.godkann(v.plan, v.rektor)
        regler.skicka(v.plan, v.mentor)
        regler.ta_tillbaka(v.plan, v.mentor)
        assert lage(v.plan) == Lage.GODKAND

    def test_what_the_rektor_had_begun_to_write_goes_on_with_the_plan(self, v):
        g = regler.skicka(v.plan, v.mentor)
        kommentera(g, "", "Vem tar dialogen med hemmen?", v.rektor)
        regler.ta_tillbaka(v.plan, v.mentor)
        assert lagen.kommentarer(v.plan) == {}
        ny = regler.skicka(v.plan, v.mentor)
        assert [k.text for k in ny.kommentarer.all()] == ["Vem tar dialogen med hemmen?"]

    def test_not_when_the_rektor_has_answered(self, v):
        regler.skicka(v.plan, v.mentor)
        regler.godkann(v.plan, v.rektor)
        with pytest.raises(regler.BesvaradError):
            regler.ta_tillbaka(v.plan, v.mentor)
        assert lage(v.plan) == Lage.GODKAND


class TestAnswered:
    def test_what_was_read_is_what_is_approved_and_later_changes_show(self, v):
        g = regler.skicka(v.plan, v.mentor)
        regler.godkann(v.plan, v.rektor, last_kod=g.kod)
        kopia, andringar = granskningar.andringar_sedan_godkand(v.plan)
        assert (lage(v.plan), kopia.skal, kopia.av, kopia.innehall, andringar) == (
            Lage.GODKAND, Skal.GODKAND, v.rektor, g.avskrift.innehall, []
        )  # fmt: skip
        skriv(v.plan, v.nulage, "Nuläge om hösten.", v.mentor)
        (andring,) = granskningar.andringar_sedan_godkand(v.plan)[1]
        assert (andring.rubrik, andring.da, andring.nu) == (
            "Nuläge", "Nuläge om närvaron i no.", "Nuläge om hösten."
        )  # fmt: skip
        kopia.refresh_from_db()
        assert kopia.innehall == g.avskrift.innehall

    def test_returned_with_comments_that_stand_at_their_places(self, v):
        g = regler.skicka(v.plan, v.mentor)
        kommentera(g, v.nulage, "Vilka siffror bygger det på?", v.rektor)
        kommentera(g, "", "Bra början.", v.rektor)
        assert lagen.kommentarer(v.plan) == {}
        regler.aterlamna(v.plan, v.rektor, last_kod=g.kod)
        assert lage(v.plan) == Lage.ATERLAMNAD
        assert {k: r.text for k, r in lagen.kommentarer(v.plan).items()} == {
            v.nulage: "Vilka siffror bygger det på?", "": "Bra början.",
        }  # fmt: skip
        skriv(v.plan, v.nulage, "Sju av tjugo.", v.mentor)

    def test_not_returned_without_a_word(self, v):
        g = regler.skicka(v.plan, v.mentor)
        with pytest.raises(regler.OgiltigError, match="minst en kommentar"):
            regler.aterlamna(v.plan, v.rektor, last_kod=g.kod)
        assert lage(v.plan) == Lage.SKICKAD

    def test_what_was_changed_after_the_page_was_opened_is_not_approved_unread(self, v):
        last = regler.skicka(v.plan, v.mentor)
        regler.ta_tillbaka(v.plan, v.mentor)
        skriv(v.plan, v.nulage, "Något annat.", v.mentor)
        regler.skicka(v.plan, v.mentor)
        for svara in (regler.godkann, regler.aterlamna):
            with pytest.raises(regler.BesvaradError):
                svara(v.plan, v.rektor, last_kod=last.kod)
        assert lage(v.plan) == Lage.SKICKAD

    def test_the_second_rektor_is_told(self, v):
        g = regler.skicka(v.plan, v.mentor)
        regler.godkann(v.plan, v.rektor, last_kod=g.kod)
        with pytest.raises(regler.BesvaradError):
            regler.godkann(v.plan, v.rektor2, last_kod=g.kod)
        assert Granskning.objects.get().besvarad_av == v.rektor

    def test_the_next_review_shows_what_has_changed_since_the_last_was_read(self, v):
        forsta = regler.skicka(v.plan, v.mentor)
        kommentera(forsta, "", "Mer om nuläget.", v.rektor)
        regler.aterlamna(v.plan, v.rektor)
        skriv(v.plan, v.nulage, "Sju av tjugo.", v.mentor)
        last = granskningar.las(regler.skicka(v.plan, v.mentor))
        assert [a.rubrik for a in last.andringar] == ["Nuläge"]
        assert last.forra_kommentarer[""].text == "Mer om nuläget."
        assert last.kommentarer == {}


class TestComments:
    def test_two_who_write_the_same_lose_nothing(self, v):
        g = regler.skicka(v.plan, v.mentor)
        assert kommentera(g, "", "Mitt.", v.rektor).sparad
        krock = kommentera(g, "", "Den andras.", v.rektor2)
        assert (krock.sparad, krock.krock, krock.rad.text) == (False, True, "Mitt.")
        assert kommentera(g, "", "Mitt. Den andras.", v.rektor2, ersatter=krock.rad.version).sparad
        assert Kommentar.objects.get().text == "Mitt. Den andras."

    def test_earlier_wordings_are_kept(self, v):
        g = regler.skicka(v.plan, v.mentor)
        rad = kommentera(g, "", "Vem tar dialogen?", v.rektor).rad
        assert list(granskningar.tidigare(regler.kommentar_for(g, v.nulage))) == []
        kommentera(g, "", "Bra.", v.rektor2, ersatter=1)
        assert [(t.text, t.version, t.andrad_av) for t in granskningar.tidigare(rad)] == [
            ("Vem tar dialogen?", 1, v.rektor)
        ]
        regler.ta_tillbaka(v.plan, v.mentor)
        regler.skicka(v.plan, v.mentor)
        assert granskningar.tidigare(rad).count() == 1

    def test_a_pupil_s_name_is_asked_about(self, v):
        g = regler.skicka(v.plan, v.mentor)
        utfall = kommentera(g, "", "Prata med Ada först.", v.rektor)
        assert (utfall.sparad, len(utfall.varningar)) == (False, 1)
        assert kommentera(g, "", "Prata med Ada först.", v.rektor, bekraftad=True).sparad

    def test_only_parts_of_the_plan_while_it_is_the_rektor_s(self, v):
        g = regler.skicka(v.plan, v.mentor)
        with pytest.raises(regler.OgiltigError):
            kommentera(g, "resultat", "Nej.", v.rektor)
        regler.godkann(v.plan, v.rektor)
        with pytest.raises(regler.BesvaradError):
            kommentera(g, "", "För sent.", v.rektor)
        assert not Kommentar.objects.exists()


class TestTheOnePage:
    def test_every_word_of_the_plan_is_there_once_and_every_part_has_its_place(self, v):
        g = regler.skicka(v.plan, v.mentor)
        bild = bilden(g)
        ord_ = [t for b in bild.blocken for t in (b.text, *(s.text for s in b.mer)) if t]
        assert sorted(ord_) == sorted(s["text"] for s in g.avskrift.innehall["stycken"])
        assert [len(rad.insatser) for rad in bild.mal] == [2, 1]
        platser_ = [b.avsnitt for b in bild.blocken]
        platser_ += [r.avsnitt for r in bild.resurser if r.avsnitt]
        assert len(platser_) == len(set(platser_))
        assert set(platser_) | {""} == granskning.avsnitt_i(
            avskrift.ur_json(g.avskrift.innehall), mallar.las(v.plan.mallar)
        )

    def test_what_is_asked_for_stands_with_what_it_is_asked_for(self, v):
        bild = bilden(regler.skicka(v.plan, v.mentor))
        assert [r.rubrik for r in bild.resurser] == [
            "Lektionerna börjar på samma sätt.",
            "Mentorn ringer hem samma dag.",
            "Två träffar om språkutvecklande arbete.",
            "Stöd till den som ansvarar",
        ]

    def test_what_is_asked_for_is_commented_in_a_place_of_its_own(self, v):
        g = regler.skicka(v.plan, v.mentor)
        *insatsernas, stod = bilden(g).resurser
        assert [b.avsnitt.rpartition("-")[2] for b in insatsernas] == ["resurser"] * 3
        assert kommentera(g, insatsernas[0].avsnitt, "Från vecka 49.", v.rektor).sparad
        assert stod.avsnitt == "", "commented where it stands among the others"

    def test_of_an_empty_plan(self, v):
        tom = plan(v.annan_klass, v.annan_mentor)
        assert list(bilden(regler.skicka(tom, v.annan_mentor)).blocken) == []


def test_the_latest_review_is_not_one_that_was_taken_back(v):
    assert granskningar.senaste(v.plan) is None
    forsta = regler.skicka(v.plan, v.mentor)
    Granskning.objects.update(skickad=forsta.skickad - timedelta(days=1))
    regler.godkann(v.plan, v.rektor)
    regler.skicka(v.plan, v.mentor)
    regler.ta_tillbaka(v.plan, v.mentor)
    assert granskningar.senaste(v.plan) == forsta
