from django.apps import AppConfig


class BakgrundConfig(AppConfig):
    name = "skolanknytning.bakgrund"
    label = "bakgrund"
    verbose_name = "Bakgrund"
