"""The program's addresses and one more: a page with an empty body, the floor that the others are compared with."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

GOLV = engines["django"].from_string('{% extends "bas.html" %}{% block innehall %}{% endblock %}')


def golv(request):
    """The frame of every page for a person who has logged in, with nothing in it."""
    return HttpResponse(GOLV.render({}, request))


urlpatterns = [path("golv/", golv), path("", include("skolanknytning.urls"))]

handler400 = "skolanknytning.start.views.fel_400"
handler403 = "skolanknytning.start.views.fel_403"
handler404 = "skolanknytning.start.views.fel_404"
handler500 = "skolanknytning.start.views.fel_500"
