from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "hejie_platform.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
