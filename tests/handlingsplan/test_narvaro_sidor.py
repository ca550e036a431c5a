"""The pages of absence: typed in, read from a file, changed at the same time, removed; never a name in an address."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from handlingsplan.models import Narvaroperiod
from handlingsplan.narvarolasning import Om
from handlingsplan.regler import narvaro as regler
from skolanknytning.logg.models import Handelse

from .. import fabrik
from ..skola.filer import uppladdad
from .narvarotal import EFTER, period, rader, text
from .planer import elevplan, plan

DAGAR = {"fran": "2026-08-18", "till": "2026-09-30"}


@pytest.fixture
def om(varld):
    return Om(varld.skola, klass=varld.klass)


@pytest.fixture
def sidan(varld):
    return reverse("narvaro_klass", args=[varld.klass.kod])


@pytest.fixture
def mentor(varld, logga_in):
    return logga_in(varld.mentor)


def falt(html: str, namn: str) -> str:
    """What stands in a field of a page."""
    return (re.search(rf'name="{namn}"[^>]*?value="([^"]*)"', html) or ["", ""])[1]


def test_typed_in_with_a_comma_and_empty_rows(mentor, sidan, varld):
    data = {"giltig-alla": "8,5", "ogiltig-alla": "4 %", "giltig-MA": "", "ogiltig-MA": " ", "giltig-EN": "-"}
    assert mentor.post(sidan, DAGAR | data).url == sidan
    rad = Narvaroperiod.objects.get()
    assert (str(rad.fran), str(rad.till), rad.klass, rad.andrad_av) == (*DAGAR.values(), varld.klass, varld.mentor)
    assert regler.rader_i(rad) == {"": (Decimal("8.5"), 4)}
    html = mentor.get(sidan).content.decode()
    assert "ogiltig frånvaro 4 procent och giltig 9 procent" in html
    assert "<title>Frånvaro · Skolanknytning</title>" in html


@pytest.mark.parametrize(
    ("data", "svar"),
    [
        ({}, "Skriv in minst en rad: Alla ämnen, eller ett ämne."),
        ({"giltig-MA": "12"}, "Talet saknas. Skriv 0 om det inte finns någon."),
        ({"giltig-MA": "tolv", "ogiltig-MA": "1"}, "Det är inte ett tal. Skriv procent, till exempel 12 eller 12,5."),
        ({"giltig-MA": "60", "ogiltig-MA": "41"}, "Giltig och ogiltig frånvaro är tillsammans mer än 100 procent."),
        ({"giltig-MA": "1,25", "ogiltig-MA": "1"}, "Skriv högst en decimal."),
        ({"giltig-MA": "-1", "ogiltig-MA": "1"}, "Talet är mindre än 0."),
        ({"giltig-MA": "1" * 30, "ogiltig-MA": "1"}, "Skriv ett tal från 0 till 100."),
        ({"fran": ""}, "Välj ett datum."),
        ({"fran": "i går"}, "Datumet gick inte att läsa. Skriv det som 2026-11-18."),
        ({"fran": "10/11/2026"}, "Datumet gick inte att läsa."),
        ({"fran": "1999-01-01"}, "Datumet ligger för långt tillbaka."),
        ({"till": "2026-08-01"}, "Perioden slutar innan den börjar."),
        ({"till": "2199-01-01"}, "Perioden kan inte sluta efter i dag."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(mentor, sidan, data, svar):
    svaret = mentor.post(sidan, DAGAR | data)
    html = svaret.content.decode()
    assert svaret.status_code == 422
    assert svar in html
    assert [falt(html, namn) for namn in data] == list(data.values())
    assert not Narvaroperiod.objects.exists()


def test_a_file_fills_in_the_form_and_saves_nothing(mentor, sidan):
    fil = text("Alla ämnen;8,5;4", "Matematik;9 %;6.5", "Mentorstid;1;1")
    svar = mentor.post(sidan, {"las": "1", "fil": uppladdad(fil, "Ada Ek.csv")})
    html = svar.content.decode()
    assert svar.status_code == 200
    assert "Läst ur filen: 2 rader." in html
    assert "Rad 4 (Mentorstid) är inget av skolans ämnen och lästes inte." in html
    namn = ["giltig-alla", "ogiltig-alla", "giltig-MA", "ogiltig-MA", "giltig-EN"]
    assert [falt(html, n) for n in namn] == ["8,5", "4", "9", "6,5", ""]
    assert "Ada Ek" not in html
    assert not Narvaroperiod.objects.exists()
    assert not Handelse.objects.exclude(handling="laste").exists()


@pytest.mark.parametrize(
    ("fil", "svar"),
    [
        (text("MA;12;tre"), "Rad 2, Ogiltig: Det är inte ett tal."),
        (text("Ada Ek;12;3", huvud="Elev;Giltig;Ogiltig"), "Kolumnen Elev handlar om enskilda elever."),
        (text("MA;12;3;20130101-1234", huvud="Ämne;Giltig;Ogiltig;Id"), "Filen innehåller personnummer"),
        (b"", "Filen är tom. Välj en annan fil."),
        (b"x" * (1024 * 1024 + 1), "Filen är större än 1 MB"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_why(mentor, sidan, om, varld, fil, svar):
    period(om, varld.mentor)
    svaret = mentor.post(sidan, {"las": "1", "fil": uppladdad(fil, "fil.csv")})
    assert svaret.status_code == 422
    assert svar in svaret.content.decode()
    assert "20130101" not in svaret.content.decode()
    assert Narvaroperiod.objects.get().version == 1


def test_no_file_is_said_at_the_field(mentor, sidan):
    svar = mentor.post(sidan, {"las": "1"})
    assert svar.status_code == 422
    assert "Välj en fil." in svar.content.decode()


def test_a_period_that_is_there_is_shown_before_it_is_replaced(mentor, sidan, om, varld):
    period(om, varld.mentor2)
    mitt = DAGAR | {"giltig-alla": "8,5", "ogiltig-alla": "4", "giltig-MA": "1", "ogiltig-MA": "2", "ersatter": ""}
    svar = mentor.post(sidan, mitt)
    html = svar.content.decode()
    assert svar.status_code == 409
    assert "Det finns redan en period med samma datum." in html
    assert re.findall(r'narvaro-deras">Sparat nu: (.*?)<', html) == ["9 giltig, 6,5 ogiltig"]
    assert falt(html, "giltig-MA") == "1"
    assert mentor.post(sidan, mitt | {"ersatter": falt(html, "ersatter")}).status_code == 302
    assert regler.rader_i(Narvaroperiod.objects.get())["MA"] == (1, 2)


def test_two_who_change_the_same_period_see_each_others_figures(varld, logga_in, om):
    rad = period(om, varld.mentor)
    sida = reverse("narvaro_period", args=[rad.kod])
    min_, deras = logga_in(varld.mentor), logga_in(varld.mentor2)
    html = min_.get(sida).content.decode()
    assert [falt(html, n) for n in ("fran", "ersatter", "giltig-MA", "ogiltig-MA")] == ["2026-08-18", "1", "9", "6,5"]
    lika = DAGAR | {"ersatter": "1", "giltig-alla": "8,5", "ogiltig-alla": "4"}
    assert deras.post(sida, lika | {"giltig-EN": "5", "ogiltig-EN": "0"}).status_code == 302
    mitt = lika | {"giltig-MA": "7", "ogiltig-MA": "7"}
    svar = min_.post(sida, mitt)
    html = svar.content.decode()
    assert svar.status_code == 409
    assert "Milo Mentor ändrade perioden" in html
    sparat = re.findall(r"<tr[^>]*>\s*<th scope=\"row\">(\w+)<span class=\"narvaro-deras\">Sparat nu: (.*?)<", html)
    assert sparat == [("Engelska", "5 giltig, 0 ogiltig"), ("Matematik", "tomt")]
    assert falt(html, "giltig-MA") == "7"
    assert regler.rader_i(Narvaroperiod.objects.get()) == rader({"": ("8.5", "4"), "EN": ("5", "0")})
    assert min_.post(sida, mitt | {"ersatter": falt(html, "ersatter")}).status_code == 302
    assert set(regler.rader_i(Narvaroperiod.objects.get())) == {"", "MA"}


def test_the_days_of_another_period_are_refused(mentor, om, varld):
    rad = period(om, varld.mentor)
    period(om, varld.mentor, EFTER)
    data = {"fran": "2026-10-01", "till": "2026-11-20", "ersatter": "1", "giltig-MA": "1", "ogiltig-MA": "1"}
    svar = mentor.post(reverse("narvaro_period", args=[rad.kod]), data)
    assert svar.status_code == 422
    assert "Det finns redan en period med samma datum. Ändra den i stället." in svar.content.decode()


def test_days_of_another_period_are_refused_with_which_it_is(mentor, sidan, om, varld):
    """Also when a new one is put in: what is written stays in the form, and nothing is saved."""
    period(om, varld.mentor)
    for fran, till in (("2026-09-30", "2026-10-31"), ("2026-08-01", "2026-11-01"), ("2026-09-01", "2026-09-02")):
        svar = mentor.post(sidan, {"fran": fran, "till": till, "giltig-MA": "1", "ogiltig-MA": "2"})
        html = svar.content.decode()
        assert svar.status_code == 422
        assert "Perioden delar dagar med 18 augusti – 30 september 2026, och då går de inte att jämföra." in html
        assert (falt(html, "fran"), falt(html, "giltig-MA")) == (fran, "1")
        assert '<details class="narvaro-ny" id="ny-period" open>' in html
    assert Narvaroperiod.objects.count() == 1


def test_removed_and_not_when_it_has_been_changed(mentor, sidan, om, varld):
    rad = period(om, varld.mentor)
    ta_bort = reverse("narvaro_ta_bort", args=[rad.kod])
    assert mentor.post(ta_bort, {"ersatter": "0"}).url == reverse("narvaro_period", args=[rad.kod])
    assert mentor.post(ta_bort, {}).url == reverse("narvaro_period", args=[rad.kod])
    assert mentor.post(ta_bort, {"ersatter": "1"}).url == sidan
    assert not Narvaroperiod.objects.exists()
    assert mentor.get(reverse("narvaro_period", args=[rad.kod])).status_code == 404


def test_a_pupils_name_is_in_no_title_and_no_address(varld, logga_in):
    elev = varld.elever[0]
    period(Om(varld.skola, elev=elev), varld.mentor)
    mentor = logga_in(varld.mentor)
    sidor = [
        reverse("narvaro_elev", args=[elev.kod]),
        reverse("narvaro_period", args=[Narvaroperiod.objects.get().kod]),
    ]
    for sida in sidor:
        html = mentor.get(sida).content.decode()
        assert elev.fornamn not in re.search(r"<title>(.*?)</title>", html)[1]
        assert not [a for a in re.findall(r'(?:href|action)="([^"]*)"', html) if elev.fornamn in a]
    assert list(Handelse.objects.filter(handling="laste").values_list("objekt_kod", "text")) == [
        (elev.kod, "frånvaro för en elev")
    ]


def test_elevhalsan_has_a_pupils_figures_when_there_is_a_plan(varld, logga_in):
    """Without a form or a meeting elevhälsa starts no plan about the pupil, but writes in the one there is."""
    elev = varld.elever[0]
    period(Om(varld.skola, elev=elev), varld.mentor)
    elevhalsa, sida = logga_in(varld.elevhalsa), reverse("narvaro_elev", args=[elev.kod])
    assert elevhalsa.get(sida).status_code == 403
    elevplan(elev, varld.mentor)
    assert "narvarobild" in elevhalsa.get(sida).content.decode()
    assert elevhalsa.post(sida, DAGAR).status_code == 422


def test_an_earlier_mentor_reads_and_does_not_write(varld, logga_in, om):
    """The mentor of the class in a later läsår reads what it was in this one."""
    period(om, varld.mentor)
    fabrik.klass(varld.skola, "8A", varld.annan_mentor, lasar=2027, stam=varld.klass.stam)
    annan, sida = logga_in(varld.annan_mentor), reverse("narvaro_klass", args=[varld.klass.kod])
    html = annan.get(sida).content.decode()
    assert "narvarobild" in html
    assert "Lägg in en period" not in html
    assert annan.post(sida, DAGAR).status_code == 403


def test_who_goes_on_with_a_class_s_plan_goes_on_with_its_figures(varld, logga_in):
    fjol = fabrik.klass(varld.skola, "6A", varld.annan_mentor, lasar=2025, stam=varld.klass.stam)
    sidan = reverse("narvaro_klass", args=[fjol.kod])
    data = DAGAR | {"giltig-alla": "8", "ogiltig-alla": "4"}
    mentor = logga_in(varld.mentor)
    assert mentor.post(sidan, data).status_code == 403
    plan(fjol, varld.annan_mentor)
    assert mentor.post(sidan, data).status_code == 302
    inlagd = Narvaroperiod.objects.get()
    assert inlagd.klass == fjol
    assert logga_in(varld.mentor2).get(reverse("narvaro_period", args=[inlagd.kod])).status_code == 200


def test_the_template_has_a_neutral_name(mentor, varld):
    svar = mentor.get(reverse("narvaro_mall", args=[varld.skola.kod]))
    assert svar.headers["Content-Disposition"] == 'attachment; filename="narvaro-mall.xlsx"'


def test_a_subject_that_the_school_has_no_more_can_still_be_changed(mentor, om, varld):
    rad = period(om, varld.mentor)
    varld.skola.egna_amnen = "FRI Friluftsliv"
    varld.skola.save()
    html = mentor.get(reverse("narvaro_period", args=[rad.kod])).content.decode()
    assert (falt(html, "giltig-MA"), falt(html, "giltig-FRI")) == ("9", "")


@pytest.mark.parametrize("antal", [1, 6])
def test_the_page_asks_as_much_however_many_periods(mentor, sidan, om, varld, antal, django_assert_num_queries):
    for nummer in range(antal):
        period(om, varld.mentor, (date(2026, 1 + nummer, 1), date(2026, 1 + nummer, 28)))
    mentor.get(sidan)
    with django_assert_num_queries(7):
        assert mentor.get(sidan).content.decode().count("narvaro-perioder") == 1
