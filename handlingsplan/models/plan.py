"""A plan, and the varv it turns in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from analys.models import Analys, Monster
from skolanknytning.skola.kod import MedKod
from skolanknytning.skola.models import Elev, Klass, Skola, idag

from .. import mallar


class Niva(models.TextChoices):
    """What a plan is about: the material's three levels."""

    KLASS = "klass", "Klass/grupp"
    INDIVID = "individ", "Individ"
    SKOLA = "skola", "Skolnivå"


class Lage(models.TextChoices):
    """Where a plan stands with the rektor."""

    UTKAST = "utkast", "Utkast"
    SKICKAD = "skickad", "Hos rektor"
    ATERLAMNAD = "aterlamnad", "Återlämnad"
    GODKAND = "godkand", "Godkänd"


class Plan(MedKod):
    """One development area (``omrade``) of a class, a pupil or a school; read-only once it is ``avslutad``.

    ``monster`` are the patterns it was started from, of ``analys``; ``foregaende`` the plan whose result led to it.
    ``version`` counts every change, so that colleagues' screens can ask what is new; ``andrad`` is when the last was.
    """

    niva = models.CharField(max_length=7, choices=Niva)
    mallar = models.CharField(max_length=40, default=mallar.SENASTE)
    skola = models.ForeignKey(Skola, models.CASCADE, related_name="planer")
    klass = models.ForeignKey(Klass, models.PROTECT, null=True, blank=True, related_name="planer")
    elev = models.ForeignKey(Elev, models.PROTECT, null=True, blank=True, related_name="planer")
    omrade = models.CharField("utvecklingsområde", max_length=200)
    analys = models.ForeignKey(Analys, models.SET_NULL, null=True, blank=True, related_name="planer")
    monster = models.ManyToManyField(Monster, blank=True, related_name="planer")
    foregaende = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="foljande")
    lage = models.CharField(max_length=10, choices=Lage, default=Lage.UTKAST)
    version = models.PositiveIntegerField(default=0)
    andrad = models.DateTimeField(default=timezone.now)
    skapad = models.DateTimeField(default=timezone.now)
    skapad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    avslutad = models.DateTimeField(null=True, blank=True)
    avslutad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "planer"
        ordering = ["-skapad", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(niva="klass", klass__isnull=False, elev__isnull=True)
                | Q(niva="individ", klass__isnull=True, elev__isnull=False)
                | Q(niva="skola", klass__isnull=True, elev__isnull=True),
                name="plan_om_klass_elev_eller_skola",
            ),
        ]
        indexes = [models.Index(fields=["skola", "lage"], condition=Q(avslutad=None), name="plan_oppna_per_skola")]

    def __str__(self):
        return f"Plan {self.kod}"

    @property
    def oppen(self) -> bool:
        """Whether it is still worked with."""
        return self.avslutad is None

    @property
    def skrivs(self) -> bool:
        """Whether it may be written in: not while the rektor reads it, nor when it is closed."""
        return self.oppen and self.lage != Lage.SKICKAD

    @property
    def vad(self) -> str:
        """What it is, for the log and for sentences: "plan för 7A". Never names a pupil."""
        om = {Niva.KLASS: str(self.klass), Niva.INDIVID: "en elev", Niva.SKOLA: "skolan"}
        return f"plan för {om[Niva(self.niva)]}"


class Varv(MedKod):
    """One turn of the model: the first answers Modul 2's questions 1 to 5, each later one 6 to 10.

    What ends it is the follow-up: when (``uppfoljning``, ``klockan``), who sees to it (``foljer_upp``), who are invited
    (``kallade``, and ``ovriga`` by task and not by name), and the day the figures are to be at hand (``insamlat``).
    ``stod_ordnat``: the support that is asked for (the text ``stod``) has been seen to.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="varv")
    nummer = models.PositiveSmallIntegerField(default=1)
    datum = models.DateField("datum", default=idag)
    avslutat = models.DateTimeField(null=True, blank=True)
    uppfoljning = models.DateField("datum för uppföljning", null=True, blank=True)
    klockan = models.TimeField("klockan", null=True, blank=True)
    insamlat = models.DateField("underlaget klart senast", null=True, blank=True)
    foljer_upp = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="foljer_upp"
    )
    kallade = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="kallade")
    ovriga = models.CharField("fler som kallas", max_length=200, blank=True)
    stod_ordnat = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "varv"
        verbose_name_plural = "varv"
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "nummer"], name="varv_ett_per_nummer"),
            models.UniqueConstraint(fields=["plan"], condition=Q(avslutat=None), name="varv_ett_oppet_per_plan"),
        ]
        indexes = [models.Index(fields=["uppfoljning"], condition=Q(avslutat=None), name="varv_att_folja_upp")]

    def __str__(self):
        return f"Varv {self.nummer}"

    @property
    def forsta(self) -> bool:
        """Whether it is the plan's first, with the questions of planning."""
        return self.nummer == 1
