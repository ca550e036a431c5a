"""Addresses of what is printed."""

from django.urls import path

from ..utskrift.mappval import MOTE, UPPFOLJNING
from ..views import mapp, utskrift

utskrift_urls = [
    path("plan/<kod:kod>/utskrift/<slug:mall>/", utskrift.utskrift, name="plan_utskrift"),
    path("plan/<kod:kod>/<slug:mall>.pdf", utskrift.plan_pdf, name="plan_pdf"),
    path("plan-blankett/<slug:mall>.pdf", utskrift.blankett, name="plan_blankett"),
]

# The meeting's folder has the class's plan in it, and so stands here and not with the meeting.
MOTETS, PLANENS = {"slag": MOTE}, {"slag": UPPFOLJNING}
mapp_urls = [
    path("analys/<kod:kod>/mapp/", mapp.mapp, MOTETS, name="analys_mapp"),
    path("analys/<kod:kod>/mapp/<kod:jobb>/", mapp.vantar, MOTETS, name="analys_mapp_vantar"),
    path("analys/<kod:kod>/mapp/<kod:jobb>/motesmapp.pdf", mapp.mapp_pdf, MOTETS, name="analys_mapp_pdf"),
    path("plan/<kod:kod>/mapp/", mapp.mapp, PLANENS, name="plan_mapp"),
    path("plan/<kod:kod>/mapp/<kod:jobb>/", mapp.vantar, PLANENS, name="plan_mapp_vantar"),
    path("plan/<kod:kod>/mapp/<kod:jobb>/uppfoljning.pdf", mapp.mapp_pdf, PLANENS, name="plan_mapp_pdf"),
]

urlpatterns = utskrift_urls + mapp_urls
