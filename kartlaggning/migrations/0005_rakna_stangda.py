"""The sums of the rounds that were closed before there were any. The arithmetic is the program's own, on plain values."""

from django.db import migrations

from kartlaggning import instrument
from kartlaggning.tal.termin import termin_for
from kartlaggning.tal.terminstal import Runda, amnena, fargerna, rorelserna


def rakna(apps, schema_editor):
    """Every class's latest closed round of each term, oldest first so that each finds the term before."""
    stangda = apps.get_model("kartlaggning", "Kartlaggning").objects.filter(niva="grupp", stangd__isnull=False)
    senaste = {}
    for runda in stangda.select_related("klass").order_by("datum", "id"):
        senaste[runda.klass_id, termin_for(runda.datum)] = runda
    forra = {}
    for (_, termin), runda in sorted(senaste.items(), key=lambda rad: (rad[0][1], rad[1].id)):
        stam = (runda.klass.skola_id, runda.klass.stam)
        forra[stam] = _skriv(apps, runda, termin, forra.get(stam))


def _skriv(apps, runda, termin, forra):
    """The sums of one round; returns the new row with the round's pupils and squares, for the term after."""
    nu, form = _runda(apps, runda), instrument.las(runda.instrument)
    nycklar = [p.nyckel for p in form.pastaenden]
    rad = apps.get_model("kartlaggning", "Terminstal").objects.create(
        skola_id=runda.klass.skola_id,
        klass_id=runda.klass_id,
        termin=termin,
        kartlaggning_id=runda.id,
        jamford_id=forra[0].kartlaggning_id if forra else None,
        jamford_termin=forra[0].termin if forra else None,
        farger=fargerna(nu, nycklar),
        rorelser=rorelserna(nu, forra[1] if forra else None, nycklar),
        amnen=amnena(nu, sorted(form.amnesfragor)),
    )
    return rad, nu


def _runda(apps, runda):
    elever = apps.get_model("kartlaggning", "Deltagare").objects.filter(kartlaggning=runda)
    markeringar = apps.get_model("kartlaggning", "Markering").objects.filter(kartlaggning=runda)
    rutor = {}
    for elev, pastaende, farg, amnen in markeringar.values_list("elev_id", "pastaende", "farg", "amnen"):
        rutor[elev, pastaende] = (farg, tuple(amnen))
    return Runda(frozenset(elever.values_list("elev_id", flat=True)), rutor)


class Migration(migrations.Migration):

    dependencies = [
        ('kartlaggning', '0004_terminstal'),
    ]

    operations = [
        migrations.RunPython(rakna, migrations.RunPython.noop),
    ]
