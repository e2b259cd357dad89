"""Reads of what remains: endings, own plans, routes, fact sheets, packs, words left."""

from hejie_platform.afterwards.actions.packs import own_papers as own_papers
from hejie_platform.afterwards.facts.sheet import read_sheet as read_sheet
from hejie_platform.afterwards.facts.sheet import sheet_choices as sheet_choices
from hejie_platform.afterwards.queries.endings import Ending as Ending
from hejie_platform.afterwards.queries.endings import ending as ending
from hejie_platform.afterwards.queries.endings import endings as endings
from hejie_platform.afterwards.queries.endings import policy_contact as policy_contact
from hejie_platform.afterwards.queries.endings import reopening_asked as reopening_asked
from hejie_platform.afterwards.queries.endings import route_figures as route_figures
from hejie_platform.afterwards.queries.endings import routes as routes
from hejie_platform.afterwards.queries.endings import talks_with_ways as talks_with_ways
from hejie_platform.afterwards.queries.endings import wish_to_be_asked as wish_to_be_asked
from hejie_platform.afterwards.queries.kept import Pack as Pack
from hejie_platform.afterwards.queries.kept import open_sheet as open_sheet
from hejie_platform.afterwards.queries.kept import packs as packs
from hejie_platform.afterwards.queries.kept import sheets as sheets
from hejie_platform.afterwards.queries.kept import words_left as words_left
from hejie_platform.afterwards.queries.own_plan import Line as Line
from hejie_platform.afterwards.queries.own_plan import Plan as Plan
from hejie_platform.afterwards.queries.own_plan import Suggested as Suggested
from hejie_platform.afterwards.queries.own_plan import Suggestion as Suggestion
from hejie_platform.afterwards.queries.own_plan import plan_of as plan_of
from hejie_platform.afterwards.queries.own_plan import suggestion as suggestion
from hejie_platform.intake.queries.missing import label_of as label_of
