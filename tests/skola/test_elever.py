"""Pupils on the administrator's pages: the roster's facts, placements over time, protected identity."""

import pytest
from django.urls import reverse

from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, idag

from .. import fabrik

UPPGIFTER = {"fornamn": "Ny", "efternamn": "Elev", "externt_id": ""}


@pytest.fixture
def klient(varld, logga_in):
    return logga_in(varld.administrator)


def oppna(elev: Elev) -> list[str]:
    """The classes the pupil is in now."""
    return sorted(elev.placeringar.filter(till=None).values_list("klass__namn", flat=True))


def test_a_pupil_is_added_by_hand(varld, klient):
    klient.post(reverse("elev_ny", args=[varld.klass.kod]), UPPGIFTER | {"externt_id": "n1"})
    elev = Elev.objects.get(fornamn="Ny")
    assert (elev.namn, elev.externt_id, oppna(elev)) == ("Ny Elev", "n1", ["7A"])
    rad = Handelse.objects.get(objekt_kod=elev.kod)
    assert (rad.handling, rad.text) == ("skapade", "en elev i 7A 2026/27")


@pytest.mark.parametrize(
    ("falt", "varde"),
    [("externt_id", "20100101-1234"), ("externt_id", "1001011236"), ("efternamn", "Ek 100101-1234"), ("fornamn", "")],
)
def test_a_pupil_never_gets_a_personnummer(varld, klient, falt, varde):
    svar = klient.post(reverse("elev_ny", args=[varld.klass.kod]), UPPGIFTER | {falt: varde})
    assert list(svar.context["form"].errors) == [falt]
    assert not Elev.objects.filter(efternamn__startswith="E", fornamn="Ny").exists()


@pytest.mark.parametrize(
    "fornamn", ["\u200b", "\u202eadA", "Ada\x00", "Ada\u2028Ek", "=SUM(1)", "@ada", "100101-1234", "12"]
)
def test_a_name_is_a_name(varld, klient, fornamn):
    svar = klient.post(reverse("elev_ny", args=[varld.klass.kod]), UPPGIFTER | {"fornamn": fornamn})
    assert list(svar.context["form"].errors) == ["fornamn"]
    assert varld.klass.elever.count() == 5


def test_a_name_is_tidied(varld, klient):
    data = {"fornamn": " A\u200bda\n Maria", "efternamn": "O\u0308berg\u00a0Ek", "externt_id": "n\u20601"}
    klient.post(reverse("elev_ny", args=[varld.klass.kod]), data)
    elev = Elev.objects.get(externt_id="n1")
    assert (elev.fornamn, elev.efternamn) == ("Ada Maria", "Öberg Ek")


@pytest.mark.parametrize("kod", ["9" * 20, "\x00", "9" * 5000, "zzzzzzzzzzzz"])
def test_nonsense_is_no_choice(varld, klient, kod):
    dold = fabrik.elev(varld.klass, "Skyddad elev X", "", skyddad=True)
    dold.far_se.add(varld.administrator)
    svar = klient.post(reverse("elev_skydd", args=[dold.kod]), {"personal": [kod]})
    assert svar.context["form"].errors == {"personal": ["Valet finns inte längre i listan. Välj igen."]}
    svar = klient.post(reverse("elev_placera", args=[dold.kod]), {"klass": kod})
    assert (svar.status_code, list(svar.context["form"].errors)) == (422, ["klass"])


def test_reading_a_pupil_is_logged_without_the_name(varld, klient):
    elev = varld.elever[0]
    dold = fabrik.elev(varld.klass, "Skyddad elev X", "", skyddad=True)
    dold.far_se.add(varld.administrator)
    for _ in range(2):
        for adress in ("elev_uppgifter", "elev_andra", "elev_sluta"):
            klient.get(reverse(adress, args=[elev.kod]))
        klient.get(reverse("elev_skydd", args=[dold.kod]))
    rader = Handelse.objects.filter(handling="laste").values_list("objekt_kod", "text", "vem_kod")
    assert sorted(rader) == sorted(
        [
            (elev.kod, "en elevs uppgifter", varld.administrator.kod),
            (dold.kod, "vilka som får se en skyddad elev", varld.administrator.kod),
        ]
    )


def test_one_elev_id_a_school(varld, klient):
    Elev.objects.filter(pk=varld.elever[1].pk).update(externt_id="n1")
    data = {"fornamn": "Ada", "efternamn": "Ek", "externt_id": "n1"}
    svar = klient.post(reverse("elev_andra", args=[varld.elever[0].kod]), data)
    assert svar.context["form"].errors == {"externt_id": ["Elev-id används redan av en annan elev på skolan."]}


def test_the_page_shows_placements_and_no_judgement(varld, klient):
    html = klient.get(reverse("elev_uppgifter", args=[varld.elever[0].kod])).content.decode()
    assert "Ada Ek" in html
    assert reverse("klass_uppgifter", args=[varld.klass.kod]) in html


