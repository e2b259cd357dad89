"""The record in Django's admin: to look at, never to touch."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from hejie_platform.ledger.models import AccessEntry, Anchor, Chain, Determination, Effect, Entry, ScanRun


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's admin generics are stubs only
    """Nobody adds, changes or deletes here, superusers included."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ("at", "verb", "role", "subject", "chain", "seq")
    list_filter = ("verb", "role")
    list_select_related = ("chain",)
    date_hierarchy = "at"


@admin.register(Effect)
class EffectAdmin(ReadOnly):
    list_display = ("due_at", "kind", "state", "attempts", "last_error")
    list_filter = ("state", "kind")


@admin.register(Chain)
class ChainAdmin(ReadOnly):
    list_display = ("subject", "audience", "length", "anchored")
    list_filter = ("audience",)


@admin.register(AccessEntry)
class AccessEntryAdmin(ReadOnly):
    list_display = ("at", "reader", "role", "kind", "purpose")
    list_filter = ("kind", "role")
    list_select_related = ("reader",)


@admin.register(Determination)
class DeterminationAdmin(ReadOnly):
    list_display = ("made_at", "kind", "subject", "law_version", "policy_version", "hash")
    list_filter = ("kind",)


@admin.register(Anchor)
class AnchorAdmin(ReadOnly):
    list_display = ("day", "made_at", "chains", "entries", "heads_hash")


@admin.register(ScanRun)
class ScanRunAdmin(ReadOnly):
    list_display = ("name", "due_at", "started_at", "ran_at", "found")
    list_filter = ("name",)
