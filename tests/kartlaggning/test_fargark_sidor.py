"""The pages: choosing a file, the preview, correcting it with and without script, confirming, going back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kartlaggning.models import Farginlasning, Kartlaggning, Markering
from skolanknytning.arbetsbok import MAX_BYTE
from skolanknytning.logg.models import Handelse, Handling

from .. import fabrik
from ..klient import HTMX, utan_nycklar
from ..skola.filer import uppladdad
from .fargbocker import KORT, bok, fyll, rak, spara
from .rundor import NYCKLAR, runda


def skicka(klient, varld, data: bytes, namn: str = "7A.xlsx"):
    return klient.post(reverse("fargark_las_in", args=[varld.klass.kod]), {"fil": uppladdad(data, namn)})


@pytest.fixture
def data(varld) -> bytes:
    """The class's workbook, with a first name alone, a stranger, an orange square and a column nobody knows."""
    namn = ["Ada", *(e.namn for e in varld.elever[1:4]), "Kim Norr"]
    ny = bok(["Namn", *KORT, "Trivsel"], *([n] for n in namn), titel="Ht 26")
    for rad in range(2, 7):
        for kolumn in range(2, 12):
            ny.active.cell(rad, kolumn).fill = fyll("92D050" if kolumn < 8 else "FFFF00")
    ny.active["C3"].fill = fyll("F4B084")
    ny.active["L2"].fill = fyll("FF0000")
    return spara(ny)


@pytest.fixture
def granskad(varld, logga_in, data):
    """A client of the mentor, and the address of the preview."""
    klient = logga_in(varld.mentor)
    return klient, skicka(klient, varld, data).url


def dold(svar, namn: str) -> str:
    return re.search(rf'name="{namn}" value="([^"]*)"', svar.content.decode())[1]


def val_i(svar) -> dict[str, str]:
    """What the page's choices would send as it stands."""
    ut = {}
    for namn, inuti in re.findall(
        r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', svar.content.decode(), re.DOTALL
    ):
        ut[namn] = re.search(r'<option value="([^"]*)" selected', inuti)[1]
    return ut


# --- Choosing a file ---


def test_the_way_there_stands_where_a_mentor_looks(varld, logga_in):
    adress = reverse("fargark_las_in", args=[varld.klass.kod])
    klient = logga_in(varld.mentor)
    assert f'href="{adress}"' in klient.get(reverse("klass", args=[varld.klass.kod])).content.decode()
    assert f'href="{adress}"' in klient.get(reverse("kartlaggning_starta", args=[varld.klass.kod])).content.decode()
    assert adress not in logga_in(varld.rektor).get(reverse("klass", args=[varld.klass.kod])).content.decode()


def test_it_says_which_round_the_squares_go_into(varld, logga_in):
    klient, adress = logga_in(varld.mentor), reverse("fargark_las_in", args=[varld.klass.kod])
    assert "läses in i en ny kartläggning" in utan_nycklar(klient.get(adress))
    runda(varld.klass, varld.mentor, {})
    assert "kartläggningen från <strong>20 november 2026</strong>" in utan_nycklar(klient.get(adress))


@pytest.mark.parametrize(
    ("fil", "status", "text"),
    [
        (b"Namn;N\xe4rvaro\nAda Ek;G\n", 422, "i den finns inga färger"),
        (b"PK inget", 422, "går inte att läsa som en Excel-fil"),
        (b"", 422, "Filen är tom"),
        (b"x" * (MAX_BYTE + 1), 413, "större än 1 MB"),
    ],
)
def test_a_refused_file_says_why(varld, logga_in, fil, status, text):
    svar = skicka(logga_in(varld.mentor), varld, fil)
    assert svar.status_code == status
    assert text in svar.content.decode()
    assert not Farginlasning.objects.exists()


def test_without_a_file_it_is_asked_for(varld, logga_in):
    svar = logga_in(varld.mentor).post(reverse("fargark_las_in", args=[varld.klass.kod]), {})
    assert svar.status_code == 422
    assert "Välj en fil." in svar.content.decode()


# --- The preview ---


