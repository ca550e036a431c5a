from django.apps import AppConfig


class KartlaggningConfig(AppConfig):
    name = "kartlaggning"
    verbose_name = "Kartläggning"
