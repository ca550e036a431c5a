"""What reading in a class list may not do: hold up others, reach another läsår, pass unseen, tell of the hidden."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.skola.klasslista_typer import KlasslistaError
from skolanknytning.skola.models import Elev, Inlasning, Klass, Tjanst
from skolanknytning.skola.regler import inlasning as regler

from .. import fabrik
from .filer import arbetsbok, lista, med_dolda
from .test_inlasning import bekrafta, klassens, ladda_upp, skolans

__all__ = ["klassens", "skolans"]

NY_KLASS = lista(["Ny", "Elev", "8B", ""])
ANNAT_LASAR = "Som mentor läser du in en ny klass för läsåret som pågår."


@pytest.mark.django_db(transaction=True)
def test_the_file_is_read_before_the_transaction_begins(varld, monkeypatch):
    """With SQLite an open transaction keeps everybody else's work from being saved."""
    sett = []
    las = regler.las
    monkeypatch.setattr(regler, "las", lambda *allt: sett.append(connection.in_atomic_block) or las(*allt))
    regler.las_in(NY_KLASS, skola=varld.skola, klass=None, lasar=2026, av=varld.administrator)
    assert sett == [False]
    assert Inlasning.objects.count() == 1


# --- Läsår ----------------------------------------------------------------------------------------------------------


def test_a_mentor_chooses_no_other_lasar_than_the_one_that_is_now(varld, logga_in, skolans):
    klient = logga_in(varld.mentor)
    assert klient.get(skolans).context["form"].fields["lasar"].choices == [(2026, "2026/27")]
    svar = ladda_upp(klient, skolans, NY_KLASS, lasar="2027")
    assert svar.context["form"].errors == {"lasar": ["Välj ett av läsåren i listan."]}
    assert not Inlasning.objects.exists()


def test_an_administrator_chooses_next_lasar_too(varld, logga_in, skolans):
    klient = logga_in(varld.administrator)
    bekrafta(klient, ladda_upp(klient, skolans, NY_KLASS, lasar="2027"))
    assert Klass.objects.get(namn="8B").lasar == 2027


def test_the_rule_itself_refuses_a_mentors_class_of_next_lasar(varld):
    with pytest.raises(KlasslistaError) as fel:
        regler.las_in(NY_KLASS, skola=varld.skola, klass=None, lasar=2027, av=varld.mentor)
    assert str(fel.value).startswith(ANNAT_LASAR)
    assert not Inlasning.objects.exists()


def test_a_mentor_reads_into_their_own_class_of_next_lasar(varld, logga_in):
    klass = fabrik.klass(varld.skola, "8A", varld.mentor, lasar=2027)
    klient = logga_in(varld.mentor)
    data = lista(["Ny", "Elev", "8A", ""])
    bekrafta(klient, ladda_upp(klient, reverse("klass_las_in", args=[klass.kod]), data))
    assert klass.elever.get().namn == "Ny Elev"


def test_who_is_no_longer_an_administrator_makes_no_class_of_next_lasar(varld, logga_in, skolans):
    Tjanst.objects.create(skola=varld.skola, personal=varld.administrator, roll="mentor")
    klient = logga_in(varld.administrator)
    svar = ladda_upp(klient, skolans, NY_KLASS, lasar="2027")
    Tjanst.objects.filter(personal=varld.administrator, roll="administrator").delete()
    igen = bekrafta(klient, svar)
    assert ANNAT_LASAR in igen.content.decode()
    bekrafta(klient, igen)
    assert not Klass.objects.filter(namn="8B").exists()


def test_a_long_number_is_not_repeated(varld, logga_in, skolans):
    svar = ladda_upp(logga_in(varld.administrator), skolans, NY_KLASS, lasar="7" * 5000)
    assert svar.context["form"].errors == {"lasar": ["Välj ett av läsåren i listan."]}


@pytest.mark.parametrize("klassnamn", ["@SUM(1)", '7"A', "7A\u202e", "20100101-1234"])
def test_the_class_that_is_written_in_the_form_is_as_one_in_the_file(varld, logga_in, skolans, klassnamn):
    svar = ladda_upp(logga_in(varld.administrator), skolans, arbetsbok(["Namn"], ["Ny Elev"]), klassnamn=klassnamn)
    assert list(svar.context["form"].errors) == ["klassnamn"]
    assert not Inlasning.objects.exists()


# --- Who has read what ----------------------------------------------------------------------------------------------


def lasningar(person) -> list[tuple[str, str]]:
    """What the read log says of a person: kod of what was read, and the text."""
    rader = Handelse.objects.filter(vem_kod=person.kod, handling=Handling.LASTE, text__startswith="klasslista")
    return list(rader.order_by("id").values_list("objekt_kod", "text"))


def test_looking_at_a_preview_is_in_the_read_log_once(varld, logga_in, skolans):
    klient = logga_in(varld.administrator)
    svar = ladda_upp(klient, skolans, lista(["Ada", "Ek", "7A", ""]))
    klient.get(reverse("inlasning_granska", args=[svar.context["inlasning"].kod]))
    assert lasningar(varld.administrator) == [(varld.skola.kod, "klasslista att granska, 7A")]


def test_the_preview_of_a_class_is_a_reading_of_the_class(varld, logga_in, klassens):
    ladda_upp(logga_in(varld.mentor), klassens, lista(["Hemlig", "Nyhet", "7A", ""]))
    assert lasningar(varld.mentor) == [(varld.klass.kod, "klasslista att granska, 7A")]


def test_only_some_classes_are_named(varld, logga_in, skolans):
    ladda_upp(logga_in(varld.administrator), skolans, lista(*(["Ny", f"Elev{k}", f"9{k}", ""] for k in "ABCDEFG")))
    assert lasningar(varld.administrator) == [(varld.skola.kod, "klasslista att granska, 9A, 9B, 9C, 9D, 9E med flera")]


# --- Protected identity ---------------------------------------------------------------------------------------------


def test_an_alias_does_not_tell_that_there_are_others(varld, logga_in, klassens):
    """A running number would: number 41 has forty before it."""
    for n in range(1, 41):
        Elev.objects.create(skola=varld.skola, fornamn=f"Skyddad elev {n}", skyddad=True)
    forr = set(Elev.objects.values_list("pk", flat=True))
    klient = logga_in(varld.mentor)
    rader = [[f"Hemlig {namn}", f"h{namn}", "ja"] for namn in ["Ett", "Två", "Tre", "Fyra"]]
    bekrafta(klient, ladda_upp(klient, klassens, arbetsbok(["Namn", "Elev-id", "Skyddad"], *rader)))
    alias = [e.namn for e in Elev.objects.exclude(pk__in=forr)]
    assert len(set(alias)) == 4
    assert all(re.fullmatch("Skyddad elev [2-9B-DF-HJKMNP-TV-XZ]{3}", a) for a in alias)


def test_hidden_rows_are_told_of_in_the_preview(varld, logga_in, klassens):
    data = med_dolda([["Namn"], ["Ny Elev"]], [2])
    assert "Rad 2 är dold i Excel men läses in." in ladda_upp(logga_in(varld.mentor), klassens, data).content.decode()
