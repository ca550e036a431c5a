from django.urls import path

from . import views

urlpatterns = [
    path("", views.start, name="start"),
    path("skola/<kod:kod>/klasserna/", views.skolans_klasser, name="skolans_klasser"),
    path("klass/<kod:kod>/", views.klass, name="klass"),
    path("elev/<kod:kod>/", views.elev, name="elev"),
    path("elev/<kod:kod>/registerutdrag/", views.registerutdrag, name="registerutdrag"),
    path("elev/<kod:kod>/registerutdrag.pdf", views.registerutdrag_pdf, name="registerutdrag_pdf"),
    path("elev/<kod:kod>/registerutdrag.json", views.registerutdrag_json, name="registerutdrag_json"),
    path("om/", views.om, name="om"),
    path("tillganglighet/", views.tillganglighet, name="tillganglighet"),
    path("session/forlang/", views.forlang, name="session_forlang"),
]
