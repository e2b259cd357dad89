"""The household budget: from rows and answers to what can be paid a month.

>>> answers, _ = check([Answer("income_salary", 800000), Answer("essential_housing", 250000)])
>>> made = estimate(answers=answers, household=Household(protected_minor=400000, savings_minor=20000))
>>> made.disposable_minor, made.outcome
(380000, 'can_pay')

8,000.00 of salary, less 4,000.00 protected for living (rent of 2,500.00 is within it), less 200.00 of savings.
"""

from hejie.budget.answers import Answer, Answers, Household, check, sound
from hejie.budget.estimate import Budget, Line, Outcome, Working, estimate, mean, median
from hejie.budget.forecast import (
    Forecast,
    ForecastCase,
    ForecastMonth,
    Layer,
    LayerMonth,
    forecast_faults,
    forecast_layer,
)
from hejie.budget.guidelines import Beside, Compared, People, beside
from hejie.budget.lines import Kind, form_version, kinds, trust
from hejie.budget.model import YEAR, IncomeModel, MonthNet, Shock, income_model
from hejie.budget.monthly import Month, Sum, months
from hejie.budget.spread import Range, payable_range
from hejie.budget.standard import Creditor, Group, StandardStatement, standard_statement
from hejie.budget.ways import ways

__all__ = [
    "YEAR",
    "Answer",
    "Answers",
    "Beside",
    "Budget",
    "Compared",
    "Creditor",
    "Forecast",
    "ForecastCase",
    "ForecastMonth",
    "Group",
    "Household",
    "IncomeModel",
    "Kind",
    "Layer",
    "LayerMonth",
    "Line",
    "Month",
    "MonthNet",
    "Outcome",
    "People",
    "Range",
    "Shock",
    "StandardStatement",
    "Sum",
    "Working",
    "beside",
    "check",
    "estimate",
    "forecast_faults",
    "forecast_layer",
    "form_version",
    "income_model",
    "kinds",
    "mean",
    "median",
    "months",
    "payable_range",
    "sound",
    "standard_statement",
    "trust",
    "ways",
]
