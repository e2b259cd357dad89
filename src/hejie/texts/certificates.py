"""Codes of `hejie.certificates`: what keeps a certificate from being read, and what recomputing it says."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    Code("certificate_too_large", "fault", ("most_bytes",)),
    Code("certificate_not_json", "fault"),
    Code("certificate_name_twice", "fault", ("given",)),
    Code("certificate_not_whole", "fault", ("given",)),
    Code("certificate_too_deep", "fault", ("most",)),
    Code("certificate_too_many_values", "fault", ("most",)),
    Code("certificate_text_too_long", "fault", ("most",)),
    Code("certificate_number_too_long", "fault", ("most",)),
    Code("certificate_field_missing", "fault"),
    Code("certificate_field_unknown", "fault"),
    Code("certificate_field_wrong", "fault", ("wanted",)),
    Code("certificate_format_unknown", "fault", ("given", "known")),
    Code("certificate_kind_unknown", "fault", ("given", "known")),
    Code("certificate_event_unknown", "fault", ("given", "known")),
    Code("certificate_too_much_work", "fault", ("given", "most")),
    Code("certificate_equal", "note", ("kind",)),
    Code("certificate_differs", "note", ("kind", "number")),
    Code("certificate_difference", "note", ("path", "told", "computed")),
    Code("certificate_more_differences", "note", ("number",)),
    Code("certificate_hash_broken", "note"),
    Code("certificate_other_engine", "note", ("made_by", "here")),
)
