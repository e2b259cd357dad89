"""Where people speak in a mediation: one joint room, a sealed caucus with each party, a note book of each mediator.

A caucus is a table of its own: whatever reads the joint room cannot meet a word of a caucus by mistake. Each room has a data
key of its own, so that what one key opens is what one audience may read, and destroying it erases that alone. `party` is
"borrower", "guarantor-<account>" or "lender-<talks>".
"""

from django.db import models

from hejie_platform.cases.models import Mediation
from hejie_platform.core import ids
from hejie_platform.core.models import DataKey, StoredFile
from hejie_platform.people.models import User


class SealedRoom(models.Model):
    """A numbered sequence of sealed words under one key. `length` is how many there are."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    length = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Saying(models.Model):
    """One thing said, by whom and in which role, with a file that is shown where there is one."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    seq = models.PositiveIntegerField()
    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    on_behalf_of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.BinaryField()  # sealed under the room's key
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        abstract = True


class JointRoom(SealedRoom):
    """The room that every party and the mediator share."""

    class Meta:
        constraints = [models.UniqueConstraint(name="jointroom_once", fields=["mediation"])]


class JointSaying(Saying):
    """Something said to all. `floor`: the party that the mediator asks to speak next."""

    room = models.ForeignKey(JointRoom, on_delete=models.PROTECT, related_name="sayings")
    floor = models.CharField(max_length=30, blank=True)
    is_released = models.BooleanField(default=False)  # brought out of a caucus by that party's own click

    class Meta:
        constraints = [models.UniqueConstraint(name="jointsaying_place", fields=["room", "seq"])]


class Caucus(SealedRoom):
    """The sealed conversation of one party with the mediator."""

    party = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(name="caucus_once", fields=["mediation", "party"])]


class CaucusSaying(Saying):
    """Something said in a caucus."""

    room = models.ForeignKey(Caucus, on_delete=models.PROTECT, related_name="sayings")

    class Meta:
        constraints = [models.UniqueConstraint(name="caucussaying_place", fields=["room", "seq"])]


class Release(models.Model):
    """A party's own click that brought words out of its caucus: from which saying, and as what they were shown."""

    saying = models.ForeignKey(CaucusSaying, on_delete=models.PROTECT, related_name="releases")
    shown = models.OneToOneField(JointSaying, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()


class NoteBook(SealedRoom):
    """One mediator's own notes on one mediation."""

    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="notebook_once", fields=["mediation", "author"])]


class Note(models.Model):
    """A note; with `due_on` it is a line of the work list until it is done."""

    book = models.ForeignKey(NoteBook, on_delete=models.PROTECT, related_name="notes")
    seq = models.PositiveIntegerField()
    body = models.BinaryField()  # sealed under the book's key
    written_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    is_reason = models.BooleanField(default=False)  # why a supervisor opened the book

    class Meta:
        constraints = [models.UniqueConstraint(name="note_place", fields=["book", "seq"])]
