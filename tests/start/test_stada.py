"""What was read in and never confirmed is forgotten, and printouts after a day, and nothing else."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from kartlaggning.models import Farginlasning
from skolanknytning.bakgrund.models import Utskriftsjobb
from skolanknytning.skola.models import Inlasning


def test_old_previews_are_removed_and_fresh_ones_stay(varld, capsys):
    nu = timezone.now()
    for alder in (timedelta(0), timedelta(hours=2)):
        Farginlasning.objects.create(klass=varld.klass, personal=varld.mentor, data={}, skapad=nu - alder)
        Inlasning.objects.create(skola=varld.skola, personal=varld.mentor, rader={}, skapad=nu - alder)
    call_command("stada")
    assert "Tog bort 2 " in capsys.readouterr().out
    for modell in (Farginlasning, Inlasning):
        assert [rad.skapad for rad in modell.objects.all()] == [nu]


def test_printouts_are_removed_after_a_day(varld, capsys):
    nu = timezone.now()
    for alder in (timedelta(hours=23), timedelta(hours=24)):
        Utskriftsjobb.objects.create(personal=varld.mentor, uppgift="a.b", skapad=nu - alder, fardig=nu, pdf=b"%PDF")
    call_command("stada")
    assert "1 utskrifter" in capsys.readouterr().out
    assert [jobb.skapad for jobb in Utskriftsjobb.objects.all()] == [nu - timedelta(hours=23)]
