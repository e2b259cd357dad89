"""Do plans survive? Seeded households, several ways of making plans, and a judge that plans with none of them."""

from hejie.studies.survival.comparing import MEASURES, Result, Study, calibrated, study
from hejie.studies.survival.judging import futures, judge
from hejie.studies.survival.methods import METHODS
from hejie.studies.survival.people import Person, population
from hejie.studies.survival.world import world

__all__ = [
    "MEASURES",
    "METHODS",
    "Person",
    "Result",
    "Study",
    "calibrated",
    "futures",
    "judge",
    "population",
    "study",
    "world",
]
