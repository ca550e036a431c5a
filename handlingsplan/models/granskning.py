"""The rektor's review, and the plan as it stood when somebody relied on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kartlaggning.models import dag_och_tid
from skolanknytning.skola.kod import MedKod
from skolanknytning.skrivet import Skrivet

from .innehall import Lydelse
from .plan import Plan, Varv


class Skal(models.TextChoices):
    """Why a copy of the plan was kept."""

    SKICKAD = "skickad", "Skickad till rektor"
    GODKAND = "godkand", "Godkänd"
    VARV = "varv", "Uppföljd"
    AVSLUT = "avslut", "Avslutad"


class Avskrift(MedKod):
    """The plan as it stood (``innehall``: ``avskrift.Avskriften`` as JSON); never changed."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="avskrifter")
    varv = models.ForeignKey(Varv, models.CASCADE, related_name="avskrifter")
    skal = models.CharField(max_length=7, choices=Skal)
    tid = models.DateTimeField(default=timezone.now)
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    innehall = models.JSONField()

    class Meta:
        verbose_name = "avskrift"
        verbose_name_plural = "avskrifter"
        ordering = ["-tid", "-id"]

    def __str__(self):
        return f"{self.get_skal_display()} {self.tid:%Y-%m-%d}"


class Svar(models.TextChoices):
    """What became of a review."""

    GODKAND = "godkand", "Godkänd"
    ATERLAMNAD = "aterlamnad", "Återlämnad"
    TILLBAKA = "tillbaka", "Tagen tillbaka"


class Granskning(MedKod):
    """That the plan was sent to the rektor, as it stood in ``avskrift``, and what the rektor said (``svar``)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="granskningar")
    avskrift = models.ForeignKey(Avskrift, models.RESTRICT, related_name="+")
    skickad = models.DateTimeField(default=timezone.now)
    skickad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    svar = models.CharField(max_length=10, choices=Svar, blank=True)
    besvarad = models.DateTimeField(null=True, blank=True)
    besvarad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "granskning"
        verbose_name_plural = "granskningar"
        ordering = ["-skickad", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(besvarad=None), name="granskning_en_oppen_per_plan"),
        ]

    def __str__(self):
        return f"Granskning {self.skickad:%Y-%m-%d}"


class Kommentar(MedKod, Skrivet):
    """What the rektor says of a part of the plan (``avsnitt``: the place of a text, or "" of the whole)."""

    granskning = models.ForeignKey(Granskning, models.CASCADE, related_name="kommentarer")
    avsnitt = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["granskning", "avsnitt"], name="kommentar_en_per_avsnitt")]

    def __str__(self):
        return f"Kommentar {self.kod}"

    @property
    def nar(self) -> str:
        """When it was saved, as the page says it."""
        return dag_och_tid(self.andrad)


class TidigareKommentar(Lydelse):
    """An earlier wording of what the rektor says."""

    rad = models.ForeignKey(Kommentar, models.CASCADE, related_name="tidigare")

    class Meta:
        verbose_name = "tidigare kommentar"
        verbose_name_plural = "tidigare kommentarer"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["rad", "version"], name="kommentar_en_per_version")]