def test_moving_ends_the_old_placement(varld, klient):
    elev = varld.elever[0]
    grupp = fabrik.klass(varld.skola, "Franska", grupp=True)
    klient.post(reverse("elev_placera", args=[elev.kod]), {"klass": grupp.kod})
    assert oppna(elev) == ["7A", "Franska"]
    klient.post(reverse("elev_placera", args=[elev.kod]), {"klass": varld.annan_klass.kod})
    assert oppna(elev) == ["7B", "Franska"]
    assert elev.placeringar.get(klass=varld.klass).till == idag()
    svar = klient.post(reverse("elev_placera", args=[elev.kod]), {"klass": varld.annan_klass.kod}, follow=True)
    assert "går redan i 7B" in svar.content.decode()
    assert elev.placeringar.count() == 3


def test_a_pupil_is_not_placed_in_another_school(varld, klient):
    svar = klient.post(reverse("elev_placera", args=[varld.elever[0].kod]), {"klass": varld.granneklass.kod})
    assert svar.status_code == 422
    assert oppna(varld.elever[0]) == ["7A"]


def test_leaving_a_class_and_the_school(varld, klient):
    elev, annan = varld.elever[:2]
    klient.post(reverse("elev_lamna", args=[elev.kod, varld.klass.kod]))
    assert oppna(elev) == []
    assert klient.post(reverse("elev_lamna", args=[annan.kod, varld.granneklass.kod])).status_code == 404
    assert oppna(annan) == ["7A"]
    klient.post(reverse("elev_sluta", args=[annan.kod]))
    assert oppna(annan) == []
    assert Elev.objects.filter(pk=annan.pk).exists()


# --- Protected identity ---------------------------------------------------------------------------------------------


def test_protection_replaces_the_name(varld, klient):
    elev = varld.elever[0]
    data = {"fornamn": "Ada", "efternamn": "Ek", "externt_id": "", "skyddad": "on"}
    klient.post(reverse("elev_andra", args=[elev.kod]), data)
    elev.refresh_from_db()
    assert elev.fornamn.startswith("Skyddad elev ")
    assert (elev.efternamn, elev.skyddad, list(elev.far_se.all())) == ("", True, [varld.administrator])
    assert "Ada" not in "".join(Handelse.objects.values_list("text", flat=True))


def test_protection_taken_away_asks_for_the_name(varld, klient):
    elev = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    elev.far_se.add(varld.administrator)
    adress = reverse("elev_andra", args=[elev.kod])
    svar = klient.post(adress, {"fornamn": "Skyddad elev 1", "efternamn": "", "externt_id": ""})
    assert svar.context["form"].errors == {"fornamn": ["Skriv elevens namn."]}
    klient.post(adress, {"fornamn": "Åsa", "efternamn": "Öberg", "externt_id": ""})
    elev.refresh_from_db()
    assert (elev.namn, elev.skyddad, elev.far_se.count()) == ("Åsa Öberg", False, 0)


@pytest.mark.parametrize("adress", ["elev_uppgifter", "elev_andra", "elev_sluta", "elev_skydd"])
def test_a_hidden_pupil_does_not_exist_for_others(varld, klient, adress):
    elev = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    elev.far_se.add(varld.mentor)
    assert klient.get(reverse(adress, args=[elev.kod])).status_code == 404


def test_those_who_may_see_name_others(varld, klient, logga_in):
    elev = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    elev.far_se.add(varld.mentor)
    adress = reverse("elev_skydd", args=[elev.kod])
    mentor = logga_in(varld.mentor)
    assert mentor.get(adress).status_code == 200
    assert mentor.post(adress, {"personal": []}).context["form"].errors["personal"] == [
        "Välj minst en. Annars kan ingen se eleven."
    ]
    assert mentor.post(adress, {"personal": [varld.utanfor.kod]}).status_code == 200
    assert list(elev.far_se.all()) == [varld.mentor]
    mentor.post(adress, {"personal": [varld.mentor.kod, varld.administrator.kod]})
    assert set(elev.far_se.all()) == {varld.mentor, varld.administrator}
    assert klient.get(reverse("elev_uppgifter", args=[elev.kod])).status_code == 200


def test_naming_others_is_for_who_has_the_pupil(varld, logga_in):
    elev = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    elev.far_se.add(varld.mentor, varld.annan_mentor, varld.utanfor)
    adress = reverse("elev_skydd", args=[elev.kod])
    assert logga_in(varld.annan_mentor).get(adress).status_code == 403
    assert logga_in(varld.utanfor).get(adress).status_code == 404
    oskyddad = reverse("elev_skydd", args=[varld.elever[0].kod])
    assert logga_in(varld.mentor).get(oskyddad).status_code == 404
