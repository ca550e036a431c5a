"""What staff judged of pupils against an instrument on a date.

One idea for both levels: a class form is one kartläggning of many pupils, an individual form one of a single pupil.
"""

from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from skolanknytning.skola.kod import MedKod
from skolanknytning.skola.models import Elev, Klass, Skola, idag

from .resa import dag_och_ar


class Niva(models.TextChoices):
    """The material's two levels."""

    GRUPP = "grupp", "Grupp-/klassnivå"
    INDIVID = "individ", "Individnivå"


class Farg(models.IntegerChoices):
    """The material's three colours; 0 is the empty square, 4 a statement that does not concern the pupil."""

    EJ_BEDOMD = 0, "ej bedömd"
    GRON = 1, "grönt"
    GUL = 2, "gult"
    ROD = 3, "rött"
    EJ_AKTUELLT = 4, "ej aktuellt"


class Kartlaggning(MedKod):
    """One round: open until its mentor closes it, then read-only until reopened.

    ``version`` counts saved batches; each mark carries the version that last changed it. On the individual level a
    round is one date of the pupil's form: the mentors' own, or the column of the colleague who was asked
    (``tillfragad``). ``klass`` is then the class the pupil was in.
    """

    niva = models.CharField(max_length=8, choices=Niva, default=Niva.GRUPP)
    instrument = models.CharField(max_length=40, help_text="Nyckel och version, till exempel grupp-1.")
    # PROTECT: a class or a pupil somebody has judged is not removed as a mistake in a class list.
    klass = models.ForeignKey(Klass, models.PROTECT, related_name="kartlaggningar")
    elev = models.ForeignKey(Elev, models.PROTECT, null=True, blank=True, related_name="kartlaggningar")
    tillfragad = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fragor",
        verbose_name="tillfrågad",
    )
    datum = models.DateField(default=idag)
    skapad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    stangd = models.DateTimeField(null=True, blank=True)
    stangd_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    stangd_skal = models.CharField("varför den stängs med luckor", max_length=300, blank=True)

    class Meta:
        verbose_name = "kartläggning"
        verbose_name_plural = "kartläggningar"
        ordering = ["-datum", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["klass"],
                condition=Q(stangd__isnull=True, niva="grupp"),
                name="kartlaggning_en_oppen_per_klass",
            ),
            models.CheckConstraint(
                condition=Q(niva="grupp", elev__isnull=True) | Q(niva="individ", elev__isnull=False),
                name="kartlaggning_elev_pa_individniva",
            ),
            models.UniqueConstraint(
                fields=["elev"],
                condition=Q(stangd__isnull=True, niva="individ", tillfragad__isnull=True),
                name="kartlaggning_ett_oppet_datum_per_elev",
            ),
            models.UniqueConstraint(
                fields=["elev", "tillfragad"],
                condition=Q(stangd__isnull=True, tillfragad__isnull=False),
                name="kartlaggning_en_oppen_fraga_per_kollega",
            ),
            models.CheckConstraint(
                condition=Q(niva="individ") | Q(tillfragad__isnull=True), name="kartlaggning_kollega_pa_individniva"
            ),
        ]

    def __str__(self):
        return f"Kartläggning {self.klass} {self.datum}"

    @property
    def vad(self) -> str:
        """What it is, for the log and for sentences: "kartläggning av 7A"."""
        if self.elev_id is None:
            return f"kartläggning av {self.klass}"
        return f"individuell kartläggning av en elev i {self.klass}"

    @property
    def oppen(self) -> bool:
        """Whether marks may still be set."""
        return self.stangd is None


class Deltagare(models.Model):
    """The pupils of a closed kartläggning, as the class was when it was closed."""

    kartlaggning = models.ForeignKey(Kartlaggning, models.CASCADE, related_name="deltagare")
    elev = models.ForeignKey(Elev, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "deltagare"
        constraints = [models.UniqueConstraint(fields=["kartlaggning", "elev"], name="deltagare_en_per_elev")]

    def __str__(self):
        return f"{self.elev} i {self.kartlaggning}"


class Markering(models.Model):
    """One square: the colour a pupil was given on a statement, by whom and when. No row means *ej bedömd*."""

    kartlaggning = models.ForeignKey(Kartlaggning, models.CASCADE, related_name="markeringar")
    elev = models.ForeignKey(Elev, models.PROTECT, related_name="markeringar")
    pastaende = models.CharField(max_length=30, help_text="Påståendets nyckel i instrumentet.")
    farg = models.PositiveSmallIntegerField(choices=Farg, default=Farg.EJ_BEDOMD)
    undersok = models.BooleanField("behöver undersökas", default=False)
    amnen = models.JSONField(default=list, blank=True, help_text="Ämneskoder, där påståendet frågar efter ämnen.")
    samlat = models.BooleanField("samlat satt", default=False)
    hamtad = models.BooleanField(
        "hämtad", default=False, help_text="Kommer från klassens kartläggning och är inte bekräftad än."
    )
    version = models.PositiveIntegerField(help_text="Kartläggningens version när rutan senast ändrades.")
    andrad = models.DateTimeField()
    andrad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "markering"
        verbose_name_plural = "markeringar"
        constraints = [
            models.UniqueConstraint(fields=["kartlaggning", "elev", "pastaende"], name="markering_en_per_ruta"),
            models.CheckConstraint(condition=Q(farg__in=[0, 1, 2, 3, 4]), name="markering_kand_farg"),
        ]

    def __str__(self):
        return f"{self.pastaende}: {self.get_farg_display()}"


# A page with comments says some forty moments, and the next one the same.
@lru_cache(maxsize=4096)
def dag_och_tid(tid: datetime) -> str:
    """A moment as the pages say it, in the school's time: 22 november 2026 06.07."""
    lokal = timezone.localtime(tid)
    return f"{dag_och_ar(lokal)} {lokal:%H.%M}"


class Anteckning(models.Model):
    """The text of one of the instrument's note questions."""

    kartlaggning = models.ForeignKey(Kartlaggning, models.CASCADE, related_name="anteckningar")
    falt = models.CharField(max_length=30, help_text="Anteckningsfrågans nyckel i instrumentet.")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    andrad = models.DateTimeField()
    andrad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "anteckning"
        verbose_name_plural = "anteckningar"
        constraints = [models.UniqueConstraint(fields=["kartlaggning", "falt"], name="anteckning_en_per_falt")]

    def __str__(self):
        return self.falt

    @property
    def nar(self) -> str:
        """When it was saved, as the page says it."""
        return dag_och_tid(self.andrad)


class Anteckningsversion(models.Model):
    """An earlier text of a note, kept so that it can be read and restored."""

    anteckning = models.ForeignKey(Anteckning, models.CASCADE, related_name="versioner")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    andrad = models.DateTimeField()
    andrad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "anteckningsversion"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["anteckning", "version"], name="anteckningsversion_en")]

    def __str__(self):
        return f"{self.anteckning} {self.version}"


