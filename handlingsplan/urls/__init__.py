"""Addresses of the plans, grouped by what they are about."""

from . import granskning, narvaro, paminnelser, planer, steg, utskrift

urlpatterns = (
    planer.urlpatterns
    + steg.urlpatterns
    + granskning.urlpatterns
    + utskrift.urlpatterns
    + narvaro.urlpatterns
    + paminnelser.urlpatterns
)
