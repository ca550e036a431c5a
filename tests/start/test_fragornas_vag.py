"""How all classes stand, and one pupil's way, are read without walking through all schools."""

import pytest
from django.urls import reverse

from ..fragornas_vag import over_alla
from ..handlingsplan.planer import elevplan, plan
from ..kartlaggning.individuella import eget_datum
from ..kartlaggning.rundor import GRON, runda


@pytest.mark.parametrize("sida", ["skolans_klasser", "elev", "klass"])
def test_what_is_read_begins_with_the_school_the_class_or_the_pupil(varld, logga_in, sida):
    ada = varld.elever[0]
    runda(varld.klass, varld.mentor, {ada: "r" + GRON[1:]}, stangd=True)
    eget_datum(ada, varld.mentor)
    plan(varld.klass, varld.mentor, and_anda=True)
    elevplan(ada, varld.mentor)
    kod = {"skolans_klasser": varld.skola.kod, "elev": ada.kod, "klass": varld.klass.kod}[sida]
    assert over_alla(logga_in(varld.rektor), reverse(sida, args=[kod])) == []
