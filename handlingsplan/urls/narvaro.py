"""Addresses of the figures of absence."""

from django.urls import path

from ..views import narvaro

urlpatterns = [
    path("klass/<kod:kod>/narvaro/", narvaro.klass, name="narvaro_klass"),
    path("elev/<kod:kod>/narvaro/", narvaro.elev, name="narvaro_elev"),
    path("skola/<kod:kod>/narvaro/", narvaro.skola, name="narvaro_skola"),
    path("skola/<kod:kod>/narvaro/mall.xlsx", narvaro.mall, name="narvaro_mall"),
    path("narvaro/<kod:kod>/", narvaro.period, name="narvaro_period"),
    path("narvaro/<kod:kod>/ta-bort/", narvaro.ta_bort, name="narvaro_ta_bort"),
]
