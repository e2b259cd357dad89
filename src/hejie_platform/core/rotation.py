"""Sealing everything anew after a new key was put first in the keyring."""

from collections.abc import Callable

from django.apps import apps
from django.db import connection, models, transaction

from hejie_platform.core import fields, keys
from hejie_platform.core.models import DataKey


def seal_everything_anew() -> int:
    """Reseal what is under an older key: encrypted columns and data keys. Returns how many values.

    Row by row, each in its own small transaction: it may be stopped and started again, while people work.
    """
    columns = sum(
        _reseal_column(model, field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, fields.EncryptedTextField)
    )
    return columns + _reseal_data_keys()


def _reseal_column(model: type[models.Model], field: fields.EncryptedTextField) -> int:
    context = f"{model._meta.db_table}.{field.column}"
    return _reseal(model, field.get_attname_column()[1] or field.name, lambda _: context)


def _reseal_data_keys() -> int:
    return _reseal(DataKey, "sealed", lambda key: f"datakey.{DataKey._meta.pk.to_python(key)}")


def _reseal(model: type[models.Model], column: str, context_of: Callable[[object], str]) -> int:
    """Raw reads and conditional raw writes: a value that somebody changed meanwhile is left as it is."""
    table, key = (connection.ops.quote_name(name) for name in (model._meta.db_table, _key_column(model)))
    value = connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {value} FROM {table} WHERE {value} IS NOT NULL")
        rows = [(pk, bytes(sealed)) for pk, sealed in cursor.fetchall()]
    count = 0
    for pk, sealed in rows:
        if keys.key_id_of(sealed) == keys.ring().sealing:
            continue
        context = context_of(pk)
        fresh = keys.seal(keys.unseal(sealed, context=context), context=context)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET {value} = %s WHERE {key} = %s AND {value} = %s", [fresh, pk, sealed]
            )
            count += cursor.rowcount
    return count


def _key_column(model: type[models.Model]) -> str:
    return str(model._meta.pk.column) if model._meta.pk else ""
