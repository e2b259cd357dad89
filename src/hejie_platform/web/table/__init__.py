"""The table of a mediation: the joint room, sealed caucuses, meetings, minutes, proposals, the mediator's notes."""
