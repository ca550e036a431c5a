"""The rektor's log: what it shows, how it is filtered and turned, and that reading it is written."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from skolanknytning.logg import urval
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.logg.regler import anteckna


@pytest.fixture
def rader(varld):
    """Three things that happened, one of them at the neighbour's."""
    anteckna(varld.mentor, Handling.LASTE, varld.klass, "kartläggning av 7A", skola_kod=varld.skola.kod)
    anteckna(varld.administrator, Handling.ANDRADE, varld.klass, "skapade 8A", skola_kod=varld.skola.kod)
    anteckna(varld.utanfor, Handling.LASTE, varld.granneklass, "grannens", skola_kod=varld.granne.kod)


@pytest.fixture
def logg(varld, logga_in, rader):
    """A function that reads the log as the rektor and returns the texts."""
    klient = logga_in(varld.rektor)

    def _las(**fraga) -> list[str]:
        svar = klient.get(reverse("skola_logg", args=[varld.skola.kod]), fraga)
        return [h.text for h in svar.context["sida"].rader]

    return _las


def test_the_schools_own_rows_newest_first_and_the_reading_itself(logg):
    assert logg() == ["loggen", "skapade 8A", "kartläggning av 7A"]
    assert logg() == ["loggen", "skapade 8A", "kartläggning av 7A"]


def test_filters(logg, varld):
    idag = timezone.localdate()
    assert logg(handling="andrade") == ["skapade 8A"]
    assert logg(person=varld.mentor.kod) == ["kartläggning av 7A"]
    assert logg(dag=idag.isoformat(), handling="laste", person=varld.rektor.kod) == ["loggen"]
    assert logg(dag=(idag - timedelta(days=1)).isoformat()) == []


@pytest.mark.parametrize(
    "fraga", [{"dag": "i går"}, {"person": "okand"}, {"handling": "x"}, {"fore": "9" * 30}, {"fore": "²"}]
)
def test_nonsense_is_no_error(logg, fraga):
    assert "skapade 8A" in logg(**fraga)


def test_another_schools_people_cannot_be_chosen(logg, varld):
    assert varld.utanfor.kod not in dict(urval.personer(varld.skola.kod))


@pytest.mark.parametrize("antal", [1, 250])
def test_pages_turn_with_constant_queries(varld, logga_in, django_assert_num_queries, antal):
    nu = timezone.now()
    Handelse.objects.bulk_create(
        Handelse(
            vem_kod=varld.mentor.kod, vem_namn="Maja", skola_kod=varld.skola.kod, handling="laste", objekt_typ="klass",
            objekt_kod=varld.klass.kod, text=f"rad {i}", tid=nu - timedelta(minutes=i // 2),
        )
        for i in range(antal)
    )  # fmt: skip
    klient = logga_in(varld.rektor)
    adress = reverse("skola_logg", args=[varld.skola.kod])
    klient.get(adress)
    with django_assert_num_queries(7):
        svar = klient.get(adress)
    sedda = [h.id for h in svar.context["sida"].rader]
    while svar.context.get("aldre"):
        svar = klient.get(f"{adress}?{svar.context['aldre']}")
        sedda += [h.id for h in svar.context["sida"].rader]
    assert len(sedda) == len(set(sedda)) == antal + 1


def test_the_page_before_a_row_of_another_school_is_the_first(varld, rader):
    annans = Handelse.objects.get(skola_kod=varld.granne.kod)
    assert len(urval.for_skola(varld.skola.kod, fore=annans.id).rader) == 2
