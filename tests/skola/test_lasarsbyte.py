"""Moving classes up a läsår: the names, the preview, and that doing it twice changes nothing."""

import pytest
from django.urls import reverse

from skolanknytning.logg.models import Handelse
from skolanknytning.skola.lasarsbyte import Vag, Val, forslag, nasta_namn
from skolanknytning.skola.models import Elev, Klass, Mentorskap, Placering, Tjanst
from skolanknytning.skola.regler import lasar as regler

from .. import fabrik


@pytest.mark.parametrize(
    ("namn", "nasta"),
    [
        ("7A", "8A"), ("Åk 7", "Åk 8"), ("9B", "10B"), ("FA", "1A"), ("F", "1"), ("Te1b", "Te2b"), ("1", "2"),
        ("NA24", "NA24"), ("10A", "10A"), ("Franska", "Franska"), ("F-klass", "F-klass"), ("7A grupp 2", "8A grupp 2"),
    ],
)  # fmt: skip
def test_the_name_a_lasar_later(namn, nasta):
    assert nasta_namn(namn) == nasta


@pytest.mark.parametrize(
    ("namn", "arskurs", "antal", "vag"),
    [
        ("7A", 7, 25, Vag.UPP),
        ("9A", 9, 25, Vag.UT),
        ("9A", None, 25, Vag.UT),
        ("7A", 7, 0, Vag.INTE),
        ("Blå", None, 3, Vag.UPP),
    ],
)
def test_the_likely_way(namn, arskurs, antal, vag):
    assert forslag(namn, arskurs, antal) == vag


@pytest.fixture
def klient(varld, logga_in):
    return logga_in(varld.administrator)


@pytest.fixture
def adress(varld):
    return reverse("skola_nytt_lasar", args=[varld.skola.kod])


def valen(varld, **mer) -> dict:
    """Both classes move up, 7A and 7B to 8A and 8B; with their mentors."""
    data = {"lasar": "2026", "mentorer": "ja"}
    for klass, namn in [(varld.klass, "8A"), (varld.annan_klass, "8B")]:
        data |= {f"vag-{klass.kod}": "upp", f"namn-{klass.kod}": namn}
    return data | mer


def flytta(klient, adress, data):
    """Look, then confirm what was shown."""
    plan = klient.post(adress, data).context["plan"]
    return klient.post(adress, data | {"avtryck": plan.avtryck()}, follow=True)


def i_klassen(klass: Klass) -> set[Elev]:
    return {p.elev for p in klass.placeringar.filter(till=None).select_related("elev")}


def test_the_page_proposes(varld, klient, adress):
    svar = klient.get(adress)
    assert [(r["klass"].namn, r["vag"], r["namn"]) for r in svar.context["rader"]] == [
        ("7A", "upp", "8A"),
        ("7B", "upp", "8B"),
    ]


def test_looking_changes_nothing(varld, klient, adress):
    svar = klient.post(adress, valen(varld))
    assert [(f.namn, f.synliga, [m.namn for m in f.mentorer]) for f in svar.context["plan"].flyttar] == [
        ("8A", 5, ["Maja Mentor", "Milo Mentor"]),
        ("8B", 3, ["Alva Annan"]),
    ]
    assert not Klass.objects.filter(lasar=2027).exists()


@pytest.mark.parametrize(
    ("antal", "text"),
    [(1, "1 klass är flyttad. Här är läsåret 2027/28."), (2, "2 klasser är flyttade. Här är läsåret 2027/28.")],
)
def test_the_classes_moved_are_counted(varld, klient, adress, antal, text):
    kvar = {f"vag-{varld.annan_klass.kod}": "inte"} if antal == 1 else {}
    assert text in flytta(klient, adress, valen(varld, **kvar)).content.decode()


def test_classes_move_up(varld, klient, adress):
    svar = flytta(klient, adress, valen(varld))
    assert svar.redirect_chain == [(reverse("klass_lista", args=[varld.skola.kod]) + "?lasar=2027", 302)]
    ny = Klass.objects.get(namn="8A")
    assert (ny.lasar, ny.arskurs, ny.stam) == (2027, 8, varld.klass.stam)
    assert set(ny.mentorer.all()) == {varld.mentor, varld.mentor2}
    assert (i_klassen(ny), i_klassen(varld.klass)) == (set(varld.elever), set())
    assert Handelse.objects.get(objekt_kod=ny.kod).text == "7A 2026/27: uppflyttad till 8A 2027/28"


