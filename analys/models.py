"""The analysis: a meeting over what the surveys show, the patterns it found, and who does what next.

A meeting is about a class, with pupils of the class after it, or about a whole school.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kartlaggning.models import Kartlaggning, dag_och_tid
from skolanknytning import skrivet
from skolanknytning.skola.kod import MedKod
from skolanknytning.skola.models import Elev, Klass, Skola

from . import guide


class Niva(models.TextChoices):
    """What a meeting is about."""

    KLASS = "klass", "Klass"
    SKOLA = "skola", "Skola"


class Slag(models.TextChoices):
    """The guide's two kinds of pattern: one that causes concern, and one that is good."""

    ORO = "oro", "Väcker oro"
    STYRKA = "styrka", "Positivt"


class Analys(MedKod):
    """One meeting, from when it is planned; it is held when somebody ends it, and read-only until opened again.

    ``kartlaggning`` is the class round it rests on. ``version`` counts every change, so that colleagues' screens can
    ask what is new. ``ovriga`` are those who take part without a log-in, by task and not by name.
    """

    niva = models.CharField(max_length=5, choices=Niva, default=Niva.KLASS)
    guide = models.CharField(max_length=40, default=guide.SENASTE)
    skola = models.ForeignKey(Skola, models.CASCADE, related_name="analyser")
    klass = models.ForeignKey(Klass, models.PROTECT, null=True, blank=True, related_name="analyser")
    kartlaggning = models.ForeignKey(Kartlaggning, models.PROTECT, null=True, blank=True, related_name="analyser")
    datum = models.DateField("datum")
    tid = models.TimeField("klockan", null=True, blank=True)
    deltagare = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="deltagare")
    ovriga = models.CharField("fler som är med", max_length=200, blank=True)
    skapad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    avslutad = models.DateTimeField(null=True, blank=True)
    avslutad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "analys"
        verbose_name_plural = "analyser"
        ordering = ["-datum", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(niva="klass", klass__isnull=False, kartlaggning__isnull=False)
                | Q(niva="skola", klass__isnull=True, kartlaggning__isnull=True),
                name="analys_av_klass_eller_skola",
            ),
            models.UniqueConstraint(
                fields=["klass"], condition=Q(avslutad__isnull=True, niva="klass"), name="analys_en_oppen_per_klass"
            ),
            models.UniqueConstraint(
                fields=["skola"], condition=Q(avslutad__isnull=True, niva="skola"), name="analys_en_oppen_per_skola"
            ),
        ]

    def __str__(self):
        return f"Analys {self.klass or self.skola} {self.datum}"

    @property
    def vad(self) -> str:
        """What it is, for the log and for sentences: "analys av 7A"."""
        return f"analys av {self.klass}" if self.niva == Niva.KLASS else "analys av skolan"

    @property
    def oppen(self) -> bool:
        """Whether it may still be written in."""
        return self.avslutad is None


class Skrivet(skrivet.Skrivet):
    """A text of the meeting, with when it was saved as its pages say it."""

    class Meta:
        abstract = True

    @property
    def nar(self) -> str:
        """When it was saved, as the page says it."""
        return dag_och_tid(self.andrad)


class Monster(MedKod, Skrivet):
    """A pattern in a dimension, of the class or the school, or of one pupil (``elev``).

    ``underlag`` is the evidence as it was the day the pattern was made (``utkast.underlag``), ``utkast`` the key of the
    draft it was taken from, empty for one written without. ``angelagen``: Modul 2 starts from it.
    """

    analys = models.ForeignKey(Analys, models.CASCADE, related_name="monster")
    elev = models.ForeignKey(Elev, models.PROTECT, null=True, blank=True, related_name="monster")
    dimension = models.CharField(max_length=20)
    slag = models.CharField(max_length=6, choices=Slag)
    underlag = models.JSONField(default=dict, blank=True)
    utkast = models.CharField(max_length=60, blank=True)
    angelagen = models.BooleanField("angelägen", default=False)
    ordning = models.PositiveIntegerField(default=0)
    skapad = models.DateTimeField(default=timezone.now)
    skapad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "mönster"
        verbose_name_plural = "mönster"
        ordering = ["ordning", "id"]
        # The group's are asked for by meeting and no pupil: by pupil alone SQLite would walk those of every school.
        indexes = [models.Index(fields=["analys", "elev"], name="monster_i_mote_om_elev")]
        constraints = [
            models.UniqueConstraint(
                fields=["analys", "utkast"],
                condition=Q(elev__isnull=True) & ~Q(utkast=""),
                name="monster_ett_per_utkast_i_klassen",
            ),
            models.UniqueConstraint(
                fields=["analys", "elev", "utkast"],
                condition=Q(elev__isnull=False) & ~Q(utkast=""),
                name="monster_ett_per_utkast_om_elev",
            ),
        ]

    def __str__(self):
        return f"Mönster {self.kod}"


