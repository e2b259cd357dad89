"""What was read of a contract or a credit report, beside the page it stands on: said yes to, corrected, or left out."""
