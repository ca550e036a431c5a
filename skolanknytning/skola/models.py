"""Schools, staff and roles, classes a läsår, and pupils placed in classes over time."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .kod import MedKod


def idag():
    """Today's date where the school is."""
    return timezone.localdate()


class Andel(models.TextChoices):
    """The shares a school can choose among for its thresholds, as fractions: ⅓ is not 33 per cent."""

    FEMTEDEL = "1/5", "en femtedel"
    FJARDEDEL = "1/4", "en fjärdedel"
    TREDJEDEL = "1/3", "en tredjedel"
    TVA_FEMTEDELAR = "2/5", "två femtedelar"
    HALFTEN = "1/2", "hälften"
    TVA_TREDJEDELAR = "2/3", "två tredjedelar"
    TRE_FJARDEDELAR = "3/4", "tre fjärdedelar"
    FYRA_FEMTEDELAR = "4/5", "fyra femtedelar"
    NIO_TIONDELAR = "9/10", "nio tiondelar"
    ALLA = "1/1", "alla"


class Skola(MedKod):
    """A school, with the thresholds and subjects it has chosen for itself.

    The five thresholds of the analysis say when a draft is proposed (krav.md, Sound numbers): how large a share of
    those judged has gult or rött, or rött, and how many pupils at least; how many must be judged; how many are green.
    """

    namn = models.CharField("skolans namn", max_length=120)
    gult_for_individ = models.PositiveSmallIntegerField(
        "så många gula påståenden ger ett förslag",
        default=2,
        help_text="Ett rött påstående föreslår alltid individuell kartläggning. Gult gör det från så här många "
        "påståenden.",
    )
    oro_andel = models.CharField("gult eller rött hos minst", max_length=4, choices=Andel, default=Andel.TREDJEDEL)
    oro_rott_andel = models.CharField("eller rött hos minst", max_length=4, choices=Andel, default=Andel.FEMTEDEL)
    oro_minst = models.PositiveSmallIntegerField(
        "och minst så många elever", default=3, help_text="Gäller båda, så att en liten grupp inte pekas ut."
    )
    styrka_andel = models.CharField(
        "grönt hos minst",
        max_length=4,
        choices=Andel,
        default=Andel.FYRA_FEMTEDELAR,
        help_text="En styrka föreslås bara när ingen har rött.",
    )
    bedomt_andel = models.CharField(
        "andel av klassen som måste vara bedömd",
        max_length=4,
        choices=Andel,
        default=Andel.FYRA_FEMTEDELAR,
        help_text="Är färre bedömda föreslås inget om påståendet.",
    )
    egna_amnen = models.TextField(
        "egna ämnen",
        blank=True,
        help_text="Ett ämne per rad: kod, mellanslag, namn. Lämna tomt för grundskolans ämnen.",
    )
    skapad = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "skola"
        ordering = ["namn"]
        constraints = [
            models.CheckConstraint(condition=Q(gult_for_individ__gte=1), name="skola_gult_minst_ett"),
            models.CheckConstraint(condition=Q(oro_minst__gte=1), name="skola_oro_minst_en"),
        ]

    def __str__(self):
        return self.namn


class PersonalManager(BaseUserManager):
    def create_user(self, email: str, namn: str, password: str | None = None) -> "Personal":
        """A person with a log-in; without a password until the one-time link has been used."""
        person = self.model(email=email.strip().lower(), namn=namn)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class Personal(MedKod, AbstractBaseUser):
    """A member of staff: the one who logs in, by e-mail."""

    email = models.EmailField("e-post", unique=True)
    namn = models.CharField("namn", max_length=120)
    is_active = models.BooleanField("aktiv", default=True)
    skapad = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["namn"]
    objects = PersonalManager()

    class Meta:
        verbose_name = "personal"
        ordering = ["namn"]

    def __str__(self):
        return self.namn


class Roll(models.TextChoices):
    """What a person is at a school; a person may be several things."""

    MENTOR = "mentor", "Mentor"
    LARARE = "larare", "Lärare"
    ELEVHALSA = "elevhalsa", "Elevhälsa"
    REKTOR = "rektor", "Rektor"
    ADMINISTRATOR = "administrator", "Administratör"


class Tjanst(models.Model):
    """A person's role at a school."""

    personal = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tjanster")
    skola = models.ForeignKey(Skola, models.CASCADE, related_name="tjanster")
    roll = models.CharField(max_length=14, choices=Roll)

    class Meta:
        verbose_name = "tjänst"
        constraints = [
            models.UniqueConstraint(fields=["personal", "skola", "roll"], name="tjanst_en_per_roll"),
            models.CheckConstraint(condition=Q(roll__in=Roll.values), name="tjanst_kand_roll"),
        ]

    def __str__(self):
        return f"{self.personal}, {self.get_roll_display()}"


class Inbjudan(models.Model):
    """A one-time link with which a person chooses a password. Only the link's digest is kept."""

    personal = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbjudningar")
    digest = models.CharField(max_length=64, unique=True)
    galler_till = models.DateTimeField()
    anvand = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "inbjudan"

    def __str__(self):
        return f"Inbjudan till {self.personal}"


