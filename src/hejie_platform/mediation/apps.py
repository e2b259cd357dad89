from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "hejie_platform.mediation"
    label = "mediation"
    default_auto_field = "django.db.models.BigAutoField"
