"""Texts that people write together: saved as one writes, compare-and-set, earlier texts kept (design.md, Long text).

The apps bring the row, what the writer is asked about, and where earlier texts are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

LANGST = 10_000
# What one person writes without a longer pause is one version: saving as you write would otherwise make hundreds.
SAMMA_SKRIVSTUND = timedelta(minutes=10)


class OgiltigError(ValueError):
    """What was sent cannot be kept; the message says why."""


class Skrivet(models.Model):
    """A row with one text that people write together: compare-and-set on ``version``."""

    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    andrad = models.DateTimeField(default=timezone.now)
    andrad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Utfall:
    """What became of a text: saved, or held back because of ``varningar`` or because a colleague saved in between.

    ``rad`` is the row as it is stored now; None when nothing was made of a text that was held back. ``ny``: the text
    is another than before.
    """

    rad: Skrivet | None
    sparad: bool
    varningar: tuple[str, ...] = ()
    krock: bool = False
    ny: bool = False


def ren(text: str) -> str:
    """The text as it is kept. Raises OgiltigError when it is too long."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > LANGST:
        raise OgiltigError(f"Texten är för lång. Den får vara högst {LANGST} tecken.")
    return text


def byt(
    rad: Skrivet,
    text: str,
    *,
    ersatter: int,
    av,
    fraga: Callable[[str], list[str]],
    behall: Callable[[Skrivet], None],
    bekraftad: bool = False,
) -> Utfall:
    """Save the text of a row read within the transaction, unless somebody has saved since version ``ersatter``.

    ``fraga`` gives what the writer is to look at again in a text: what was confirmed once is not asked about at every
    pause in the writing. ``behall`` keeps the text that is replaced. ``text`` has been through ``ren``.
    """
    if rad.text == text:
        return Utfall(rad, sparad=True)
    # Where nobody has written there is nobody to quarrel with, whatever the page says.
    if rad.version and rad.version != ersatter:
        return Utfall(rad, sparad=False, krock=True)
    redan = set() if bekraftad else set(fraga(rad.text))
    fragor = () if bekraftad else tuple(v for v in fraga(text) if v not in redan)
    if fragor:
        return Utfall(rad, sparad=False, varningar=fragor)
    if _ska_behallas(rad, av):
        behall(rad)
    rad.text, rad.andrad, rad.andrad_av = text, timezone.now(), av
    rad.version += 1
    # Of a row that is there only the text: something else of it may be changed at the same moment.
    rad.save(update_fields=["text", "version", "andrad", "andrad_av"] if rad.pk else None)
    return Utfall(rad, sparad=True, ny=True)


def _ska_behallas(rad: Skrivet, av) -> bool:
    """Whether the text that is replaced is kept: not when the same person wrote it a moment ago."""
    if not rad.pk or not rad.text:
        return False
    return rad.andrad_av_id != av.id or timezone.now() - rad.andrad >= SAMMA_SKRIVSTUND
