"""Model fields whose columns hold nothing readable.

    full_name = SealedText(compartment="identity", scope="person_id", max_length=200, blank=True, default="")

`scope` names the attribute of the row that holds the scope's identifier; it must not change while the row lives.
A loaded row keeps what is sealed and opens it when the attribute is read; the keys of all rows loaded since are then
fetched in one question, or in none where the process remembers them. What did not change is written back as it was.
Each value is bound to its table, column, row, scope, compartment and key: moved anywhere else it does not open.

The database can only ask such a column whether it is NULL. An empty text is kept as empty bytes. Where the key was
destroyed, reading gives the empty value, and writing raises KeyDestroyed.
"""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, TypeVar, cast
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core import checks
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import Promise

from anyam.foundation.vault.data_keys import key_for_opening, key_for_sealing
from anyam.foundation.vault.errors import CannotBePickled, SealBroken, SealedMisuse
from anyam.foundation.vault.loaded import note_loaded, places_beside
from anyam.foundation.vault.sealing import filled, parts, row_mark, seal, unfilled, unseal

Value = TypeVar("Value")
_UNOPENED: Any = object()


class Sealed:
    """What stands in a sealed column, with what it says once that was asked. Shows nothing of it."""

    __slots__ = ("clear", "stored", "value")

    def __init__(self, stored: bytes | None, value: Any = _UNOPENED) -> None:
        self.stored, self.value = stored, value
        self.clear: bytes | None = None

    @property
    def is_open(self) -> bool:
        return self.value is not _UNOPENED

    def __repr__(self) -> str:
        return "<sealed>"

    def __copy__(self) -> Sealed:
        return self

    def __deepcopy__(self, memo: object) -> Sealed:
        return self

    def __reduce__(self) -> tuple[type[Sealed], tuple[bytes]]:
        if self.stored is None:
            raise CannotBePickled("words that are not sealed yet stay in this process: save the row first")
        return Sealed, (self.stored,)


class SealedAttribute(DeferredAttribute):
    """Opens a sealed value when it is read."""

    field: SealedField[Any]

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        held = instance.__dict__.get(self.field.attname, _UNOPENED)
        if held is _UNOPENED:  # left out by only() or defer()
            super().__get__(instance, cls)
            held = instance.__dict__[self.field.attname]
        if held is None or held.is_open:
            return None if held is None else held.value
        return self.field.open_in(instance, held)

    def __set__(self, instance: models.Model, value: Any) -> None:
        name = self.field.attname
        if isinstance(value, Sealed):
            note_loaded(instance)
            instance.__dict__[name] = value
            return
        held = instance.__dict__.get(name)
        is_same = held is not None and held.is_open and held.stored is not None and held.value == value
        if not is_same or isinstance(value, list | dict):
            instance.__dict__[name] = None if value is None else Sealed(None, value)


if TYPE_CHECKING:
    Base = models.Field[Value, Value]
else:

    class Base(models.Field, Generic[Value]):
        pass


