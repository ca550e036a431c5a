from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "skolanknytning.start"
    label = "start"
    verbose_name = "Start"
