"""The administrator's pages."""

from django.shortcuts import render


def administration(request, kod):
    return render(request, "fel.html", {})


def logg(request, kod):
    return render(request, "fel.html", {})
