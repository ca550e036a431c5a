"""Figures of absence, for the analysis of how it is today (Uppgift 5: "underbyggt med närvarodata etc.")."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from skolanknytning.skola.kod import MedKod
from skolanknytning.skola.models import Elev, Klass, Skola

PROCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Narvaroperiod(MedKod):
    """The absence of a class, a pupil, or (neither) a school, from a day to a day, both included."""

    skola = models.ForeignKey(Skola, models.CASCADE, related_name="narvaroperioder")
    klass = models.ForeignKey(Klass, models.CASCADE, null=True, blank=True, related_name="narvaroperioder")
    elev = models.ForeignKey(Elev, models.CASCADE, null=True, blank=True, related_name="narvaroperioder")
    fran = models.DateField("från och med")
    till = models.DateField("till och med")
    version = models.PositiveIntegerField(default=0)
    andrad = models.DateTimeField(default=timezone.now)
    andrad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "närvaroperiod"
        verbose_name_plural = "närvaroperioder"
        ordering = ["fran", "till", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(till__gte=F("fran")), name="narvaro_slut_efter_start"),
            models.CheckConstraint(condition=Q(klass=None) | Q(elev=None), name="narvaro_klass_eller_elev"),
            models.UniqueConstraint(
                fields=["klass", "fran", "till"], condition=Q(klass__isnull=False), name="narvaro_en_period_per_klass"
            ),
            models.UniqueConstraint(
                fields=["elev", "fran", "till"], condition=Q(elev__isnull=False), name="narvaro_en_period_per_elev"
            ),
            models.UniqueConstraint(
                fields=["skola", "fran", "till"],
                condition=Q(klass=None, elev=None),
                name="narvaro_en_period_per_skola",
            ),
        ]

    def __str__(self):
        return f"{self.fran} – {self.till}"


class Narvarorad(models.Model):
    """Absence in a subject (``amne``: its code, "" for all together), in per cent of the time in the timetable."""

    period = models.ForeignKey(Narvaroperiod, models.CASCADE, related_name="rader")
    amne = models.CharField(max_length=10, blank=True)
    giltig = models.DecimalField("giltig frånvaro", max_digits=4, decimal_places=1, validators=PROCENT)
    ogiltig = models.DecimalField("ogiltig frånvaro", max_digits=4, decimal_places=1, validators=PROCENT)

    class Meta:
        verbose_name = "närvarorad"
        verbose_name_plural = "närvarorader"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["period", "amne"], name="narvaro_en_rad_per_amne"),
            models.CheckConstraint(
                condition=Q(giltig__gte=0, ogiltig__gte=0) & Q(giltig__lte=100 - F("ogiltig")),
                name="narvaro_hogst_hundra",
            ),
        ]

    def __str__(self):
        return f"{self.amne} {self.giltig} {self.ogiltig}"
