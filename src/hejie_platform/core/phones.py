"""Phone numbers as people write them: in mainland China 138 0013 8000 is +8613800138000, in Britain 07400 123456 is
+447400123456. A number without a country is read where the law around us is; one from abroad begins with +.
"""

import phonenumbers

from hejie_platform.core import law

MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


def e164(text: str) -> str | None:
    """The number in international form, or None when it cannot be one that receives text messages."""
    try:
        number = phonenumbers.parse(text, law.here().phone_region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def example() -> str:
    """A mobile number as it is written where we are, for a hint; "" where nobody knows one."""
    region = law.here().phone_region
    shown = (
        phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE) if region else None
    )
    return str(phonenumbers.format_number(shown, phonenumbers.PhoneNumberFormat.NATIONAL)) if shown else ""
