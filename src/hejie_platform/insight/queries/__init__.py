"""Reads of figures: the report of a period, what was published, the record's own state, a result run again."""

from hejie_platform.insight.facts.metrics import METRICS as METRICS
from hejie_platform.insight.facts.metrics import NAMED as NAMED
from hejie_platform.insight.facts.metrics import Metric as Metric
from hejie_platform.insight.facts.report import BREAKDOWNS as BREAKDOWNS
from hejie_platform.insight.facts.report import Figure as Figure
from hejie_platform.insight.facts.report import Gap as Gap
from hejie_platform.insight.facts.report import Report as Report
from hejie_platform.insight.facts.report import from_json as from_json
from hejie_platform.insight.queries.audit import Audit as Audit
from hejie_platform.insight.queries.audit import audit as audit
from hejie_platform.insight.queries.audit import course_of as course_of
from hejie_platform.insight.queries.figures import Scope as Scope
from hejie_platform.insight.queries.figures import alarms as alarms
from hejie_platform.insight.queries.figures import authorities as authorities
from hejie_platform.insight.queries.figures import objections as objections
from hejie_platform.insight.queries.figures import orders as orders
from hejie_platform.insight.queries.figures import publications as publications
from hejie_platform.insight.queries.figures import published as published
from hejie_platform.insight.queries.figures import report as report
from hejie_platform.insight.queries.past import PastRange as PastRange
from hejie_platform.insight.queries.past import past_cases as past_cases
from hejie_platform.insight.queries.past import past_range as past_range
from hejie_platform.insight.queries.past import trials_of as trials_of
from hejie_platform.insight.queries.replay import Replay as Replay
from hejie_platform.insight.queries.replay import again as again
