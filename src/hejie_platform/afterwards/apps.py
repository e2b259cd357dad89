from django.apps import AppConfig


class AfterwardsConfig(AppConfig):
    name = "hejie_platform.afterwards"
    label = "afterwards"
    default_auto_field = "django.db.models.BigAutoField"
