"""One table: the printouts somebody waits for."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from skolanknytning.skola.kod import MedKod

# So long a printout can be fetched, counted from when it was asked for.
LIVSTID = timedelta(hours=24)
# Without a sign of life for so long it has stopped; no page of a printout takes a tenth of it.
STILLA = timedelta(minutes=2)
# Not begun within so long: the worker is not running, or has much before it.
VANTETID = timedelta(seconds=20)


class Lage(models.TextChoices):
    """What the person who waits is told."""

    VANTAR = "vantar", "Väntar på sin tur"
    DROJER = "drojer", "Har inte börjat"
    PAGAR = "pagar", "Görs"
    STANNAT = "stannat", "Har stannat"
    KLAR = "klar", "Klar"
    FEL = "fel", "Gick inte att göra"


class Utskriftsjobb(MedKod):
    """A printout made in the background, for the one person who asked for it.

    It knows nothing of what is printed: ``innehall`` is what the maker (``uppgift``, a task by its dotted name) was
    asked for, in codes, and ``objekt`` the code of what it is about. ``omgang`` counts how many times it has been
    begun: who finds another number than their own there has been overtaken. ``puls`` is its latest sign of life.
    """

    personal = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uppgift = models.CharField(max_length=100)
    objekt = models.CharField(max_length=12)
    innehall = models.JSONField("innehåll", default=dict, blank=True)
    skapad = models.DateTimeField(default=timezone.now, db_index=True)
    omgang = models.PositiveSmallIntegerField("omgång", default=0)
    puls = models.DateTimeField(null=True, blank=True)
    klart = models.PositiveIntegerField(default=0, help_text="Så många steg som är gjorda.")
    av = models.PositiveIntegerField(default=0, help_text="Så många steg det ungefär blir.")
    fardig = models.DateTimeField("färdig", null=True, blank=True)
    fel = models.CharField(max_length=300, blank=True)
    pdf = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = "utskrift i bakgrunden"
        verbose_name_plural = "utskrifter i bakgrunden"

    def __str__(self):
        return f"Utskrift i bakgrunden {self.skapad:%Y-%m-%d %H.%M}"

    @property
    def lage(self) -> Lage:
        """Where it stands now."""
        if self.fel:
            return Lage.FEL
        if self.fardig:
            return Lage.KLAR
        nu = timezone.now()
        if self.puls is None:
            return Lage.VANTAR if nu - self.skapad < VANTETID else Lage.DROJER
        return Lage.PAGAR if nu - self.puls < STILLA else Lage.STANNAT

    @property
    def vantas(self) -> bool:
        """Whether it may still become a printout."""
        return not (self.fel or self.fardig)

    @property
    def forsvinner(self):
        """When it is forgotten."""
        return self.skapad + LIVSTID