def test_again_changes_nothing(varld, klient, adress):
    flytta(klient, adress, valen(varld))
    forr = list(Placering.objects.order_by("id").values()), list(Klass.objects.order_by("id").values())
    svar = klient.post(adress, valen(varld))
    assert "Inget att ändra" in svar.content.decode()
    klient.post(adress, valen(varld, avtryck=svar.context["plan"].avtryck()))
    assert (list(Placering.objects.order_by("id").values()), list(Klass.objects.order_by("id").values())) == forr


def test_without_mentors_and_one_class_at_a_time(varld, klient, adress):
    data = valen(varld)
    del data["mentorer"], data[f"vag-{varld.annan_klass.kod}"]
    flytta(klient, adress, data)
    assert list(Klass.objects.filter(lasar=2027).values_list("namn", flat=True)) == ["8A"]
    assert Klass.objects.get(namn="8A").mentorer.count() == 0
    assert len(i_klassen(varld.annan_klass)) == 3


def test_a_former_mentor_does_not_follow(varld, klient, adress):
    Tjanst.objects.filter(personal=varld.mentor).delete()
    flytta(klient, adress, valen(varld))
    assert list(Klass.objects.get(namn="8A").mentorer.all()) == [varld.mentor2]


def test_the_last_class_goes_out(varld, klient, adress):
    grupp = fabrik.klass(varld.skola, "Franska", grupp=True)
    Placering.objects.create(elev=varld.elever[0], klass=grupp)
    flytta(klient, adress, {"lasar": "2026", f"vag-{varld.klass.kod}": "ut"})
    assert (i_klassen(varld.klass), i_klassen(grupp)) == (set(), set())
    assert Elev.objects.filter(pk__in=[e.pk for e in varld.elever]).count() == 5


def test_a_pupil_already_in_another_class_next_lasar_is_left_there(varld, klient, adress):
    klar = fabrik.klass(varld.skola, "8C", lasar=2027)
    Placering.objects.create(elev=varld.elever[0], klass=klar)
    flytta(klient, adress, valen(varld))
    assert i_klassen(Klass.objects.get(namn="8A")) == set(varld.elever[1:])
    assert i_klassen(klar) == {varld.elever[0]}


def test_groups_move_beside_the_class(varld, klient, adress):
    grupp = fabrik.klass(varld.skola, "Franska", grupp=True)
    Placering.objects.create(elev=varld.elever[0], klass=grupp)
    flytta(klient, adress, valen(varld) | {f"vag-{grupp.kod}": "upp"})
    ny = Klass.objects.get(namn="Franska", lasar=2027)
    assert (ny.grupp, i_klassen(ny)) == (True, {varld.elever[0]})
    assert varld.elever[0] in i_klassen(Klass.objects.get(namn="8A"))


def test_a_class_read_in_before_becomes_the_continuation(varld, klient, adress):
    inlast = fabrik.klass(varld.skola, "8 a", lasar=2027)
    flytta(klient, adress, valen(varld))
    inlast.refresh_from_db()
    assert (inlast.stam, i_klassen(inlast)) == (varld.klass.stam, set(varld.elever))
    assert Klass.objects.filter(lasar=2027).count() == 2


def test_a_stranger_does_not_come_to_the_classs_colours(varld, klient, adress):
    inlast = fabrik.klass(varld.skola, "8B", varld.mentor, lasar=2027)
    for data in (valen(varld), {k: v for k, v in valen(varld).items() if k != "mentorer"}):
        plan = klient.post(adress, data).context["plan"]
        assert plan.problem == (
            "8B finns redan läsåret 2027/28 med mentor Maja Mentor, som inte är mentor för 7B. Ta bort mentorn från "
            "8B eller välj ett annat namn. Mentorer kan ändras efter flytten.",
        )
        klient.post(adress, data | {"avtryck": plan.avtryck()})
    inlast.refresh_from_db()
    assert inlast.stam == inlast.kod
    assert not Klass.objects.filter(namn="8A").exists()


def test_the_rest_of_the_mentors_come_to_a_class_read_in_by_one(varld, klient, adress):
    inlast = fabrik.klass(varld.skola, "8A", varld.mentor2, lasar=2027)
    flytt = klient.post(adress, valen(varld)).context["plan"].flyttar[0]
    assert [m.namn for m in flytt.mentorer] == ["Maja Mentor", "Milo Mentor"]
    utan = {k: v for k, v in valen(varld).items() if k != "mentorer"}
    assert [m.namn for m in klient.post(adress, utan).context["plan"].flyttar[0].mentorer] == ["Milo Mentor"]
    flytta(klient, adress, valen(varld))
    assert set(inlast.mentorer.all()) == {varld.mentor, varld.mentor2}


def test_a_class_moved_before_shows_the_mentors_it_has(varld, klient, adress):
    flytta(klient, adress, valen(varld))
    Mentorskap.objects.filter(klass__namn="8A", personal=varld.mentor2).delete()
    flytt = klient.post(adress, valen(varld)).context["plan"].flyttar[0]
    assert ([m.namn for m in flytt.mentorer], flytt.nya_mentorer) == (["Maja Mentor"], ())