class Koppling(MedKod, Skrivet):
    """That a pattern hangs together with a factor; the text is why."""

    monster = models.ForeignKey(Monster, models.CASCADE, related_name="kopplingar")
    faktor = models.CharField(max_length=30)

    class Meta:
        verbose_name = "koppling"
        verbose_name_plural = "kopplingar"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["monster", "faktor"], name="koppling_en_per_faktor")]

    def __str__(self):
        return self.faktor

    @property
    def analys(self) -> Analys:
        """The meeting it belongs to."""
        return self.monster.analys

    @property
    def elev(self) -> Elev | None:
        """The pupil it is about, if it is about one."""
        return self.monster.elev


class Steg(MedKod, Skrivet):
    """Who does what next about a pattern; the text is what, ``klart`` the day it is to be done."""

    monster = models.ForeignKey(Monster, models.CASCADE, related_name="nasta_steg")
    ansvarig = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ansvarar_for"
    )
    klart = models.DateField("klart senast", null=True, blank=True)
    gjort = models.DateTimeField("gjort", null=True, blank=True)

    class Meta:
        verbose_name = "nästa steg"
        verbose_name_plural = "nästa steg"
        ordering = ["id"]

    def __str__(self):
        return f"Steg {self.kod}"

    @property
    def analys(self) -> Analys:
        """The meeting it belongs to."""
        return self.monster.analys

    @property
    def elev(self) -> Elev | None:
        """The pupil it is about, if it is about one."""
        return self.monster.elev


class Svar(MedKod, Skrivet):
    """The answer to one of the guide's questions about a pupil."""

    analys = models.ForeignKey(Analys, models.CASCADE, related_name="svar")
    elev = models.ForeignKey(Elev, models.PROTECT, related_name="+")
    fraga = models.CharField(max_length=30)

    class Meta:
        verbose_name = "svar"
        verbose_name_plural = "svar"
        constraints = [models.UniqueConstraint(fields=["analys", "elev", "fraga"], name="svar_ett_per_fraga")]

    def __str__(self):
        return self.fraga


class Tidigare(models.Model):
    """An earlier text of a row (``rad`` is its ``kod``), kept so that it can be read and restored."""

    analys = models.ForeignKey(Analys, models.CASCADE, related_name="tidigare")
    rad = models.CharField(max_length=12, db_index=True)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    andrad = models.DateTimeField()
    andrad_av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "tidigare text"
        verbose_name_plural = "tidigare texter"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["rad", "version"], name="tidigare_en_per_version")]

    def __str__(self):
        return f"{self.rad} {self.version}"


class Avfardat(models.Model):
    """A draft that the meeting looked at and left; it is not shown again in that meeting unless asked for."""

    analys = models.ForeignKey(Analys, models.CASCADE, related_name="avfardade")
    elev = models.ForeignKey(Elev, models.PROTECT, null=True, blank=True, related_name="+")
    utkast = models.CharField(max_length=60)
    av = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "avfärdat förslag"
        verbose_name_plural = "avfärdade förslag"
        constraints = [
            models.UniqueConstraint(
                fields=["analys", "utkast"], condition=Q(elev__isnull=True), name="avfardat_en_gang_i_klassen"
            ),
            models.UniqueConstraint(
                fields=["analys", "elev", "utkast"], condition=Q(elev__isnull=False), name="avfardat_en_gang_om_elev"
            ),
        ]

    def __str__(self):
        return self.utkast


class Punkt(models.Model):
    """A pupil on the meeting's agenda, in the order the meeting has chosen; ``klar`` when they have been talked of."""

    analys = models.ForeignKey(Analys, models.CASCADE, related_name="punkter")
    elev = models.ForeignKey(Elev, models.PROTECT, related_name="+")
    ordning = models.PositiveIntegerField(default=0)
    klar = models.BooleanField(default=False)

    class Meta:
        verbose_name = "punkt på dagordningen"
        verbose_name_plural = "punkter på dagordningen"
        ordering = ["ordning", "id"]
        constraints = [models.UniqueConstraint(fields=["analys", "elev"], name="punkt_en_per_elev")]

    def __str__(self):
        return f"Punkt {self.ordning}"
