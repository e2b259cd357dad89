"""What an agreement says, for its pages: read from the frozen terms and from nothing else."""

from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement


def serious_risks(agreement: Agreement) -> tuple[str, ...]:
    """The marks of the risks that a signer acknowledges one by one."""
    return terms.serious_risks_of(terms.terms_of(agreement))


def to_acknowledge(held: HeldAgreement) -> tuple[str, ...]:
    """What the holder confirms point by point before signing: a party the serious risks, a neutral what they vouch for."""
    role = held.acting("agreement", "sign").role
    return terms.to_acknowledge(terms.terms_of(held.agreement), role)
