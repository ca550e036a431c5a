from django.apps import AppConfig


class AnalysConfig(AppConfig):
    name = "analys"
    verbose_name = "Analys"
