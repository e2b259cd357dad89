from django.apps import AppConfig


class LendersConfig(AppConfig):
    name = "hejie_platform.lenders"
    label = "lenders"
    default_auto_field = "django.db.models.BigAutoField"
