"""Keeps the school's sums in step with the rounds: written in the transaction that closes or reopens a round."""

from collections.abc import Iterable

from skolanknytning.skola.models import Klass, Skola

from .. import instrument, urval
from ..models import Deltagare, Kartlaggning, Niva, Terminstal
from ..tal.termin import termin_for
from ..tal.terminstal import Runda, amnena, fargerna, rorelserna


def rakna_om(kartlaggning: Kartlaggning) -> None:
    """The sums of the class's term anew, after one of its rounds has been closed or reopened.

    And how the class has moved since, in the term after it. Nothing for a pupil's own form.
    """
    if kartlaggning.niva == Niva.GRUPP:
        _rakna_om(kartlaggning.klass, [termin_for(kartlaggning.datum)])


def rakna_om_skola(skola: Skola) -> None:
    """The sums of all classes and terms of a school anew, for rounds that were written by other means."""
    for klass in skola.klasser.order_by("lasar", "id"):
        rundor = Kartlaggning.objects.filter(klass=klass, niva=Niva.GRUPP, stangd__isnull=False)
        _rakna_om(klass, sorted({termin_for(runda.datum) for runda in rundor}))


def _rakna_om(klass: Klass, terminer: Iterable[int]) -> None:
    for termin in terminer:
        Terminstal.objects.filter(klass=klass, termin=termin).delete()
        senaste = _senaste(klass, termin)
        if senaste is not None:
            _skriv(Terminstal(skola_id=klass.skola_id, klass=klass, termin=termin, kartlaggning=senaste))
        stammens = _stammens(klass).filter(termin__gt=termin).order_by("termin", "id")
        nasta = stammens.select_related("klass", "kartlaggning").first()
        if nasta is not None:
            _skriv(nasta)


def _senaste(klass: Klass, termin: int) -> Kartlaggning | None:
    stangda = Kartlaggning.objects.filter(klass=klass, niva=Niva.GRUPP, stangd__isnull=False)
    return next((runda for runda in stangda.order_by("-datum", "-id") if termin_for(runda.datum) == termin), None)


def _stammens(klass: Klass):
    return Terminstal.objects.filter(klass__stam=klass.stam, klass__skola=klass.skola_id)


def _skriv(terminstal: Terminstal) -> None:
    """The row with its sums, over those it had."""
    fore = _stammens(terminstal.klass).filter(termin__lt=terminstal.termin).order_by("-termin", "-id")
    forra = fore.select_related("kartlaggning").first()
    terminstal.jamford, terminstal.jamford_termin = (forra.kartlaggning, forra.termin) if forra else (None, None)
    runda = _runda(terminstal.kartlaggning)
    da = _runda(terminstal.jamford) if terminstal.jamford else None
    form = instrument.las(terminstal.kartlaggning.instrument)
    nycklar = [p.nyckel for p in form.pastaenden]
    terminstal.farger, terminstal.rorelser = fargerna(runda, nycklar), rorelserna(runda, da, nycklar)
    terminstal.amnen = amnena(runda, sorted(form.amnesfragor))
    terminstal.save()


def _runda(kartlaggning: Kartlaggning) -> Runda:
    elever = Deltagare.objects.filter(kartlaggning=kartlaggning).values_list("elev_id", flat=True)
    rutor = {plats: (ruta.farg, ruta.amnen) for plats, ruta in urval.rutor(kartlaggning).items()}
    return Runda(frozenset(elever), rutor)