@pytest.mark.parametrize("namn", ["\x00", "7" * 5000, "20100101-1234", "=SUM(1)", "\u202eB8", "\u200b"])
def test_a_class_never_gets_a_name_that_is_none(varld, klient, adress, namn):
    """What is not seen is dropped; what is no name is a problem."""
    data = valen(varld) | {f"namn-{varld.annan_klass.kod}": namn}
    svar = klient.post(adress, data)
    assert "\x00" not in svar.content.decode()
    klient.post(adress, data | {"avtryck": svar.context["plan"].avtryck()})
    dar = sorted(Klass.objects.filter(lasar=2027).values_list("namn", flat=True))
    problem = [p for p in svar.context["plan"].problem if p.startswith("Det nya namnet på 7B: ")]
    vantade = {"\x00": "8B", "\u200b": "8B", "\u202eB8": "B8", "7" * 5000: "7" * 40}
    assert (dar, len(problem)) == ((sorted(["8A", vantade[namn]]), 0) if namn in vantade else ([], 1))


def test_a_lasar_that_is_none_is_the_likely_one(varld, klient, adress):
    assert klient.get(adress, {"lasar": "9" * 5000}).context["lasar"] == 2026
    assert klient.post(adress, valen(varld, lasar="9" * 5000)).context["lasar"] == 2026


def test_the_log_does_not_count_hidden_pupils(varld, klient, adress):
    fabrik.elev(varld.klass, "Skyddad elev X", "", skyddad=True).far_se.add(varld.mentor)
    flytta(klient, adress, valen(varld) | {f"vag-{varld.annan_klass.kod}": "ut"})
    rader = Handelse.objects.filter(handling__in=["andrade", "stangde"]).order_by("handling")
    assert list(rader.values_list("handling", "text")) == [
        ("andrade", "7A 2026/27: uppflyttad till 8A 2027/28"),
        ("stangde", "7B 2026/27"),
    ]


@pytest.mark.parametrize("namn", ["8A", "8 a"])
def test_two_classes_cannot_become_one(varld, klient, adress, namn):
    data = valen(varld) | {f"namn-{varld.annan_klass.kod}": namn}
    svar = klient.post(adress, data)
    assert svar.context["plan"].problem[0].startswith("Flera klasser skulle heta 8A.")
    klient.post(adress, data | {"avtryck": svar.context["plan"].avtryck()})
    assert not Klass.objects.filter(lasar=2027).exists()


def test_a_name_taken_by_another_classs_continuation(varld, klient, adress):
    fabrik.klass(varld.skola, "8A", lasar=2027, stam=fabrik.klass(varld.skola, "6A", lasar=2025).stam)
    svar = klient.post(adress, valen(varld))
    assert "8A finns redan läsåret 2027/28 som fortsättning på en annan klass." in svar.content.decode()


def test_a_changed_school_is_shown_anew(varld, klient, adress):
    plan = klient.post(adress, valen(varld)).context["plan"]
    fabrik.elev(varld.klass, "Ny", "Elev")
    svar = klient.post(adress, valen(varld, avtryck=plan.avtryck()))
    assert "Något har ändrats på skolan" in svar.content.decode()
    assert not Klass.objects.filter(lasar=2027).exists()


def test_back_to_change_keeps_what_was_chosen(varld, klient, adress):
    svar = klient.post(adress, valen(varld, andra="ja") | {f"vag-{varld.klass.kod}": "ut"})
    assert [(r["klass"].namn, r["vag"]) for r in svar.context["rader"]] == [("7A", "ut"), ("7B", "upp")]


def test_hidden_pupils_follow_their_class_without_being_counted(varld, klient, adress):
    dold = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    dold.far_se.add(varld.mentor)
    assert klient.post(adress, valen(varld)).context["plan"].flyttar[0].synliga == 5
    flytta(klient, adress, valen(varld))
    assert dold in i_klassen(Klass.objects.get(namn="8A"))


@pytest.mark.parametrize("antal", [1, 8])
def test_queries_do_not_grow_with_classes_or_pupils(varld, django_assert_num_queries, antal):
    klasser = [fabrik.klass(varld.skola, f"6{chr(65 + i)}", varld.mentor, elever=antal) for i in range(antal)]
    val = [Val(k.kod, Vag.UPP, nasta_namn(k.namn)) for k in klasser]
    with django_assert_num_queries(6):
        plan = regler.planera(varld.skola, 2026, val, mentorer=True, av=varld.administrator)
    assert len(plan.flyttar) == antal
