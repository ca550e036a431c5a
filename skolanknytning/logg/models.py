"""One table: what happened. It knows nothing of the domain; the readable text is written at the time."""

from django.db import models
from django.utils import timezone


class Handling(models.TextChoices):
    """What a person did."""

    LASTE = "laste", "öppnade"
    SKAPADE = "skapade", "skapade"
    ANDRADE = "andrade", "ändrade"
    STANGDE = "stangde", "stängde"
    OPPNADE = "oppnade_igen", "öppnade igen"
    TOG_BORT = "tog_bort", "tog bort"
    SKREV_UT = "skrev_ut", "skrev ut"
    EXPORTERADE = "exporterade", "exporterade"
    LOGGADE_IN = "loggade_in", "loggade in"


class OforanderligError(RuntimeError):
    """Someone tried to change or remove what the log has said."""


class HandelseQuerySet(models.QuerySet):
    """Rows may be added and read; nothing else."""

    def update(self, **_):
        raise OforanderligError("Loggen kan inte ändras.")

    def delete(self):
        raise OforanderligError("Loggen kan inte tas bort.")


class Handelse(models.Model):
    """Who did or read what, when: type, opaque id and readable text; never free text about pupils."""

    tid = models.DateTimeField(default=timezone.now, editable=False)
    vem_kod = models.CharField(max_length=12)
    vem_namn = models.CharField(max_length=200)
    skola_kod = models.CharField(max_length=12)
    handling = models.CharField(max_length=12, choices=Handling)
    objekt_typ = models.CharField(max_length=40)
    objekt_kod = models.CharField(max_length=12)
    text = models.CharField(max_length=300)

    objects = HandelseQuerySet.as_manager()

    class Meta:
        ordering = ["-tid", "-id"]
        indexes = [
            models.Index(fields=["skola_kod", "-tid"], name="logg_skola_tid"),
            models.Index(fields=["objekt_kod", "vem_kod", "handling", "-tid"], name="logg_samma_lasning"),
        ]

    def __str__(self):
        return f"{self.tid:%Y-%m-%d %H.%M} {self.vem_namn} {self.get_handling_display()} {self.text}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise OforanderligError("Loggen kan inte ändras.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise OforanderligError("Loggen kan inte tas bort.")
