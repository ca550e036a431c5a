"""Where in a plan a text stands, as one word and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan import mallar, platser
from handlingsplan.mallar import Agare
from handlingsplan.models import Text
from skolanknytning.skola.kod import ALFABET, LANGD

FALT = mallar.las().falt
KODER = st.text(ALFABET, min_size=LANGD, max_size=LANGD)


@given(st.sampled_from(sorted(FALT)), KODER, KODER)
def test_every_place_is_read_back_and_has_room(falt, varv, rad):
    agare = FALT[falt].agare
    plats = platser.Plats(falt, varv if agare in platser.AV_VARV else "", rad if agare in platser.AV_RAD else "")
    assert platser.las(plats.nyckel, FALT) == plats
    assert len(plats.nyckel) <= Text._meta.get_field("nyckel").max_length


@pytest.mark.parametrize(
    ("falt", "varv", "rad", "nyckel"),
    [
        ("resultat", "", "", "resultat"),
        ("nulage", "v", "", "v-nulage"),
        ("mal", "", "m", "m-mal"),
        ("forflyttning", "v", "m", "v-m-forflyttning"),
        ("ansvaret_gick", "v", "i", "v-i-ansvaret_gick"),
    ],
)
def test_the_word(falt, varv, rad, nyckel):
    assert platser.nyckel(falt, varv, rad) == nyckel
    assert platser.las(nyckel, FALT) == platser.Plats(falt, varv, rad)


@pytest.mark.parametrize(
    "nyckel",
    [
        "",
        "-",
        "nulage",
        "v-resultat",
        "v-m-nulage",
        "mal",
        "v-forflyttning",
        "-nulage",
        "v--forflyttning",
        "v-finnsinte",
    ],
)
def test_what_is_no_place(nyckel):
    with pytest.raises(ValueError, match=f"^{nyckel}$"):
        platser.las(nyckel, FALT)


def test_every_owner_has_its_places():
    assert {*Agare} == platser.AV_VARV | platser.AV_RAD | {Agare.PLAN}
