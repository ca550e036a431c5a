"""Addresses of the calendar and the week's letter."""

from django.urls import path

from ..views import paminnelser as views

urlpatterns = [
    path("paminnelser/", views.paminnelser, name="paminnelser"),
    path("paminnelser/kalender/", views.kalender_ny, name="kalender_ny"),
    path("paminnelser/kalender/ta-bort/", views.kalender_ta_bort, name="kalender_ta_bort"),
    path("paminnelser/veckobrev/", views.veckobrev, name="veckobrev"),
    path("kalender/<slug:nyckel>.ics", views.kalender, name="kalender"),
]
