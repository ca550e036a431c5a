from django.apps import AppConfig


class SkolaConfig(AppConfig):
    name = "skolanknytning.skola"
    label = "skola"
    verbose_name = "Skola"
