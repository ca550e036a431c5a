"""Addresses of the rektor's review, of kept copies, and of the school's list of plans."""

from django.urls import path

from ..views import granskning, planer

urlpatterns = [
    path("skola/<kod:kod>/planer/", planer.planer, name="planer"),
    path("plan/<kod:kod>/insats/<kod:rad>/ordnat/", planer.resurs_ordnad, name="plan_resurs_ordnad"),
    path("plan/<kod:kod>/stod/<kod:rad>/ordnat/", planer.stod_ordnat, name="plan_stod_ordnat"),
    path("plan/<kod:kod>/skicka/", granskning.skicka, name="plan_skicka"),
    path("plan/<kod:kod>/ta-tillbaka/", granskning.ta_tillbaka, name="plan_ta_tillbaka"),
    path("plan/<kod:kod>/granska/", granskning.granska, name="plan_granska"),
    path("plan/<kod:kod>/granska/godkann/", granskning.godkann, name="plan_godkann"),
    path("plan/<kod:kod>/granska/aterlamna/", granskning.aterlamna, name="plan_aterlamna"),
    path("plan/<kod:kod>/granska/om/<slug:avsnitt>/", granskning.kommentar, name="plan_kommentar"),
    path(
        "plan/<kod:kod>/granska/om/<slug:avsnitt>/tidigare/",
        granskning.kommentar_tidigare,
        name="plan_kommentar_tidigare",
    ),
    path("plan/<kod:kod>/andringar/", granskning.andringar, name="plan_andringar"),
    path("plan/<kod:kod>/avskrift/<kod:rad>/", granskning.avskriften, name="plan_avskrift"),
]
