"""What people do when talks have ended: one function for each verb."""

from hejie_platform.afterwards.actions.coming_back import ask_later as ask_later
from hejie_platform.afterwards.actions.coming_back import ask_reopening as ask_reopening
from hejie_platform.afterwards.actions.coming_back import call_off as call_off
from hejie_platform.afterwards.actions.contact import MOST_WORDS as MOST_WORDS
from hejie_platform.afterwards.actions.contact import leave_word as leave_word
from hejie_platform.afterwards.actions.letters import letter as letter
from hejie_platform.afterwards.actions.own_plan import MOST_MONTHS as MOST_MONTHS
from hejie_platform.afterwards.actions.own_plan import Share as Share
from hejie_platform.afterwards.actions.own_plan import make_plan as make_plan
from hejie_platform.afterwards.actions.own_plan import stop_plan as stop_plan
from hejie_platform.afterwards.actions.own_plan import tell_payment as tell_payment
from hejie_platform.afterwards.actions.packs import draw_pack as draw_pack
from hejie_platform.afterwards.actions.packs import make_pack as make_pack
from hejie_platform.afterwards.actions.sheets import close_facts as close_facts
from hejie_platform.afterwards.actions.sheets import put_facts as put_facts
from hejie_platform.afterwards.actions.sheets import sign_facts as sign_facts
