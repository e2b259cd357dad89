"""The record in Django's admin: to look at, never to touch."""

from django.contrib import admin

from hejie_platform.core.admin import ReadOnlyAdmin
from hejie_platform.ledger.models import AccessEntry, Anchor, Chain, Determination, Effect, Entry, ScanRun


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "verb", "role", "subject", "chain", "seq")
    list_filter = ("verb", "role")
    list_select_related = ("chain",)
    date_hierarchy = "at"


@admin.register(Effect)
class EffectAdmin(ReadOnlyAdmin):
    list_display = ("due_at", "kind", "state", "attempts", "last_error")
    list_filter = ("state", "kind")


@admin.register(Chain)
class ChainAdmin(ReadOnlyAdmin):
    list_display = ("subject", "audience", "length", "anchored")
    list_filter = ("audience",)


@admin.register(AccessEntry)
class AccessEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "reader", "role", "kind", "purpose")
    list_filter = ("kind", "role")
    list_select_related = ("reader",)


@admin.register(Determination)
class DeterminationAdmin(ReadOnlyAdmin):
    list_display = ("made_at", "kind", "subject", "law_version", "policy_version", "hash")
    list_filter = ("kind",)


@admin.register(Anchor)
class AnchorAdmin(ReadOnlyAdmin):
    list_display = ("day", "made_at", "chains", "entries", "heads_hash")


@admin.register(ScanRun)
class ScanRunAdmin(ReadOnlyAdmin):
    list_display = ("name", "due_at", "started_at", "ran_at", "found")
    list_filter = ("name",)