class Klass(MedKod):
    """A class, or another group, during one läsår. ``stam`` follows the same class from läsår to läsår."""

    skola = models.ForeignKey(Skola, models.CASCADE, related_name="klasser")
    namn = models.CharField("klass eller grupp", max_length=40)
    lasar = models.PositiveSmallIntegerField("läsår", help_text="Året då läsåret börjar.")
    arskurs = models.PositiveSmallIntegerField("årskurs", null=True, blank=True)
    grupp = models.BooleanField(
        "grupp vid sidan av klasserna",
        default=False,
        help_text="En elev går i en klass åt gången, men kan vara med i flera grupper.",
    )
    stam = models.CharField(max_length=12, editable=False, db_index=True)
    mentorer = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Mentorskap", related_name="mentor_for", verbose_name="mentorer"
    )

    class Meta:
        verbose_name = "klass"
        verbose_name_plural = "klasser"
        ordering = ["-lasar", "namn"]
        constraints = [
            models.UniqueConstraint(fields=["skola", "lasar", "namn"], name="klass_ett_namn_per_lasar"),
        ]

    def __str__(self):
        return self.namn

    def save(self, *args, **kwargs):
        self.stam = self.stam or self.kod
        super().save(*args, **kwargs)

    @property
    def lasar_text(self) -> str:
        """The läsår as people write it: 2026/27."""
        return lasar_text(self.lasar)


def lasar_text(lasar: int) -> str:
    """A läsår as people write it: 2026 → 2026/27."""
    return f"{lasar}/{(lasar + 1) % 100:02d}"


def lasar_for(datum) -> int:
    """The läsår a date belongs to, named by the year it begins; a new one begins on 1 July."""
    return datum.year if datum.month >= 7 else datum.year - 1


class Mentorskap(models.Model):
    """That a person is mentor of a class."""

    klass = models.ForeignKey(Klass, models.CASCADE, related_name="mentorskap")
    personal = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentorskap")
    sedan = models.DateField(default=idag)

    class Meta:
        verbose_name = "mentorskap"
        constraints = [models.UniqueConstraint(fields=["klass", "personal"], name="mentorskap_ett_per_klass")]

    def __str__(self):
        return f"{self.personal}, {self.klass}"


class Elev(MedKod):
    """A pupil: a name, and perhaps the id of the system the class list came from. Never a personnummer.

    A pupil with protected identity is kept under an alias only, and seen only by ``far_se``.
    """

    skola = models.ForeignKey(Skola, models.CASCADE, related_name="elever")
    fornamn = models.CharField("förnamn", max_length=80)
    efternamn = models.CharField("efternamn", max_length=80, blank=True)
    externt_id = models.CharField("elev-id", max_length=60, blank=True)
    skyddad = models.BooleanField("skyddade personuppgifter", default=False)
    far_se = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="ser_skyddade", verbose_name="får se eleven"
    )
    klasser = models.ManyToManyField(Klass, through="Placering", related_name="elever")

    class Meta:
        verbose_name = "elev"
        verbose_name_plural = "elever"
        ordering = ["fornamn", "efternamn", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["skola", "externt_id"], condition=~Q(externt_id=""), name="elev_ett_externt_id_per_skola"
            ),
        ]
        # Few, and asked for on pages that read nothing else of the pupils.
        indexes = [models.Index(fields=["skola"], condition=Q(skyddad=True), name="elev_skyddade_per_skola")]

    def __str__(self):
        return self.namn

    @property
    def namn(self) -> str:
        """First and last name, as the class says it."""
        return f"{self.fornamn} {self.efternamn}".strip()


class Placering(models.Model):
    """That a pupil is in a class from a day on, until (not including) another."""

    elev = models.ForeignKey(Elev, models.CASCADE, related_name="placeringar")
    klass = models.ForeignKey(Klass, models.CASCADE, related_name="placeringar")
    fran = models.DateField("från", default=idag)
    till = models.DateField("till", null=True, blank=True)

    class Meta:
        verbose_name = "placering"
        constraints = [
            models.UniqueConstraint(
                fields=["elev", "klass"], condition=Q(till__isnull=True), name="placering_en_oppen_per_klass"
            ),
            models.CheckConstraint(
                condition=Q(till__isnull=True) | Q(till__gte=F("fran")), name="placering_slut_efter_start"
            ),
        ]

    def __str__(self):
        return f"{self.elev} i {self.klass}"


class Inlasning(MedKod):
    """A class list that has been read and previewed, waiting for a person to confirm it."""

    skola = models.ForeignKey(Skola, models.CASCADE)
    klass = models.ForeignKey(Klass, models.CASCADE, null=True)
    personal = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    rader = models.JSONField()
    skapad = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "inläsning"

    def __str__(self):
        return f"Inläsning {self.skapad:%Y-%m-%d %H.%M}"