def test_it_shows_how_all_was_understood(varld, granskad):
    klient, adress = granskad
    html = utan_nycklar(klient.get(adress))
    assert '<rect x="1" y="1" width="26" height="26" rx="5" fill="#92D050"/>' in html
    assert "24 rutor, först Ht 26 B2" not in html
    assert "29 rutor, först Ht 26 B2" in html
    assert "orange: välj vad färgen betyder" in html
    assert "bara förnamnet" in html
    assert "Kim Norr: känns inte igen. Raden läses inte in." in html
    assert "Ht 26, kolumn L" in html
    assert "Kolumnen hör inte till något påstående och läses inte in." in html
    assert "1 elev i klassen finns inte i arbetsboken:</strong> Edda Asp4." in html
    assert "Läs in 39 rutor" in html


def test_the_grid_says_every_colour_in_words(granskad):
    klient, adress = granskad
    karta = klient.get(adress).content.decode().partition("fargkarta")[2].partition("</table>")[0]
    assert karta.count("<tr") == 2 + 5
    ada = karta.partition("Ada Ek</th>")[2].partition("</tr>")[0]
    assert re.findall(r'hidden">([^<]+)<', ada) == ["grönt"] * 6 + ["gult"] * 4


def test_what_stands_is_shown_as_it_stands(varld, granskad):
    klient, adress = granskad
    runda(varld.klass, varld.mentor, {varld.elever[0]: "rg        "})
    html = klient.get(adress).content.decode()
    ada = html.partition("fargkarta")[2].partition("Ada Ek</th>")[2].partition("</tr>")[0]
    assert re.findall(r'hidden">([^<]+)<', ada)[:3] == [
        "rött, står kvar, arbetsboken säger något annat",
        "grönt, står redan",
        "grönt",
    ]
    assert "Läses in i kartläggningen från 20 november 2026. Bara tomma rutor fylls." in html
    assert 'name="datum"' not in html


def test_reading_it_is_logged_once(varld, granskad):
    klient, adress = granskad
    klient.get(adress)
    klient.get(adress)
    lasta = Handelse.objects.filter(handling=Handling.LASTE, text="färgad arbetsbok att granska, 7A")
    assert [(h.vem_namn, h.skola_kod) for h in lasta] == [("Maja Mentor", varld.skola.kod)]


# --- Corrected ---


def test_a_correction_is_remembered_without_script(varld, granskad):
    klient, adress = granskad
    val = val_i(klient.get(adress)) | {"tecken-FF4B084": "3", "namn-0-6": varld.elever[4].kod}
    svar = klient.post(adress, val)
    assert (svar.status_code, svar.url) == (302, adress)
    html = utan_nycklar(klient.get(adress))
    assert "Läs in 50 rutor" in html
    assert html.count("Ditt val") == 2
    assert val_i(klient.get(adress)) == val


def test_as_it_stands_the_page_corrects_nothing(granskad):
    klient, adress = granskad
    fore = klient.get(adress)
    klient.post(adress, val_i(fore))
    assert Farginlasning.objects.get().val == {"blad": {}, "kolumner": {}, "tecken": {}, "namn": {}}
    assert dold(klient.get(adress), "avtryck") == dold(fore, "avtryck")


def test_with_script_only_the_outcome_is_drawn_anew(granskad):
    klient, adress = granskad
    svar = klient.post(adress, val_i(klient.get(adress)) | {"tecken-FF4B084": "2"}, headers=HTMX)
    html = svar.content.decode()
    assert svar.status_code == 200
    assert html.lstrip().startswith('<div id="utfall">')
    assert "Läs in 40 rutor" in html
    assert "<select" not in html
    assert re.search(r'id="lage-tecken-\d" hx-swap-oob="true">.*?Ditt val', html)


def test_the_suggested_choice_is_never_lost_by_redrawing(granskad):
    """Who chooses something else and then the suggestion again has corrected nothing."""
    klient, adress = granskad
    fran_borjan = val_i(klient.get(adress))
    klient.post(adress, fran_borjan | {"tecken-F92D050": "3"})
    klient.post(adress, val_i(klient.get(adress)) | {"tecken-F92D050": "auto"})
    assert val_i(klient.get(adress)) == fran_borjan


# --- Confirmed ---


