"""What is said about proving who one is."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "id_number_missing": _("Please type the number of your identity card."),
    "id_number_length": _("The number has {length} characters here; on the card it has 18. Please compare."),
    "id_number_not_digits": _(
        "The number consists of digits; only the last may be an X. Please compare with the card."
    ),
    "id_number_check_digit": _(
        "The last character does not fit the others, so one of them is mistyped. Please compare with the card."
    ),
    "id_number_date": _(
        "Characters 7 to 14 are the day of birth, and this day is not in the calendar. Please compare with the card."
    ),
    "id_too_young": _(
        "People under {years} need a parent or guardian to act for them here. Please ask one to open the case."
    ),
    "id_document_number": _(
        "Please type the number of the document: letters and digits, 5 to 24 of them, as it is printed."
    ),
    "id_document_born": _("Please give the day on which you were born, as it stands in the document."),
    "id_region_unknown": _(
        "The first six digits name a region that is not in the table; the table is not complete."
    ),
    "id_number_old": _("An old number with 15 digits: it has no check digit."),
    "legal_name_missing": _("Please type your name as it stands on the card."),
    "identity_photos_needed": _("Please add this photo: a person will look at it."),
    "identity_consent_needed": _(
        "Without your agreement we may not look at your card. You can fill in everything else meanwhile."
    ),
    "identity_card_over": _("This card was valid until {until_on}. Please use the new one."),
    "identity_already_waiting": _("Your papers are with us already; you need not send them twice."),
    "identity_already_proven": _("Your identity is proven already; nothing more is needed."),
    "identity_not_waiting": _("This was decided meanwhile."),
    "identity_reason_needed": _("Please choose the reason that the person will read."),
    "identity_age_unknown": _(
        "The age limit for today is not in our tables. Please write to us; we will add it."
    ),
    "identity_proven": _("Your identity is proven. You can now send offers and sign."),
    "identity_number_elsewhere": _("The same number is proven for another account. Please look closely."),
    "identity_photo_unclear": _(
        "The photos are not clear enough to read. Please take new ones in daylight, without flash."
    ),
    "identity_photo_incomplete": _(
        "A part of the card is missing on the photos. Please take new ones with all four corners."
    ),
    "identity_name_differs": _(
        "The name on the card is not the one you typed. Please compare and send again."
    ),
    "identity_number_differs": _(
        "The number on the card is not the one you typed. Please compare and send again."
    ),
    "identity_card_expired": _("The card on the photos has expired. Please use the new one."),
    "identity_not_genuine": _(
        "The photos do not show an original card. Please photograph the card itself; if you have lost it, write to us."
    ),
    "identity_mismatch": _(
        "Name and number do not belong together in the register. Please compare both with the card and send again."
    ),
    "identity_malformed": _(
        "The register could not read the number. Please compare it with the card and send again."
    ),
    "identity_needs_papers": _(
        "The number alone could not be checked this time. Please send it again with photos of both sides; a person will look at them."
    ),
    "identity_withdrawn": _("You took your papers back. You can send them again at any time."),
}
