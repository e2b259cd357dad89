"""Reads of an application: what was told, what is missing, what the statements say, the desk's queue, what a lender sees."""

from hejie.statements import Unmapped
from hejie_platform.intake.facts.checklist import Missing
from hejie_platform.intake.facts.fields import LOAN, STORY, WISH, Field
from hejie_platform.intake.facts.forecasts import asked as forecast_months
from hejie_platform.intake.facts.hardship import as_bytes, bundle
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.facts.money_lines import DEBT
from hejie_platform.intake.facts.money_lines import asked as budget_lines
from hejie_platform.intake.facts.money_lines import name as line_name
from hejie_platform.intake.queries.application import (
    Answers,
    Application,
    answers_about,
    answers_of,
    application,
    countries_here,
    creditors_of,
    lenders_here,
    newest_loan,
    open_draft_of,
    ref_of,
    review_clock,
)
from hejie_platform.intake.queries.desk import QueueRow, counts, desk_case, queue
from hejie_platform.intake.queries.hardship import (
    files_for,
    files_given,
    hardship_content,
    has_budget,
    standard_statement,
    statement_data,
)
from hejie_platform.intake.queries.home import (
    Home,
    creditors_to_write_to,
    happened,
    home,
    lender_names,
    my_cases,
    track_of,
)
from hejie_platform.intake.queries.household import CaseBudget, budget_of, forecast_of, forecast_words
from hejie_platform.intake.queries.limitation import LimitationNotice, limitation_notices
from hejie_platform.intake.queries.missing import missing
from hejie_platform.intake.queries.observations import observations, observed_in, plain_notes
from hejie_platform.intake.queries.papers import (
    IN_HAND,
    Drop,
    Understood,
    asked_columns,
    looks_at,
    newest_drop,
    newest_paper,
    understood,
)
from hejie_platform.intake.queries.reading import (
    ReadContract,
    ReadReport,
    Value,
    open_readings,
    pictures_are_read,
    read_contract,
    read_report,
    reading_of,
)
from hejie_platform.intake.queries.rows import (
    CaseRows,
    RowLine,
    Wanted,
    alike,
    chosen,
    first_row,
    line_of,
    lines_at,
    rows_of,
    uncertain_places,
)
from hejie_platform.intake.queries.shared import Shared, shared_with, wish_of

__all__ = [
    "DEBT",
    "IN_HAND",
    "LISTS",
    "LOAN",
    "STORY",
    "WISH",
    "Answers",
    "Application",
    "CaseBudget",
    "CaseRows",
    "Drop",
    "Field",
    "Home",
    "LimitationNotice",
    "Missing",
    "QueueRow",
    "ReadContract",
    "ReadReport",
    "RowLine",
    "Shared",
    "Understood",
    "Unmapped",
    "Value",
    "Wanted",
    "alike",
    "answers_about",
    "answers_of",
    "application",
    "as_bytes",
    "asked_columns",
    "budget_lines",
    "budget_of",
    "bundle",
    "chosen",
    "countries_here",
    "counts",
    "creditors_of",
    "creditors_to_write_to",
    "desk_case",
    "files_for",
    "files_given",
    "first_row",
    "forecast_months",
    "forecast_of",
    "forecast_words",
    "happened",
    "hardship_content",
    "has_budget",
    "home",
    "lender_names",
    "lenders_here",
    "limitation_notices",
    "line_name",
    "line_of",
    "lines_at",
    "looks_at",
    "missing",
    "my_cases",
    "newest_drop",
    "newest_loan",
    "newest_paper",
    "observations",
    "observed_in",
    "open_draft_of",
    "open_readings",
    "pictures_are_read",
    "plain_notes",
    "queue",
    "read_contract",
    "read_report",
    "reading_of",
    "ref_of",
    "review_clock",
    "rows_of",
    "shared_with",
    "standard_statement",
    "statement_data",
    "track_of",
    "uncertain_places",
    "understood",
    "wish_of",
]