class Val(models.TextChoices):
    """What a person decided of a proposal."""

    STARTA = "starta", "Startade"
    AVSTA = "avsta", "Avstod"


class Beslut(models.Model):
    """That a person started an individual kartläggning, or declined to. The latest decision counts.

    ``kartlaggning`` is the class round that proposed it (None: started without a proposal), ``skal`` the rule's reason
    as it was that day, ``ord`` the person's own word, ``individ`` what was started.
    """

    kartlaggning = models.ForeignKey(Kartlaggning, models.PROTECT, null=True, related_name="beslut")
    elev = models.ForeignKey(Elev, models.PROTECT, related_name="beslut")
    val = models.CharField(max_length=6, choices=Val)
    skal = models.CharField("skäl", max_length=600, blank=True)
    ord = models.CharField("med egna ord", max_length=300, blank=True)
    individ = models.ForeignKey(Kartlaggning, models.CASCADE, null=True, related_name="startad_genom")
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    nar = models.DateTimeField("när", default=timezone.now)

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering = ["-nar", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(val="starta", individ__isnull=False) | Q(val="avsta", individ__isnull=True),
                name="beslut_startat_eller_avstatt",
            ),
        ]

    def __str__(self):
        return f"{self.get_val_display()}: {self.elev}"


class Terminstal(models.Model):
    """The round that stands for a class in a term (``tal.termin``): the latest closed one, with its sums beside it.

    The school's page counts forty classes over several terms and must not read all their squares, so the sums are
    written when a round is closed and taken back when it is reopened (``regler.terminstal``). They hold all pupils of
    the round; who has protected identity is taken away when they are read. ``jamford`` is the round that stands for the
    class in the term before (``jamford_termin``); nothing is to be joined when forty classes are read.

    By statement: ``farger`` how many have grönt, gult, rött and are not judged; ``rorelser`` how many since ``jamford``
    are better, worse, alike, new and gone (empty without one); ``amnen`` how many pupils with gult or rött have exactly
    these subjects named, the codes with commas between: whole combinations, so that any subject and block can be
    counted in distinct pupils, also after the school has changed its list.
    """

    skola = models.ForeignKey(Skola, models.CASCADE, related_name="+")
    klass = models.ForeignKey(Klass, models.CASCADE, related_name="+")
    termin = models.IntegerField()
    kartlaggning = models.OneToOneField(Kartlaggning, models.CASCADE, related_name="terminstal")
    jamford = models.ForeignKey(Kartlaggning, models.SET_NULL, null=True, related_name="+")
    jamford_termin = models.IntegerField(null=True)
    farger = models.JSONField(default=dict)
    rorelser = models.JSONField(default=dict)
    amnen = models.JSONField(default=dict)

    class Meta:
        verbose_name = "terminstal"
        constraints = [models.UniqueConstraint(fields=["klass", "termin"], name="terminstal_ett_per_klass")]
        indexes = [models.Index(fields=["skola", "termin"], name="terminstal_skolans")]

    def __str__(self):
        return f"{self.klass} {self.termin}"


class Farginlasning(MedKod):
    """A coloured workbook that has been read and previewed, waiting for a person to confirm it.

    ``data`` holds its tables (``fargark.typer.Tabell``), and ``val`` what the person has corrected so far.
    """

    klass = models.ForeignKey(Klass, models.CASCADE, related_name="+")
    personal = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    data = models.JSONField()
    val = models.JSONField(default=dict, blank=True)
    skapad = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "färginläsning"
        verbose_name_plural = "färginläsningar"

    def __str__(self):
        return f"Färginläsning {self.skapad:%Y-%m-%d %H.%M}"
