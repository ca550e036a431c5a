"""``manage.py stada``: forget what was read in and never confirmed. Meant for cron, once an hour or a night."""

from django.core.management.base import BaseCommand

from kartlaggning.fargark import farginlasning
from skolanknytning.skola.regler import inlasning


class Command(BaseCommand):
    help = "Tar bort klasslistor och arbetsböcker som lästes in för granskning och aldrig bekräftades."

    def handle(self, **_):
        antal = inlasning.glom_gamla() + farginlasning.glom_gamla()
        self.stdout.write(f"Tog bort {antal} som inte bekräftats i tid.")
