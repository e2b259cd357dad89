"""The law book as searchable text. A LawText is derived: whatever is in it can be made again from the engine's data.

`words` are the words and single characters of a rule, each spelled in plain letters, so that the word parser of either
database finds a Chinese word of two characters; `plain` is the same text unspelled, for the last look.
"""

from django.db import models


class LawText(models.Model):
    """One rule of the law book, as search reads it."""

    country = models.CharField(max_length=8)
    rule = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)  # of the law book it was made from
    plain = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(name="lawtext_once", fields=["country", "rule"])]
