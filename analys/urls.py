"""Addresses of the analysis, grouped by what they are about. The parts of a meeting have the words of ``gang``."""

from django.urls import path

from .views import (
    dagordning,
    elev,
    mote,
    moteslage,
    nasta_steg,
    nytt,
    rader,
    sammanfattning,
    skolniva,
    steg,
    texter,
    utskrift,
)

mote_urls = [
    path("klass/<kod:kod>/analys/planera/", mote.planera, name="analys_planera"),
    path("skola/<kod:kod>/analys/planera/", mote.planera_skola, name="analys_planera_skola"),
    path("analys/<kod:kod>/", mote.oversikt, name="analys"),
    path("analys/<kod:kod>/andra/", mote.andra, name="analys_andra"),
    path("analys/<kod:kod>/stall-in/", mote.stall_in, name="analys_stall_in"),
    path("analys/<kod:kod>/avsluta/", mote.avsluta, name="analys_avsluta"),
    path("analys/<kod:kod>/oppna/", mote.oppna, name="analys_oppna"),
    path("analys/<kod:kod>/moteslage/", moteslage.moteslage, name="analys_moteslage"),
]

steg_urls = [
    path("analys/<kod:kod>/gruppen/<slug:slag>/faktorer/", steg.faktorer, name="analys_faktorer"),
    path("analys/<kod:kod>/gruppen/<slug:slag>/<slug:dimension>/", steg.steg, name="analys_steg"),
    path("analys/<kod:kod>/elever/", dagordning.dagordning, name="analys_dagordning"),
    path("analys/<kod:kod>/elev/<kod:elev>/", elev.elev, name="analys_elev"),
    path("analys/<kod:kod>/sammanfattning/", sammanfattning.sammanfattning, name="analys_sammanfattning"),
    path("analys/<kod:kod>/nytt/", nytt.nytt, name="analys_nytt"),
]

text_urls = [
    path("analys/<kod:kod>/text/<slug:typ>/<kod:rad>/", texter.text, name="analys_text"),
    path("analys/<kod:kod>/text/<slug:typ>/<kod:rad>/tidigare/", texter.tidigare, name="analys_tidigare"),
    path("analys/<kod:kod>/svar/<kod:elev>/<slug:fraga>/", texter.svar, name="analys_svar"),
    path("analys/<kod:kod>/svar/<kod:elev>/<slug:fraga>/tidigare/", texter.svar_tidigare, name="analys_svar_tidigare"),
]

monster_urls = [
    path("analys/<kod:kod>/monster/", rader.nytt_monster, name="analys_monster_nytt"),
    path("analys/<kod:kod>/monster/<kod:rad>/angelagen/", rader.angelagen, name="analys_monster_angelagen"),
    path("analys/<kod:kod>/monster/<kod:rad>/flytta/", rader.flytta, name="analys_monster_flytta"),
    path("analys/<kod:kod>/monster/<kod:rad>/ta-bort/", rader.ta_bort, name="analys_monster_ta_bort"),
    path("analys/<kod:kod>/monster/<kod:rad>/koppla/", rader.koppla, name="analys_monster_koppla"),
    path("analys/<kod:kod>/koppling/<kod:rad>/ta-bort/", rader.koppling_ta_bort, name="analys_koppling_ta_bort"),
]

utkast_urls = [
    path("analys/<kod:kod>/utkast/avfarda/", rader.utkast_avfarda, name="analys_utkast_avfarda"),
    path("analys/<kod:kod>/utkast/ta-fram/", rader.utkast_ta_fram, name="analys_utkast_ta_fram"),
]

nasta_steg_urls = [
    path("analys/<kod:kod>/monster/<kod:rad>/steg/", nasta_steg.nytt_steg, name="analys_monster_steg"),
    path("analys/<kod:kod>/steg/<kod:rad>/planera/", nasta_steg.planera, name="analys_steget_planera"),
    path("analys/<kod:kod>/steg/<kod:rad>/gjort/", nasta_steg.gjort, name="analys_steget_gjort"),
    path("analys/<kod:kod>/steg/<kod:rad>/ta-bort/", nasta_steg.ta_bort, name="analys_steget_ta_bort"),
]

utskrift_urls = [
    path("analys/<kod:kod>/utskrift/", utskrift.utskrift, name="analys_utskrift"),
    path("analys/<kod:kod>/analys.pdf", utskrift.analys_pdf, name="analys_pdf"),
    path("analys-blankett.pdf", utskrift.blankett, name="analys_blankett"),
    path("analys-blankett-individ.pdf", utskrift.blankett_individ, name="analys_blankett_individ"),
]

skolniva_urls = [
    path("skola/<kod:kod>/monster/", skolniva.skolniva, name="skolniva"),
    path("skola/<kod:kod>/monster/utskrift/", skolniva.skolniva_utskrift, name="skolniva_utskrift"),
    path("skola/<kod:kod>/monster/skolniva.pdf", skolniva.skolniva_pdf, name="skolniva_pdf"),
    path("skola/<kod:kod>/monster/skolniva.xlsx", skolniva.skolniva_xlsx, name="skolniva_xlsx"),
]

urlpatterns = (
    utskrift_urls + mote_urls + steg_urls + text_urls + monster_urls + utkast_urls + nasta_steg_urls + skolniva_urls
)
