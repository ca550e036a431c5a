from django.apps import AppConfig


class LoggConfig(AppConfig):
    name = "skolanknytning.logg"
    label = "logg"
    verbose_name = "Logg"
