"""``manage.py demo``: the fictional school, for trying the program."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from skolanknytning.start import regler
from skolanknytning.start.demo import klasslista, plan


class Command(BaseCommand):
    """Builds the demo school if it is not there, and tells who can log in."""

    help = "Lägger in den påhittade demoskolan (bara i demoläget) och skriver ut kontona."

    def add_arguments(self, parser):
        parser.add_argument("--om", action="store_true", help="bygg om skolan från början; allt i den tas bort")
        parser.add_argument(
            "--klasslista",
            metavar="FIL.xlsx",
            dest="fil",
            type=Path,
            help="skriv en klasslista att prova inläsningen med",
        )

    def handle(self, *args, om, fil: Path | None, **options):
        try:
            regler.krav_pa_demo()
        except regler.InteDemoError as fel:
            raise CommandError(str(fel)) from fel
        if fil:
            self._skriv_klasslista(fil)
            return
        if om:
            regler.riv_demo()
        if not regler.demo_finns():
            regler.bygg_demo()
        self._skriv_konton()

    def _skriv_klasslista(self, fil: Path) -> None:
        if fil.suffix != ".xlsx" or not fil.parent.is_dir():
            raise CommandError("Ange en fil som slutar på .xlsx i en mapp som finns.")
        klasslista.skriv(fil)
        self.stdout.write(f"{klasslista.ANTAL} påhittade elever i {klasslista.KLASS}: {fil}")

    def _skriv_konton(self) -> None:
        self.stdout.write("Demoskolan finns. Logga in som någon av dessa:\n")
        for person, skola in plan.konton():
            self.stdout.write(f"  {person.epost:<26} {person.konto}, {skola}")
        self.stdout.write(f"\nLösenordet är detsamma för alla: {plan.LOSENORD}")
