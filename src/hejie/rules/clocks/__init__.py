"""When a period of the law ends: working days, days of rest, and the limits of complaints."""
