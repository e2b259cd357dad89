from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "hejie_platform.insight"
    label = "insight"
    default_auto_field = "django.db.models.BigAutoField"
