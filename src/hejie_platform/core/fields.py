"""Columns that are encrypted in the database and plain in Python."""

import json
from typing import Any

from django.db import models

from hejie.texts import canonical_json
from hejie_platform.core import keys


class EncryptedTextField(models.BinaryField):
    """Text sealed under the keyring and bound to its table and column. Never searchable; see HashField."""

    # What the type checker's Django plugin reads: plain values, not the bytes of the column.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    @property
    def _context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        sealed = None if value is None else keys.seal(self._plain(value), context=self._context)
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else self._value(keys.unseal(bytes(value), context=self._context))

    def value_to_string(self, obj: Any) -> str:
        raise TypeError("encrypted columns are not serialised")

    def to_python(self, value: Any) -> Any:
        return value

    def get_default(self) -> Any:
        return super(models.BinaryField, self).get_default() if self.has_default() else self._empty()

    def _empty(self) -> Any:
        return None if self.null else ""

    def _plain(self, value: Any) -> bytes:
        return str(value).encode()

    def _value(self, plain: bytes) -> Any:
        return plain.decode()


class EncryptedJSONField(EncryptedTextField):
    """A JSON value sealed as canonical JSON."""

    def _empty(self) -> Any:
        return None if self.null else {}

    def _plain(self, value: Any) -> bytes:
        return canonical_json(value)

    def _value(self, plain: bytes) -> Any:
        return json.loads(plain)


class HashField(models.CharField):
    """The keyed hash that stands beside an encrypted column so that equal values can be found."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)
