from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CoreConfig(AppConfig):
    name = "hejie_platform.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hejie_platform.core import checks  # noqa: F401  # registers the system checks


class ReadOnlyAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site in its place."""

    default_site = "hejie_platform.core.admin.ReadOnlySite"
    default = False