class SealedField(Base[Value]):
    """What sealed columns of all types share."""

    descriptor_class = SealedAttribute
    empty: ClassVar[Any] = None

    def __init__(self, *args: Any, compartment: str, scope: str, **kwargs: Any) -> None:
        self.compartment, self.scope = compartment, scope
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "compartment": self.compartment, "scope": self.scope}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def check(self, **kwargs: Any) -> list[Any]:
        columns = {field.attname for field in self.model._meta.concrete_fields}
        wrong = [
            checks.Error(f"The scope {self.scope!r} is no column of this model.", obj=self, id="vault.E001")
        ]
        return [*super().check(**kwargs), *([] if self.scope in columns else wrong)]

    # --- a value and its sealed form ----------------------------------------------------------------------------------

    def encoded(self, value: Any) -> bytes:
        raise NotImplementedError

    def decoded(self, clear: bytes) -> Any:
        raise NotImplementedError

    def sealed(self, row_id: object, scope_id: UUID | None, value: Any) -> bytes | None:
        """What to write into the column. Raises SealedMisuse, KeyDestroyed."""
        if value is None:
            return None
        clear = self.encoded(value)
        if value == self.empty:
            return b""
        if row_id is None or not isinstance(scope_id, UUID):
            raise SealedMisuse(f"{self}: the row needs its identifier and {self.scope} before it is sealed")
        cipher, key_mark = key_for_sealing((scope_id, self.compartment))
        return self.sealed_with(cipher, key_mark, row_id, scope_id, clear)

    def sealed_with(
        self, cipher: AESGCM, key_mark: bytes, row_id: object, scope_id: UUID, clear: bytes
    ) -> bytes:
        """The encoded value, sealed with a key that was found before."""
        return seal(cipher, filled(clear), self._bound(row_id, scope_id, key_mark))

    def opened(self, row_id: object, scope_id: UUID, stored: bytes | None) -> Any:
        """What a column says; the empty value where its key was destroyed. Raises SealBroken."""
        if not stored:
            return None if stored is None else self.empty
        key = key_for_opening((scope_id, self.compartment), places_beside)
        if key.cipher is None:
            return self.empty
        return self.decoded(unfilled(unseal(key.cipher, stored, self._bound(row_id, scope_id, key.mark))))

    def _bound(self, row_id: object, scope_id: UUID, key_mark: bytes) -> bytes:
        place = parts(self.model._meta.db_table.encode(), cast(str, self.column).encode())
        return place + parts(row_mark(row_id), scope_id.bytes, self.compartment.encode(), key_mark)

    # --- a row --------------------------------------------------------------------------------------------------------

    def open_in(self, instance: models.Model, held: Sealed) -> Any:
        """Open what a loaded row holds, and keep it open."""
        try:
            value = self.opened(instance.pk, getattr(instance, self.scope), held.stored)
        except SealBroken as problem:
            raise SealBroken(f"{self}: {problem}") from None
        held.value = value
        if isinstance(value, list | dict):
            held.clear = self.encoded(value)
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """What was loaded and not changed, as it is; everything else sealed for this row."""
        held = model_instance.__dict__.get(self.attname)
        if held is None:
            return None
        is_loaded = held.stored is not None and (held.clear is None or held.clear == self.encoded(held.value))
        is_moved = add and model_instance._state.adding
        if is_loaded and (not is_moved or not held.stored):
            return cast(Sealed, held)
        if not held.is_open:
            raise SealedMisuse(f"{self}: a loaded row cannot become another row; copy what it says")
        return Sealed(self.sealed(model_instance.pk, getattr(model_instance, self.scope), held.value))

    # --- the database -------------------------------------------------------------------------------------------------

    def from_db_value(self, value: Any, *_how: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, Sealed) and value.stored is not None:
            return value.stored
        if value == self.empty:
            return b""
        raise SealedMisuse(
            f"{self} is sealed: set it on the row and save that; it cannot be sought or updated"
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return value if prepared else self.get_prep_value(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise SealedMisuse(f"{self} is sealed: the database cannot compare it; keep a token to find rows by")

    def get_transform(self, lookup_name: str) -> NoReturn:
        raise SealedMisuse(f"{self} is sealed: the database cannot look into it")

    def value_to_string(self, obj: models.Model) -> str:
        held = obj.__dict__.get(self.attname)
        return b64encode(held.stored).decode() if held is not None and held.stored else ""


class SealedText(SealedField[str]):
    """Words. `max_length` counts characters before they are sealed."""

    empty = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def encoded(self, value: Any) -> bytes:
        words = str(value) if isinstance(value, Promise) else value
        if not isinstance(words, str):
            raise SealedMisuse(f"{self} takes words, not {type(value).__name__}")
        if self.max_length is not None and len(words) > self.max_length:
            raise SealedMisuse(f"{self} takes at most {self.max_length} characters")
        try:
            return words.encode()
        except UnicodeEncodeError:
            raise SealedMisuse(f"{self} takes characters, not halves of them") from None

    def decoded(self, clear: bytes) -> str:
        return clear.decode()


class SealedDate(SealedField["date | None"]):
    """A day."""

    def encoded(self, value: Any) -> bytes:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise SealedMisuse(f"{self} takes a day, not {type(value).__name__}")
        return value.isoformat().encode()

    def decoded(self, clear: bytes) -> date:
        return date.fromisoformat(clear.decode())


class SealedJson(SealedField[Any]):
    """What JSON can say. None is kept as NULL."""

    def encoded(self, value: Any) -> bytes:
        try:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        except (TypeError, ValueError):
            raise SealedMisuse(f"{self} takes what JSON can say") from None

    def decoded(self, clear: bytes) -> Any:
        return json.loads(clear)