def test_the_whole_way(varld, granskad):
    klient, adress = granskad
    sida = klient.get(adress)
    svar = klient.post(
        adress, val_i(sida) | {"las_in": "1", "avtryck": dold(sida, "avtryck"), "datum": "2026-11-03"}, follow=True
    )
    ny = Kartlaggning.objects.get()
    assert svar.redirect_chain == [(reverse("kartlaggning", args=[ny.kod]), 302)]
    assert "39 rutor lästes in i en ny kartläggning." in svar.content.decode()
    assert f"{ny.datum}" == "2026-11-03"
    assert Markering.objects.count() == 39
    borta = klient.get(adress)
    assert borta.status_code == 404
    assert "Arbetsboken finns inte kvar att granska" in borta.content.decode()


def test_a_new_round_needs_a_date_that_can_be(granskad):
    klient, adress = granskad
    sida = klient.get(adress)
    for datum, fel in (("", "Välj ett datum."), ("2099-01-01", "framtiden")):
        svar = klient.post(adress, {"las_in": "1", "avtryck": dold(sida, "avtryck"), "datum": datum})
        assert svar.status_code == 422
        assert fel in svar.content.decode()
    assert not Kartlaggning.objects.exists()


def test_what_has_changed_meanwhile_is_shown_first(varld, granskad):
    klient, adress = granskad
    sida = klient.get(adress)
    runda(varld.klass, varld.mentor2, {varld.elever[0]: "r         "})
    svar = klient.post(adress, val_i(sida) | {"las_in": "1", "avtryck": dold(sida, "avtryck")}, follow=True)
    assert svar.redirect_chain == [(adress, 302)]
    assert "Något har ändrats sedan förhandsvisningen ritades." in svar.content.decode()
    assert Markering.objects.count() == 1


def test_into_an_open_round_it_says_how_many_were_left(varld, granskad):
    klient, adress = granskad
    runda(varld.klass, varld.mentor2, {varld.elever[0]: "rr        "})
    sida = klient.get(adress)
    svar = klient.post(adress, val_i(sida) | {"las_in": "1", "avtryck": dold(sida, "avtryck")}, follow=True)
    assert "37 rutor lästes in. 2 redan ifyllda lämnades som de stod." in svar.content.decode()


def test_it_can_be_left(varld, granskad):
    klient, adress = granskad
    svar = klient.post(reverse("fargark_avbryt", args=[adress.strip("/").split("/")[-1]]))
    assert svar.url == reverse("klass", args=[varld.klass.kod])
    assert not Farginlasning.objects.exists()
    assert not Kartlaggning.objects.exists()


def test_a_preview_expires(granskad):
    klient, adress = granskad
    Farginlasning.objects.update(skapad=timezone.now() - timedelta(hours=2))
    assert klient.get(adress).status_code == 404
    assert klient.post(adress, {"las_in": "1"}).status_code == 404


def test_who_is_no_longer_a_mentor_may_not(varld, granskad):
    klient, adress = granskad
    varld.klass.mentorskap.filter(personal=varld.mentor).delete()
    assert klient.get(adress).status_code == 403


def test_names_and_words_are_escaped(varld, logga_in):
    fabrik.elev(varld.klass, "<b>Ada</b>", "&")
    ny = bok(["Namn", *KORT, "<script>x</script>"], ["<i>Kim", "<u>"], [varld.elever[1].namn, "<u>"], titel="<Blad>")
    ny.active["L3"].fill = fyll("FF0000")
    klient = logga_in(varld.mentor)
    html = klient.get(skicka(klient, varld, spara(ny)).url).content.decode()
    for farligt in ("<b>Ada", "<script>x", "<i>Kim", "<u>", "<Blad>"):
        assert farligt not in html
    assert "&lt;u&gt;" in html


@pytest.mark.parametrize("antal", [1, 5])
def test_the_preview_asks_the_database_equally_often_however_many_pupils(
    varld, logga_in, django_assert_num_queries, antal
):
    elever = varld.elever[:antal]
    klient = logga_in(varld.mentor)
    svar = {(i, n): 1 for i in range(antal) for n in NYCKLAR}
    adress = skicka(klient, varld, rak([e.namn for e in elever], svar)).url
    klient.get(adress)
    with django_assert_num_queries(8):
        html = klient.get(adress).content.decode()
    assert f"Läs in {10 * antal} rutor" in html


