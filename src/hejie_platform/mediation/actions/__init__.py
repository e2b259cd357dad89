"""Writes about mediation, one module for each part of it.

roster      who mediates at a body, on which terms, what ties them, when they are away
asking      asking for a mediator, saying yes or no for oneself, leaving
choosing    wishes of the parties, and who is asked to mediate
neutral     the mediator's own acts: accepting, telling of ties, stepping back, beginning
objecting   a party does not want this mediator; the body's head decides
extra_time  more time or a rest, with everybody's yes
"""
