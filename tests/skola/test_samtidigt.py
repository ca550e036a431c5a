"""Two who change the same thing at once: one is done, the other is told, and nothing is there twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from skolanknytning.skola.models import Elev, Klass, Personal, Placering, Roll, Tjanst

from .. import fabrik

pytestmark = pytest.mark.django_db(transaction=True)

VARV = 4
SEKUNDER = 30


def samtidigt(*anrop: Callable) -> list[int]:
    """The statuses of requests that are sent at the same time, each from a thread of its own."""
    grind = Barrier(len(anrop), timeout=SEKUNDER)

    def kor(ett: Callable) -> int:
        try:
            grind.wait()
            return ett().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(anrop)) as tradar:
        return sorted(f.result(timeout=SEKUNDER) for f in [tradar.submit(kor, ett) for ett in anrop])


@pytest.fixture
def posta(varld, logga_in):
    """A function that returns a request waiting to be sent, by a log-in of its own."""

    def _posta(sida: str, *args, av: Personal | None = None, **data) -> Callable:
        klient = logga_in(av or varld.administrator)
        return lambda: klient.post(reverse(sida, args=args), data)

    return _posta


@pytest.mark.parametrize("namn", [("W9", "W9", "W9"), ("W9", "w9", "w 9")])
def test_one_class_of_a_name(varld, posta, namn):
    for _ in range(VARV):
        svar = samtidigt(*(posta("klass_ny", varld.skola.kod, namn=n, lasar="2026") for n in namn))
        assert svar == [200, 200, 302]
        Klass.objects.get(skola=varld.skola, namn__in=namn).delete()


def test_one_class_keeps_the_name_two_are_given(varld, posta):
    byten = [
        posta("klass_andra", k.kod, namn=n, arskurs="7") for k, n in [(varld.klass, "7X"), (varld.annan_klass, "7x")]
    ]
    assert samtidigt(*byten) == [200, 302]


def test_one_pupil_of_an_id(varld, posta):
    for varv in range(VARV):
        ny = {"fornamn": "Ny", "efternamn": "Elev", "externt_id": f"n{varv}"}
        assert samtidigt(*(posta("elev_ny", varld.klass.kod, **ny) for _ in range(3))) == [200, 200, 302]
        ada = {"fornamn": "Ada", "efternamn": "Ek", "externt_id": f"a{varv}"}
        assert samtidigt(*(posta("elev_andra", e.kod, **ada) for e in varld.elever[:2])) == [200, 302]
    assert Elev.objects.filter(fornamn="Ny").count() == VARV


def test_one_account_of_an_address(varld, posta):
    chef = fabrik.personal("Gina Granne", varld.granne, Roll.ADMINISTRATOR)
    for varv in range(VARV):
        ny = {"namn": "Nils Ny", "epost": f"n{varv}@exempel.test", "roller": ["mentor"]}
        assert samtidigt(*(posta("personal_ny", varld.skola.kod, **ny) for _ in range(3))).count(500) == 0
        assert Tjanst.objects.filter(personal__email=ny["epost"]).count() == 1
        ny["epost"] = f"g{varv}@exempel.test"
        har, dar = posta("personal_ny", varld.skola.kod, **ny), posta("personal_ny", varld.granne.kod, av=chef, **ny)
        assert set(samtidigt(har, dar)) <= {200, 302}
        assert Personal.objects.filter(email=ny["epost"]).count() == 1


def test_one_person_takes_an_address(varld, posta):
    byten = [
        posta("personal_konto", varld.skola.kod, p.kod, namn=p.namn, epost="samma@exempel.test")
        for p in (varld.mentor, varld.mentor2)
    ]
    assert samtidigt(*byten) == [302, 422]


def test_a_person_gets_a_role_once(varld, posta):
    byte = {"roller": ["mentor", "rektor"]}
    assert samtidigt(*(posta("personal_roller", varld.skola.kod, varld.mentor.kod, **byte) for _ in range(3))) == [
        302, 302, 302,
    ]  # fmt: skip
    assert varld.mentor.tjanster.count() == 2


def test_a_pupil_goes_in_one_class(varld, posta):
    elev = varld.elever[0]
    klasser = [fabrik.klass(varld.skola, f"9{b}") for b in "ABC"]
    oppna = Placering.objects.filter(elev=elev, till=None)
    for _ in range(VARV):
        assert samtidigt(*(posta("elev_placera", elev.kod, klass=k.kod) for k in klasser)) == [302, 302, 302]
        assert oppna.count() == 1
        mal = varld.annan_klass.kod
        assert samtidigt(*(posta("elev_placera", elev.kod, klass=mal) for _ in range(3))) == [302, 302, 302]
        assert oppna.get().klass == varld.annan_klass