def test_when_the_choices_are_others_the_whole_form_is_drawn_anew(varld, logga_in):
    """The second sheet is left out at first; taken in, it has columns and colours of its own."""
    ny = bok(["Namn", KORT[0]], [varld.elever[0].namn, "röd"], titel="Ht")
    vt = ny.create_sheet("Vt")
    vt.append(["Namn", KORT[0]])
    vt.append([varld.elever[0].namn, "grön"])
    klient = logga_in(varld.mentor)
    adress = skicka(klient, varld, spara(ny)).url
    val = val_i(klient.get(adress))
    assert set(val) == {"blad-0", "blad-1", "tecken-Oröd", "kolumn-0-2"}
    assert "Bladet hoppas över: samma elever och påståenden står i bladet Ht." in utan_nycklar(klient.get(adress))
    svar = klient.post(adress, val | {"blad-1": "1", "blad-0": "0"}, headers=HTMX)
    assert svar.headers["HX-Retarget"] == svar.headers["HX-Reselect"] == "form.fargark"
    assert set(val_i(svar)) == {"blad-0", "blad-1", "tecken-Ogrön", "kolumn-1-2"}
    assert "hx-swap-oob" not in svar.content.decode()


def test_with_script_a_preview_that_is_gone_is_asked_for_anew(granskad):
    klient, adress = granskad
    Farginlasning.objects.all().delete()
    svar = klient.post(adress, {}, headers=HTMX)
    assert (svar.status_code, svar.headers["HX-Refresh"]) == (200, "true")


def test_a_list_of_the_whole_school_asks_only_about_a_few(varld, logga_in):
    frammande = [f"Kim {a}{b}ström" for a in "BDFGHJKLMNPRSTVX" for b in "aeiouyåäö"][:140]
    namn = [*frammande, varld.elever[0].namn, "Bo"]
    klient = logga_in(varld.mentor)
    adress = skicka(klient, varld, rak(namn, {(i, "beteende-1"): 1 for i in range(len(namn))})).url
    svar = klient.get(adress)
    html = utan_nycklar(svar)
    assert sum(n.startswith("namn-") for n in val_i(svar)) == 60
    assert "Vem Bo är" in html
    assert "81 rader till hör inte till klassen och läses inte in." in html
    assert "Läs in 2 rutor" in html
    assert len(svar.content) < 300_000


def test_a_workbook_without_a_colour_says_so(varld, logga_in):
    klient = logga_in(varld.mentor)
    html = utan_nycklar(klient.get(skicka(klient, varld, rak([e.namn for e in varld.elever], {})).url))
    assert "Inga färger eller ord går att läsa än." in html
    assert "Inget i tabellen är läst." in html
    assert 'name="las_in"' not in html


def test_a_workbook_that_says_what_stands_already_has_nothing_to_read_in(varld, logga_in):
    runda(varld.klass, varld.mentor, {varld.elever[0]: "gggggggggg"})
    klient = logga_in(varld.mentor)
    html = utan_nycklar(klient.get(skicka(klient, varld, rak(["Ada Ek"], {(0, n): 1 for n in NYCKLAR})).url))
    assert "Allt står redan i kartläggningen. Det finns inget att läsa in." in html
    assert 'name="las_in"' not in html


def test_pupils_of_one_name_are_told_apart_by_their_place(varld, logga_in):
    fabrik.elev(varld.klass, "Ada", "Ek")
    klient = logga_in(varld.mentor)
    html = utan_nycklar(klient.get(skicka(klient, varld, rak(["Ada Ek"], {(0, NYCKLAR[0]): 1})).url))
    assert re.findall(r">(Ada Ek[^<]*)</option>", html) == [f"Ada Ek (nummer {n} i klassen)" for n in (1, 2)]
    assert "kan vara flera elever" in html


def test_a_choice_with_what_no_database_keeps_is_left_out(granskad):
    klient, adress = granskad
    assert klient.post(adress, {"namn-0-2": "a\0b"}).status_code == 302
    assert Farginlasning.objects.get().val["namn"] == {}
