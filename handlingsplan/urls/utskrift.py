"""Addresses of what is printed."""

from django.urls import path

from ..views import utskrift

urlpatterns = [
    path("plan/<kod:kod>/utskrift/<slug:mall>/", utskrift.utskrift, name="plan_utskrift"),
    path("plan/<kod:kod>/mapp.pdf", utskrift.mapp_pdf, name="plan_mapp"),
    path("plan/<kod:kod>/<slug:mall>.pdf", utskrift.plan_pdf, name="plan_pdf"),
    path("plan-blankett/<slug:mall>.pdf", utskrift.blankett, name="plan_blankett"),
]
