"""What a plan holds: goals, insatser under them, how far each goal has come, and every long text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kartlaggning.models import dag_och_tid
from skolanknytning.skola.kod import MedKod
from skolanknytning.skrivet import Skrivet

from .plan import Plan, Varv


class Typ(models.TextChoices):
    """The three kinds of insats."""

    FRAMJANDE = "framjande", "Främjande"
    FOREBYGGANDE = "forebyggande", "Förebyggande"
    ATGARDANDE = "atgardande", "Åtgärdande"


class Uppnatt(models.TextChoices):
    """How far a goal has come in a varv."""

    NATT = "natt", "Nått"
    PA_VAG = "pa_vag", "På väg"
    EJ = "ej", "Ej nått"


class Mal(MedKod):
    """A goal; its text and the signs of it are ``Text``. ``varv`` is where it was set, ``slut`` where it was left."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="mal")
    varv = models.ForeignKey(Varv, models.RESTRICT, related_name="+")
    slut = models.ForeignKey(Varv, models.RESTRICT, null=True, blank=True, related_name="+")
    ordning = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["ordning", "id"]

    def __str__(self):
        return f"Mål {self.kod}"


class Forflyttning(models.Model):
    """How far a goal has come in a varv, and whether it is concrete enough and possible to reach (None: not said)."""

    varv = models.ForeignKey(Varv, models.CASCADE, related_name="forflyttningar")
    mal = models.ForeignKey(Mal, models.CASCADE, related_name="forflyttningar")
    uppnatt = models.CharField(max_length=6, choices=Uppnatt, blank=True)
    konkret = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = "förflyttning"
        verbose_name_plural = "förflyttningar"
        constraints = [models.UniqueConstraint(fields=["varv", "mal"], name="forflyttning_en_per_mal_och_varv")]

    def __str__(self):
        return f"{self.mal_id} {self.uppnatt}"


class Insats(MedKod):
    """What is to be done to reach a goal; its texts are ``Text``. The material's three bases, at least one of them.

    ``ovriga`` are those responsible by task and not by name. ``genomford``: it has been done; ``slut``: the varv in
    which it was left, ``med_malet`` because its goal was. ``resurs_ordnad``: what it asks for (the text ``resurser``)
    has been seen to.
    """

    mal = models.ForeignKey(Mal, models.CASCADE, related_name="insatser")
    varv = models.ForeignKey(Varv, models.RESTRICT, related_name="+")
    slut = models.ForeignKey(Varv, models.RESTRICT, null=True, blank=True, related_name="+")
    med_malet = models.BooleanField(default=False)
    ordning = models.PositiveIntegerField(default=0)
    typ = models.CharField(max_length=12, choices=Typ)
    vetenskap = models.BooleanField("vetenskaplig grund och beprövad erfarenhet", default=False)
    bedomning = models.BooleanField("professionell bedömning", default=False)
    avstamning = models.BooleanField("avstämning med elever", default=False)
    ansvarig = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ansvarar_for_insatser"
    )
    ovriga = models.CharField("fler som ansvarar", max_length=200, blank=True)
    start = models.DateField("startar", null=True, blank=True)
    klart = models.DateField("klart senast", null=True, blank=True)
    genomford = models.DateTimeField(null=True, blank=True)
    resurs_ordnad = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "insats"
        verbose_name_plural = "insatser"
        ordering = ["ordning", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(vetenskap=True) | Q(bedomning=True) | Q(avstamning=True), name="insats_minst_en_grund"
            ),
        ]

    def __str__(self):
        return f"Insats {self.kod}"


class Text(MedKod, Skrivet):
    """A long text: what stands under the heading ``falt`` (``mallar``) of the plan, a varv, a goal or an insats.

    ``nyckel`` is its place in the plan (``platser.nyckel``), its address too; the foreign keys say the same.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="texter")
    varv = models.ForeignKey(Varv, models.CASCADE, null=True, blank=True, related_name="texter")
    mal = models.ForeignKey(Mal, models.CASCADE, null=True, blank=True, related_name="texter")
    insats = models.ForeignKey(Insats, models.CASCADE, null=True, blank=True, related_name="texter")
    falt = models.CharField(max_length=20)
    nyckel = models.CharField(max_length=60)

    class Meta:
        verbose_name = "text"
        verbose_name_plural = "texter"
        constraints = [models.UniqueConstraint(fields=["plan", "nyckel"], name="text_en_per_plats")]
        # What is asked for is read of every plan of a school at once.
        indexes = [
            models.Index(
                fields=["plan", "insats"], condition=Q(falt="resurser") & ~Q(text=""), name="text_resurser_per_plan"
            ),
            models.Index(fields=["plan", "varv"], condition=Q(falt="stod") & ~Q(text=""), name="text_stod_per_plan"),
        ]

    def __str__(self):
        return self.nyckel

    @property
    def nar(self) -> str:
        """When it was saved, as the page says it."""
        return dag_och_tid(self.andrad)


class Lydelse(models.Model):
    """An earlier wording, kept so that it can be read and restored; ``rad`` is the text as it stands."""

    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    andrad = models.DateTimeField(default=timezone.now)
    andrad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.rad_id} {self.version}"

    @classmethod
    def behall(cls, rad: Skrivet) -> None:
        """Keep the text that is about to be replaced."""
        cls.objects.create(rad=rad, version=rad.version, text=rad.text, andrad=rad.andrad, andrad_av=rad.andrad_av)


class Tidigare(Lydelse):
    """An earlier text of a plan."""

    rad = models.ForeignKey(Text, models.CASCADE, related_name="tidigare")

    class Meta:
        verbose_name = "tidigare text i plan"
        verbose_name_plural = "tidigare texter i planer"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["rad", "version"], name="plantext_en_per_version")]
