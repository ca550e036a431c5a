"""``manage.py ny_skola``: a school and its first administrator."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from skolanknytning.adress import las as las_adress
from skolanknytning.skola.regler import OgiltigError, personal
from skolanknytning.skola.regler.skola import skapa_skola


class Command(BaseCommand):
    help = "Skapar en skola och dess första administratör, och skriver ut administratörens engångslänk."

    def add_arguments(self, parser):
        parser.add_argument("skola", help="skolans namn")
        parser.add_argument("--epost", required=True, help="administratörens e-postadress")
        parser.add_argument("--namn", default="", help="administratörens namn")
        parser.add_argument(
            "--befintlig", action="store_true", help="e-postadressen har redan ett konto, som ska administrera skolan"
        )
        parser.add_argument("--adress", default="", help="programmets adress, till exempel http://127.0.0.1:8000")

    def handle(self, *, skola, epost, namn, befintlig, adress, **_):
        namn, skola = namn.strip(), skola.strip()
        try:
            validate_email(epost)
        except ValidationError as fel:
            raise CommandError(f"{epost} är ingen e-postadress.") from fel
        if not skola or (not namn and not befintlig):
            raise CommandError("Ange skolans namn, och administratörens med --namn.")
        try:
            adress = adress and las_adress(adress)
        except ValueError as fel:
            raise CommandError(str(fel)) from fel
        try:
            with transaction.atomic():
                ny, person = skapa_skola(skola, epost=epost, administrator=namn, befintlig=befintlig)
                token = None if befintlig else personal.bjud_in(person, ny, av=person)
        except OgiltigError as fel:
            raise CommandError(str(fel)) from fel
        self.stdout.write(f"{ny} är skapad. {person} ({person.email}) är administratör.")
        if token is None:
            self.stdout.write("Personen loggar in som vanligt.")
            return
        self.stdout.write(f"Engångslänk, gäller {personal.INBJUDAN_GALLER.days} dagar och visas bara nu:")
        self.stdout.write(adress + reverse("inbjudan", args=[token]))
        if not adress:
            self.stdout.write(
                "Öppna länken på programmets adress, till exempel http://127.0.0.1:8000 och sedan länken."
            )
