"""Who reaches the pages of schools, staff and class lists: each page, each role, own school and another's."""

import pytest
from django.urls import get_resolver, reverse

from .. import fabrik

ADMINISTRATOR = {
    "administrator": 200,
    "rektor": 403,
    "mentor": 403,
    "annan_mentor": 403,
    "elevhalsa": 403,
    "utanfor": 404,
}
REKTOR = ADMINISTRATOR | {"administrator": 403, "rektor": 200}
LASER_IN_SKOLA = ADMINISTRATOR | {"mentor": 200, "annan_mentor": 200}
LASER_IN_KLASS = ADMINISTRATOR | {"mentor": 200}
EGEN_FORHANDSVISNING = dict.fromkeys(ADMINISTRATOR, 404) | {"mentor": 200}
BARA_POST = dict.fromkeys(ADMINISTRATOR, 405)
OPPEN = dict.fromkeys(ADMINISTRATOR, 404)  # the link does not exist, for anybody

SIDOR = {
    "skola_administration": ADMINISTRATOR,
    "skola_installningar": ADMINISTRATOR,
    "skola_nytt_lasar": ADMINISTRATOR,
    "skola_logg": REKTOR,
    "klass_lista": ADMINISTRATOR,
    "klass_ny": ADMINISTRATOR,
    "klass_uppgifter": ADMINISTRATOR,
    "klass_andra": ADMINISTRATOR,
    "klass_ta_bort": ADMINISTRATOR,
    "elev_ny": ADMINISTRATOR,
    "elev_uppgifter": ADMINISTRATOR,
    "elev_andra": ADMINISTRATOR,
    "elev_placera": BARA_POST,
    "elev_lamna": BARA_POST,
    "elev_sluta": ADMINISTRATOR,
    "elev_skydd": dict.fromkeys(ADMINISTRATOR, 404) | {"mentor": 200},
    "personal_lista": ADMINISTRATOR,
    "personal_ny": ADMINISTRATOR,
    "personal_uppgifter": ADMINISTRATOR,
    "personal_roller": BARA_POST,
    "personal_konto": BARA_POST,
    "personal_lank": BARA_POST,
    "personal_avsluta": ADMINISTRATOR,
    "inbjudan": OPPEN,
    "klasslista_las_in": LASER_IN_SKOLA,
    "klass_las_in": LASER_IN_KLASS,
    "inlasning_granska": EGEN_FORHANDSVISNING,
    "inlasning_avbryt": BARA_POST,
}
BARA_POST_SVAR = {
    "elev_placera": ADMINISTRATOR | {"administrator": 422},
    "elev_lamna": ADMINISTRATOR | {"administrator": 302},
    "personal_roller": ADMINISTRATOR | {"administrator": 422},
    "personal_konto": ADMINISTRATOR | {"administrator": 422},
    "personal_lank": ADMINISTRATOR,
    "inlasning_avbryt": EGEN_FORHANDSVISNING | {"mentor": 302},
}


def adress(namn: str, v) -> str:
    """The page's address, for an object of the mentor's own school and class."""
    if namn == "inbjudan":
        return reverse(namn, args=["okand"])
    if namn == "elev_skydd":
        elev = fabrik.elev(v.klass, "Skyddad elev 1", "", skyddad=True)
        elev.far_se.add(v.mentor)
        return reverse(namn, args=[elev.kod])
    if namn.startswith("inlasning_"):
        rader = {
            "lasar": 2026,
            "mal": {},
            "rader": [],
            "problem": [],
            "upplysningar": [],
            "laste": [],
            "ignorerade": [],
        }
        inlasning = v.skola.inlasning_set.create(klass=v.klass, personal=v.mentor, rader=rader)
        return reverse(namn, args=[inlasning.kod])
    if namn == "elev_lamna":
        return reverse(namn, args=[v.elever[0].kod, v.klass.kod])
    if namn.startswith("personal_") and namn not in ("personal_lista", "personal_ny"):
        return reverse(namn, args=[v.skola.kod, v.mentor.kod])
    if namn.startswith("elev_") and namn != "elev_ny":
        return reverse(namn, args=[v.elever[0].kod])
    if namn in ("klass_lista", "klass_ny") or not namn.startswith(("klass_", "elev_")):
        return reverse(namn, args=[v.skola.kod])
    return reverse(namn, args=[v.klass.kod])


def test_every_page_is_listed():
    alla = (sida for del_ in get_resolver().url_patterns for sida in getattr(del_, "url_patterns", []))
    assert {sida.name for sida in alla if sida.lookup_str.startswith("skolanknytning.skola.")} == set(SIDOR)


@pytest.mark.parametrize("namn", SIDOR)
def test_who_reaches_a_page(varld, logga_in, klient, namn):
    sida = adress(namn, varld)
    svar = {roll: logga_in(getattr(varld, roll)).get(sida).status_code for roll in SIDOR[namn]}
    assert svar == SIDOR[namn]
    if namn != "inbjudan":
        assert klient.get(sida)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("namn", [n for n in SIDOR if n not in BARA_POST_SVAR and n not in ("skola_logg", "inbjudan")])
def test_who_may_not_read_may_not_write(varld, logga_in, namn):
    sida = adress(namn, varld)
    for roll, status in SIDOR[namn].items():
        if status != 200:
            svar = logga_in(getattr(varld, roll)).post(sida).status_code
            assert svar in (status, 405), (roll, svar)


@pytest.mark.parametrize("namn", BARA_POST_SVAR)
@pytest.mark.parametrize("roll", ADMINISTRATOR)
def test_who_may_change(varld, logga_in, namn, roll):
    sida = adress(namn, varld)
    assert logga_in(getattr(varld, roll)).post(sida).status_code == BARA_POST_SVAR[namn][roll]


@pytest.mark.parametrize("namn", ["personal_uppgifter", "personal_avsluta"])
def test_staff_of_another_school_are_not_found(varld, logga_in, namn):
    sida = reverse(namn, args=[varld.skola.kod, varld.utanfor.kod])
    assert logga_in(varld.administrator).get(sida).status_code == 404
