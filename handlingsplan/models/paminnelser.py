"""How a person is reminded outside the program: a calendar to subscribe to, and a letter a week."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Kalenderadress(models.Model):
    """A person's secret calendar address; only its digest is kept, and a new one ends the old.

    When it was fetched is not kept: reading writes nothing.
    """

    personal = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kalenderadress")
    digest = models.CharField(max_length=64, unique=True)
    skapad = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "kalenderadress"
        verbose_name_plural = "kalenderadresser"

    def __str__(self):
        return f"Kalender för {self.personal}"


class Paminnelse(models.Model):
    """When a person was last sent the week's letter, and whether they want it."""

    personal = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="paminnelse")
    vill_ha = models.BooleanField("veckobrev", default=True)
    skickad = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"

    def __str__(self):
        return f"Påminnelse till {self.personal}"
