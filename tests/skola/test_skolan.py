"""The administrator's start, the school's settings, and ``manage.py ny_skola``."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Klass, Mentorskap, Personal, Roll, Skola

from .. import fabrik
from ..klient import Klient


def test_an_empty_school_says_what_to_do_first(db, logga_in):
    skola = fabrik.skola()
    html = (
        logga_in(fabrik.personal("Ada Min", skola, Roll.ADMINISTRATOR))
        .get(reverse("skola_administration", args=[skola.kod]))
        .content.decode()
    )
    assert "Kom igång" in html
    primar = re.findall(r'class="btn btn-primary" href="([^"]+)"', html)
    assert primar == [reverse("personal_ny", args=[skola.kod])]


def test_the_numbers_leave_out_what_is_hidden_and_other_schools(varld, logga_in):
    fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True).far_se.add(varld.mentor)
    fabrik.klass(varld.skola, "6A", lasar=2025)
    svar = logga_in(varld.administrator).get(reverse("skola_administration", args=[varld.skola.kod]))
    o = svar.context["oversikt"]
    assert (o.lasar, o.klasser, o.elever, o.personal, o.klasser_utan_mentor, o.inbjudna) == (2026, 2, 8, 7, 0, 6)


def test_a_class_without_mentor_is_the_next_step(varld, logga_in):
    Mentorskap.objects.filter(klass=varld.klass).delete()
    html = logga_in(varld.administrator).get(reverse("skola_administration", args=[varld.skola.kod])).content.decode()
    assert "1 klass saknar mentor" in html


def test_last_lasars_classes_are_moved_up_first(varld, logga_in):
    Klass.objects.filter(skola=varld.skola).update(lasar=2025)
    html = logga_in(varld.administrator).get(reverse("skola_administration", args=[varld.skola.kod])).content.decode()
    assert "Flytta upp klasserna" in html


GRANSER = {
    "oro_andel": "1/3",
    "oro_rott_andel": "1/5",
    "oro_minst": "3",
    "styrka_andel": "4/5",
    "bedomt_andel": "4/5",
}
INSTALLNINGAR = {"namn": "Björkskolan", "gult_for_individ": "2", "egna_amnen": ""} | GRANSER


def test_settings_are_kept_and_logged(varld, logga_in):
    klient = logga_in(varld.administrator)
    adress = reverse("skola_installningar", args=[varld.skola.kod])
    klient.post(adress, INSTALLNINGAR | {"gult_for_individ": "3", "egna_amnen": "MAT1 Matematik 1"})
    varld.skola.refresh_from_db()
    assert (varld.skola.gult_for_individ, varld.skola.egna_amnen) == (3, "MAT1 Matematik 1")
    klient.post(adress, INSTALLNINGAR | {"gult_for_individ": "3", "egna_amnen": "MAT1 Matematik 1"})
    assert Handelse.objects.get(objekt_kod=varld.skola.kod).text == (
        "skolans inställningar: så många gula påståenden ger ett förslag, egna ämnen"
    )


def test_the_thresholds_of_the_analysis_are_the_school_s(varld, logga_in):
    klient = logga_in(varld.administrator)
    adress = reverse("skola_installningar", args=[varld.skola.kod])
    html = klient.get(adress).content.decode()
    assert [re.search(rf'name="{f}"', html) is not None for f in GRANSER] == [True] * 5
    assert re.search(r'<option value="1/3" selected>\s*en tredjedel', html)
    nya = {"oro_andel": "1/2", "oro_rott_andel": "1/4", "oro_minst": "5", "styrka_andel": "9/10", "bedomt_andel": "1/1"}
    assert klient.post(adress, INSTALLNINGAR | nya).status_code == 302
    varld.skola.refresh_from_db()
    assert {falt: str(getattr(varld.skola, falt)) for falt in GRANSER} == nya
    assert Handelse.objects.get(objekt_kod=varld.skola.kod).text == (
        "skolans inställningar: gult eller rött hos minst, eller rött hos minst, och minst så många elever, grönt hos"
        " minst, andel av klassen som måste vara bedömd"
    )


@pytest.mark.parametrize(
    ("falt", "varde", "fel"),
    [
        ("oro_andel", "33 %", "Välj en andel i listan."),
        ("styrka_andel", "", "Välj en andel i listan."),
        ("oro_minst", "0", "Skriv ett tal från 1 till 50."),
        ("oro_minst", "tre", "Skriv ett tal från 1 till 50."),
        ("egna_amnen", "MAT1", "Rad 1: skriv en"),
        ("egna_amnen", "MA Matte\nMA Igen", "Rad 2: skriv en"),
        ("gult_for_individ", "0", "Skriv ett tal från 1 till 10."),
        ("namn", "", ""),
    ],
)
def test_settings_are_checked(varld, logga_in, falt, varde, fel):
    adress = reverse("skola_installningar", args=[varld.skola.kod])
    svar = logga_in(varld.administrator).post(adress, INSTALLNINGAR | {falt: varde})
    assert svar.context["form"].errors[falt][0].startswith(fel)
    assert "<h1>Inställningar</h1>" in svar.content.decode()
    varld.skola.refresh_from_db()
    assert (varld.skola.namn, varld.skola.gult_for_individ, varld.skola.egna_amnen) == ("Björkskolan", 2, "")


# --- manage.py ny_skola ---------------------------------------------------------------------------------------------


def ny_skola(*argument: str) -> str:
    ut = StringIO()
    call_command("ny_skola", *argument, stdout=ut)
    return ut.getvalue()


def test_a_first_school_and_its_administrator(db):
    text = ny_skola(
        "Nya skolan", "--epost", "Ada@Exempel.test", "--namn", "Ada Min", "--adress", "http://127.0.0.1:8000/"
    )
    adress = re.search(r"^http://127\.0\.0\.1:8000(/inbjudan/[\w-]+/)$", text, re.MULTILINE)[1]
    assert "programmets adress" not in text
    klient = Klient()
    losenord = "ett-helt-nytt-losenord"
    assert klient.post(adress, {"new_password1": losenord, "new_password2": losenord}).status_code == 302
    skola = Skola.objects.get(namn="Nya skolan")
    assert klient.get(reverse("skola_administration", args=[skola.kod])).status_code == 200
    assert Personal.objects.get().email == "ada@exempel.test"


def test_without_the_programs_address_the_link_is_a_path(db):
    text = ny_skola("Nya skolan", "--epost", "ada@exempel.test", "--namn", "Ada Min")
    assert re.search(r"^/inbjudan/[\w-]+/\nÖppna länken på programmets adress", text, re.MULTILINE)


def test_more_schools(varld):
    ny_skola("Tredje skolan", "--epost", "ny@exempel.test", "--namn", "Nils Ny")
    assert Skola.objects.count() == 3


def test_a_taken_email_is_refused_and_nothing_made(varld):
    with pytest.raises(CommandError, match=r"används redan av Maja Mentor.*--befintlig"):
        ny_skola("Tredje skolan", "--epost", varld.mentor.email, "--namn", "X")
    assert Skola.objects.count() == 2


def test_an_existing_person_can_be_meant(varld):
    text = ny_skola("Tredje skolan", "--epost", varld.administrator.email, "--befintlig")
    assert "loggar in som vanligt" in text
    assert varld.administrator.tjanster.count() == 2


@pytest.mark.parametrize(
    "argument",
    [
        ["Skolan", "--epost", "inte-en-adress", "--namn", "X"],
        ["Skolan", "--epost", "x@exempel.test"],
        [" ", "--epost", "x@exempel.test", "--namn", "X"],
        ["Skolan", "--epost", "x@exempel.test", "--befintlig"],
        ["Skolan", "--epost", "x@exempel.test", "--namn", "X", "--adress", "127.0.0.1:8000"],
    ],
)
def test_what_is_missing_is_said(db, argument):
    with pytest.raises(CommandError):
        ny_skola(*argument)
    assert not Skola.objects.exists()
