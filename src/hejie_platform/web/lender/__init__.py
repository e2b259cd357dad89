"""The lender's desk: its queue, one page for each talks, decisions with their preview, the checker, the policy."""
