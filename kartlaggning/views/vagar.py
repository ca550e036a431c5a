"""Where a round is worked on, for pages that serve both levels."""

from django.urls import reverse

from skolanknytning.skola.models import Personal

from ..models import Kartlaggning


def till_formularet(kartlaggning: Kartlaggning, person: Personal) -> str:
    """The class grid, the pupil's form, or for a colleague who was asked the page with their own column."""
    if kartlaggning.elev_id is None:
        return reverse("kartlaggning", args=[kartlaggning.kod])
    if kartlaggning.tillfragad_id == person.id:
        return reverse("individ_svara", args=[kartlaggning.kod])
    return reverse("individ", args=[kartlaggning.elev.kod])
