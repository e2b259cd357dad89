"""Opening a case for somebody and bringing people into it: a lender's borrowers, a representative, a guarantor."""
