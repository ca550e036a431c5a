"""``manage.py stada``: forget what is kept for a while only. Meant for cron, once an hour."""

from django.core.management.base import BaseCommand

from kartlaggning.fargark import farginlasning
from skolanknytning.bakgrund import regler as bakgrund
from skolanknytning.skola.regler import inlasning


class Command(BaseCommand):
    help = (
        "Tar bort klasslistor och arbetsböcker som lästes in för granskning och aldrig bekräftades, och utskrifter "
        "som gjordes för mer än ett dygn sedan."
    )

    def handle(self, **_):
        antal = inlasning.glom_gamla() + farginlasning.glom_gamla()
        utskrifter = bakgrund.glom_gamla()
        self.stdout.write(
            f"Tog bort {antal} som inte bekräftats i tid, och {utskrifter} utskrifter som är äldre än ett dygn."
        )
