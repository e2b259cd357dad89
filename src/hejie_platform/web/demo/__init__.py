"""The demo's own pages: enter as anyone, move the clock, read what would have been sent. In demo mode alone."""
