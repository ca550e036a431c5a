"""Opaque ids for addresses: they tell neither a name nor how many there are."""

import secrets

from django.db import models

# No vowels (no words by chance), nothing that is misread aloud (0/o, 1/l).
ALFABET = "23456789bcdfghjkmnpqrstvwxz"
LANGD = 12


def ny_kod() -> str:
    """A new opaque id: 12 characters, about 57 bits of chance."""
    return "".join(secrets.choice(ALFABET) for _ in range(LANGD))


class MedKod(models.Model):
    """A row that has an address of its own."""

    kod = models.CharField(max_length=LANGD, unique=True, default=ny_kod, editable=False)

    class Meta:
        abstract = True


class KodKonverterare:
    """The path converter ``<kod:…>``."""

    regex = f"[{ALFABET}]{{{LANGD}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
