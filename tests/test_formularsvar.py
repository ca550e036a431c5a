"""What a form answers to what is missing or cannot be read: our own Swedish words, tied to the field they are about."""

import re

import pytest
from django.urls import reverse

from kartlaggning import regler
from kartlaggning.regler import individ
from skolanknytning.skola.models import idag

DATUM = "Datumet gick inte att läsa. Skriv det som 2026-11-18."


@pytest.fixture
def adresser(varld, logga_in):
    """The pages with forms: who opens each, its address, and where the form is sent when that is elsewhere."""
    runda = regler.starta(varld.klass, av=varld.mentor, datum=idag())
    elev = varld.klass.elever.first()
    individ.starta(elev, av=varld.mentor, datum=idag())
    klass, skola = [varld.klass.kod], [varld.skola.kod]
    return {
        "starta": (varld.mentor2, reverse("kartlaggning_starta", args=klass)),
        "stang": (varld.mentor, reverse("kartlaggning_stang", args=[runda.kod])),
        "fraga": (varld.mentor, reverse("individ_fraga", args=[elev.kod])),
        "klass": (varld.administrator, reverse("klass_andra", args=klass)),
        "elev": (varld.administrator, reverse("elev_ny", args=klass)),
        "placera": (varld.administrator, reverse("elev_placera", args=[elev.kod])),
        "personal": (varld.administrator, reverse("personal_ny", args=skola)),
        "skola": (varld.administrator, reverse("skola_installningar", args=skola)),
        "logg": (varld.rektor, reverse("skola_logg", args=skola)),
        "losenord": (varld.mentor, reverse("account_change_password")),
        "glomt": (None, reverse("account_reset_password")),
    }


def vid_faltet(html: str, namn: str) -> list[str]:
    """The texts that a field, or the group it stands in, says that it is described by."""
    falt = re.search(rf'<(?:input|textarea|select)[^>]*name="{namn}"[^>]*>', html)
    ids = re.search(r'aria-describedby="([^"]+)"', falt.group())
    if not ids:
        ids = re.findall(r'<fieldset[^>]*aria-describedby="([^"]+)"', html[: falt.start()])[-1:]
        return [text for i in ids for text in _texter(html, i.split())]
    return _texter(html, ids.group(1).split())


def _texter(html: str, ids: list[str]) -> list[str]:
    delar = [re.search(rf'id="{i}"[^>]*>(.*?)</(?:div|p)>\s*(?=<|$)', html, re.DOTALL).group(1) for i in ids]
    return [re.sub(r"<[^>]+>", "", d).strip() for d in delar]


@pytest.mark.parametrize(
    ("sida", "falt", "data", "svar"),
    [
        ("starta", "datum", {"datum": ""}, "Välj ett datum."),
        ("starta", "datum", {"datum": "i går"}, DATUM),
        ("stang", "skal", {}, "Skriv kort varför, eller gå tillbaka och bedöm det som är kvar."),
        ("fraga", "kollegor", {}, "Välj minst en kollega."),
        ("klass", "namn", {}, "Skriv klassens namn."),
        ("klass", "arskurs", {"namn": "7A", "arskurs": "sju"}, "Skriv årskursen som ett tal från 0 till 13."),
        ("klass", "arskurs", {"namn": "7A", "arskurs": "14"}, "Skriv årskursen som ett tal från 0 till 13."),
        ("elev", "fornamn", {}, "Skriv elevens förnamn."),
        ("placera", "klass", {}, "Välj en klass eller grupp."),
        ("personal", "namn", {}, "Skriv personens namn."),
        ("personal", "epost", {}, "Skriv personens e-postadress."),
        ("personal", "epost", {"epost": "ada"}, "Skriv en hel e-postadress, till exempel namn@exempel.se."),
        ("skola", "namn", {}, "Skriv skolans namn."),
        ("skola", "gult_for_individ", {}, "Skriv ett tal från 1 till 10. Formuläret har tio påståenden."),
        ("logg", "dag", {"dag": "i går"}, DATUM),
        ("losenord", "oldpassword", {}, "Skriv ditt nuvarande lösenord."),
        ("losenord", "password1", {}, "Välj ett lösenord."),
        ("losenord", "password2", {}, "Skriv lösenordet en gång till."),
        ("glomt", "email", {}, "Skriv din e-postadress."),
        ("glomt", "email", {"email": "ada"}, "Skriv en hel e-postadress, till exempel namn@exempel.se."),
    ],
)
def test_the_answer_stands_by_the_field(adresser, klient, logga_in, sida, falt, data, svar):
    person, adress = adresser[sida]
    webb = logga_in(person) if person else klient
    html = (webb.get if sida == "logg" else webb.post)(adress, data).content.decode()
    assert svar in vid_faltet(html, falt)
