"""What a reader reads in a PDF, by the program that shows it to them as text."""

import subprocess


def text_of(pdf: bytes) -> str:
    """What a reader reads in a PDF."""
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode()
