"""What the frame of every page needs to know."""

from django.conf import settings

from . import behorighet
from .models import Roll


def skola(request) -> dict:
    """The person's schools and what the menu offers in each; is this the demo, is mail sent, how long is idle."""
    kontext = {
        "demo": settings.DEMO,
        "tyst_sekunder": settings.SESSION_TYST_SEKUNDER,
        "epost_pa": bool(settings.EMAIL_HOST),
        "mina_skolor": [],
    }
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return kontext
    for s in behorighet.mina_skolor(person):
        s.meny_administration = behorighet.far_administrera(person, s)
        s.meny_logg = behorighet.far_lasa_logg(person, s)
        s.meny_roller = [Roll(r).label for r in Roll.values if behorighet.har_roll(person, s.id, r)]
        kontext["mina_skolor"].append(s)
    return kontext
