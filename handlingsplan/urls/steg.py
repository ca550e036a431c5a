"""Addresses of what is written in a plan, step by step."""

from django.urls import path

from ..views import insatser, mal, steg, texter, uppfoljning

steg_urls = [
    path("plan/<kod:kod>/steg/<slug:mall>/<slug:steg>/", steg.steg, name="plan_steg"),
    path("plan/<kod:kod>/nytt/", steg.nytt, name="plan_nytt"),
]

text_urls = [
    path("plan/<kod:kod>/text/<slug:nyckel>/", texter.text, name="plan_text"),
    path("plan/<kod:kod>/text/<slug:nyckel>/tidigare/", texter.tidigare, name="plan_text_tidigare"),
]

mal_urls = [
    path("plan/<kod:kod>/mal/", mal.nytt, name="plan_mal_nytt"),
    path("plan/<kod:kod>/mal/<kod:rad>/flytta/", mal.flytta, name="plan_mal_flytta"),
    path("plan/<kod:kod>/mal/<kod:rad>/lamna/", mal.lamna, name="plan_mal_lamna"),
    path("plan/<kod:kod>/mal/<kod:rad>/ta-bort/", mal.ta_bort, name="plan_mal_ta_bort"),
    path("plan/<kod:kod>/mal/<kod:rad>/forflyttning/", mal.forflyttning, name="plan_forflyttning"),
    path("plan/<kod:kod>/mal/<kod:rad>/insats/", insatser.ny, name="plan_insats_ny"),
]

insats_urls = [
    path("plan/<kod:kod>/insats/<kod:rad>/", insatser.valen, name="plan_insats"),
    path("plan/<kod:kod>/insats/<kod:rad>/flytta/", insatser.flytta, name="plan_insats_flytta"),
    path("plan/<kod:kod>/insats/<kod:rad>/lamna/", insatser.lamna, name="plan_insats_lamna"),
    path("plan/<kod:kod>/insats/<kod:rad>/ta-bort/", insatser.ta_bort, name="plan_insats_ta_bort"),
    path("plan/<kod:kod>/insats/<kod:rad>/genomford/", insatser.genomford, name="plan_insats_genomford"),
    path("plan/<kod:kod>/insats/<kod:rad>/resurs/", insatser.resurs, name="plan_insats_resurs"),
    path("insats/<kod:rad>/genomford/", insatser.egen_genomford, name="insats_genomford"),
]

val_urls = [
    path("plan/<kod:kod>/omrade/", uppfoljning.omrade, name="plan_omrade"),
    path("plan/<kod:kod>/uppfoljning/", uppfoljning.uppfoljning, name="plan_uppfoljning"),
    path("plan/<kod:kod>/stod/", uppfoljning.stod, name="plan_stod"),
]

urlpatterns = steg_urls + text_urls + mal_urls + insats_urls + val_urls
