"""Policy versions in Django's admin: to be read, never changed."""

from django.contrib import admin

from hejie_platform.core.admin import ReadOnlyAdmin
from hejie_platform.lenders.models import PolicyVersion


@admin.register(PolicyVersion)
class PolicyVersionAdmin(ReadOnlyAdmin):
    list_display = ("lender", "number", "from_day", "until_day", "published_at")
    exclude = ("private",)
