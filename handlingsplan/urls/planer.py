"""Addresses of plans themselves: started, read, followed up, closed."""

from django.urls import path

from ..views import avsluta, oversikt, starta, varv

urlpatterns = [
    path("klass/<kod:kod>/plan/ny/", starta.om_klass, name="plan_ny_klass"),
    path("elev/<kod:kod>/plan/ny/", starta.om_elev, name="plan_ny_elev"),
    path("skola/<kod:kod>/plan/ny/", starta.om_skola, name="plan_ny_skola"),
    path("plan/<kod:kod>/", oversikt.oversikt, name="plan"),
    path("plan/<kod:kod>/varv/<int:nummer>/", varv.tidigare, name="plan_varv"),
    path("plan/<kod:kod>/folj-upp/", varv.folj_upp, name="plan_folj_upp"),
    path("plan/<kod:kod>/avsluta/", avsluta.avsluta, name="plan_avsluta"),
    path("plan/<kod:kod>/oppna/", avsluta.oppna, name="plan_oppna"),
    path("plan/<kod:kod>/ta-bort/", avsluta.ta_bort, name="plan_ta_bort"),
]
