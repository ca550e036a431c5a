"""The one-time link: choose a password and be logged in."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .. import urval
from ..forms.personal import LosenordForm
from ..regler import OgiltigError
from ..regler import personal as regler
from . import skickat


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def inbjudan(request, token):
    """GET only shows the form, so that a mail program that opens the link does not use it up."""
    giltig = urval.giltig_inbjudan(regler.digest(token))
    if giltig is None:
        return render(request, "skola/inbjudan_slut.html", status=404)
    form = LosenordForm(giltig.personal, *skickat(request))
    if request.method == "POST" and form.is_valid():
        try:
            person = regler.anvand_inbjudan(giltig, form.cleaned_data["new_password1"])
        except OgiltigError:
            return render(request, "skola/inbjudan_slut.html", status=404)
        get_adapter(request).login(request, person)
        return redirect("start")
    return render(request, "skola/inbjudan.html", {"form": form, "person": giltig.personal})
