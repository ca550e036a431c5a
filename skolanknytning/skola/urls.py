from django.urls import path

from . import views

urlpatterns = [
    path("skola/<kod:kod>/", views.administration, name="skola_administration"),
    path("skola/<kod:kod>/logg/", views.logg, name="skola_logg"),
]
