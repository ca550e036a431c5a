from django.urls import path

from . import views

urlpatterns = [
    path("", views.start, name="start"),
    path("klass/<kod:kod>/", views.klass, name="klass"),
    path("elev/<kod:kod>/", views.elev, name="elev"),
    path("om/", views.om, name="om"),
    path("tillganglighet/", views.tillganglighet, name="tillganglighet"),
    path("session/forlang/", views.forlang, name="session_forlang"),
]
