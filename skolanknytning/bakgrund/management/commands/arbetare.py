"""``manage.py arbetare``: the worker that makes large printouts. ``make start`` runs it beside the web server."""

from django_tasks_db.management.commands import db_worker

from skolanknytning.bakgrund import regler


class Command(db_worker.Command):
    """The library's worker, which first takes up again what an earlier one did not finish."""

    help = "Gör stora utskrifter i bakgrunden. Körs bredvid webbservern; make start sköter om det."

    def configure_logging(self, verbosity: int) -> None:
        """What is written where stands in the settings."""

    def handle(self, **options):
        regler.ateruppta()
        super().handle(**options)
