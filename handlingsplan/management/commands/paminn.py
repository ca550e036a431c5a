"""``manage.py paminn``: the week's letter to those for whom something waits. Meant for cron, once a week or oftener."""

import smtplib

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError

from handlingsplan.brev import lasning
from handlingsplan.brev.innehall import Brev
from handlingsplan.brev.mejl import text
from handlingsplan.regler import paminnelser
from skolanknytning.adress import las as las_adress
from skolanknytning.skola.models import idag


class Command(BaseCommand):
    help = (
        "Skickar veckans brev till dem som har något att följa upp, göra eller granska. Den som redan har fått brevet "
        "den här veckan får inget mer, så kommandot kan köras igen."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--adress",
            default=settings.ADRESS,
            help="programmets adress, till exempel https://skola.example; annars SKOLANKNYTNING_ADRESS",
        )
        parser.add_argument("--visa", action="store_true", help="skriv ut breven i stället för att skicka dem")

    def handle(self, *, adress, visa, **_):
        if not adress:
            raise CommandError(
                "Programmets adress saknas, så breven kan inte leda dit. Ange den med --adress eller "
                "SKOLANKNYTNING_ADRESS, till exempel https://skola.example."
            )
        try:
            adress = las_adress(adress)
        except ValueError as fel:
            raise CommandError(str(fel)) from fel
        if not visa and not settings.EMAIL_HOST:
            raise CommandError("Ingen e-postserver är angiven (EMAIL_HOST). Inget skickades och inget ändrades.")
        if visa:
            self._visa(lasning.breven(idag()), adress)
            return
        self._skicka(lasning.breven(idag()), adress)

    def _visa(self, breven: list[Brev], adress: str) -> None:
        for brev in breven:
            self.stdout.write(f"Till: {brev.namn} <{brev.epost}>\nÄmne: {brev.amne}\n\n{text(brev, adress)}{'-' * 72}")
        self.stdout.write(f"{_antal(len(breven))} skulle skickas.")

    def _skicka(self, breven: list[Brev], adress: str) -> None:
        if not breven:
            self.stdout.write("Inga brev att skicka.")
            return
        forbindelse = get_connection()
        try:
            forbindelse.open()
        except (OSError, smtplib.SMTPException) as fel:
            raise CommandError(f"E-postservern svarar inte: {fel}. Inget skickades.") from fel
        skickade = misslyckade = 0
        for brev, fel in paminnelser.skicka(breven, adress=adress, forbindelse=forbindelse):
            if fel:
                misslyckade += 1
                self.stderr.write(f"Brevet till {brev.epost} kunde inte skickas: {fel}")
            else:
                skickade += 1
        forbindelse.close()
        self.stdout.write(f"{_antal(skickade)} skickades.")
        if misslyckade:
            raise CommandError(f"{_antal(misslyckade)} kunde inte skickas. Kör kommandot igen för att försöka på nytt.")


def _antal(antal: int) -> str:
    return f"{antal} brev"
