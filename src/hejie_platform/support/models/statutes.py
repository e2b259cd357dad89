"""Texts of the law as an installation brought them: an instrument in its versions by date, and its articles in order.

Our own rules stand in the law book; these are the words that they summarise. Nothing here is computed with.
"""

from django.db import models

from hejie_platform.core import ids


class Statute(models.Model):
    """One version of one instrument, in force from a day until a later version is."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    country = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    from_day = models.DateField()
    source = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64)  # of the file
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="statute_once", fields=["country", "title", "from_day"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.from_day}"


class Article(models.Model):
    """One article of a version: its number as the text writes it, the chapter above it, its words."""

    statute = models.ForeignKey(Statute, on_delete=models.CASCADE, related_name="articles")
    place = models.PositiveIntegerField()
    label = models.CharField(max_length=120)
    chapter = models.CharField(max_length=300, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(name="article_once", fields=["statute", "place"])]
