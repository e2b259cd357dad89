from django.apps import AppConfig


class NegotiationConfig(AppConfig):
    name = "hejie_platform.negotiation"
    label = "negotiation"
    default_auto_field = "django.db.models.BigAutoField"
