"""How many decimal digits a currency has: a table, so that yen have no cents and dinars have a thousandth.

Source: ISO 4217, list of active codes. A currency that is not here is a fault, never a guess of two digits.
"""

from collections.abc import Mapping
from types import MappingProxyType

from hejie import texts

_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_TWO = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC "
    "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR "
    "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
    "NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN "
    "SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW"
)
_THREE = "BHD IQD JOD KWD LYD OMR TND"

DIGITS: Mapping[str, int] = MappingProxyType(
    {code: count for count, codes in ((0, _NONE), (2, _TWO), (3, _THREE)) for code in codes.split()}
)


def digits(currency: str) -> int:
    """Decimal digits of an ISO 4217 code; raises Faulty for a code that is not in the table."""
    if currency not in DIGITS:
        raise texts.Faulty((texts.fault("money_currency_unknown", "currency", given=currency),))
    return DIGITS[currency]
