"""What can be wrong with the file of a statute."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "statute_too_large": _("This file is larger than {most_bytes}. Please split it."),
    "statute_not_text": _("This is no text in UTF-8. Please save the file as UTF-8."),
    "statute_no_title": _("The file should begin with its title: one # and the name of the law."),
    "statute_no_day": _(
        "Please add under the title from which day it is in force: “- in force from: 2026-05-01”."
    ),
    "statute_day_wrong": _("This day could not be read. Please write it like 2026-05-01."),
    "statute_no_articles": _(
        "No article was found. Each begins with its number, as a heading or a paragraph."
    ),
    "statute_article_empty": _("“{given}” has no text."),
    "statute_article_twice": _("“{given}” stands here more than once."),
    "statute_heading_long": _("This heading is too long for one. Please shorten it."),
}
