"""Reopening what is closed, offered where one meets it: the grid, the statement face, a date of a pupil's form."""

import pytest
from django.urls import reverse

from .individuella import eget_datum
from .rundor import GRON, runda


@pytest.fixture
def stangd(varld):
    """A closed class round."""
    return runda(varld.klass, varld.mentor, {varld.elever[0]: GRON}, stangd=True)


@pytest.fixture
def stangt(varld):
    """A closed date of a pupil's form."""
    return eget_datum(varld.elever[0], varld.mentor)


def erbjuds(klient, sida: str, kartlaggning) -> bool:
    """Whether the page offers to reopen."""
    mer = {"kartlaggning_pastaende": [1], "individ_dimension": ["akademisk"]}.get(sida, [])
    html = klient.get(reverse(sida, args=[kartlaggning.kod, *mer])).content.decode()
    return f'action="{reverse("kartlaggning_oppna", args=[kartlaggning.kod])}"' in html


@pytest.mark.parametrize("sida", ["kartlaggning", "kartlaggning_pastaende", "kartlaggning_sammanstallning"])
class TestKlassen:
    def test_a_mentor_is_offered_it(self, varld, stangd, logga_in, sida):
        assert erbjuds(logga_in(varld.mentor2), sida, stangd)

    def test_who_reads_is_not(self, varld, stangd, logga_in, sida):
        assert not erbjuds(logga_in(varld.rektor), sida, stangd)

    def test_an_open_round_has_nothing_to_reopen(self, varld, logga_in, sida):
        assert not erbjuds(logga_in(varld.mentor), sida, runda(varld.klass, varld.mentor, {varld.elever[0]: GRON}))


@pytest.mark.parametrize("sida", ["kartlaggning", "kartlaggning_pastaende"])
def test_not_while_another_round_is_open(varld, stangd, logga_in, sida):
    runda(varld.klass, varld.mentor, {})
    assert not erbjuds(logga_in(varld.mentor), sida, stangd)


class TestEleven:
    def test_a_mentor_is_offered_it_and_can(self, varld, stangt, logga_in):
        klient = logga_in(varld.mentor2)
        assert erbjuds(klient, "individ_dimension", stangt)
        klient.post(reverse("kartlaggning_oppna", args=[stangt.kod]))
        stangt.refresh_from_db()
        assert stangt.oppen
        assert not erbjuds(klient, "individ_dimension", stangt)

    def test_who_reads_is_not(self, varld, stangt, logga_in):
        assert not erbjuds(logga_in(varld.rektor), "individ_dimension", stangt)

    def test_not_while_another_date_is_open(self, varld, stangt, logga_in):
        eget_datum(varld.elever[0], varld.mentor, stangd=False)
        assert not erbjuds(logga_in(varld.mentor), "individ_dimension", stangt)

    def test_the_mentor_reopens_a_colleagues_column_beside_an_open_date(self, varld, logga_in):
        eget_datum(varld.elever[0], varld.mentor, stangd=False)
        svar = eget_datum(varld.elever[0], varld.mentor, tillfragad=varld.larare)
        assert erbjuds(logga_in(varld.mentor), "individ_dimension", svar)
