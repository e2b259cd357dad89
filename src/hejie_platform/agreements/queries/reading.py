"""What an agreement says, for its pages: read from the frozen terms and from nothing else."""

from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement


def serious_risks(agreement: Agreement) -> tuple[str, ...]:
    """The marks of the risks that a signer acknowledges one by one."""
    return terms.serious_risks_of(terms.terms_of(agreement))
