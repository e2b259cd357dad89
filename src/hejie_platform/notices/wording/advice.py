"""What is said around questions to advisers."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "question_not_yours": _("This question is with somebody else. Please open it again to see who has it."),
    "question_not_now": _("This is not possible at this stage. Please open the question again."),
    "question_not_on_list": _("Please choose from the list."),
    "question_says_nothing": _("Please write at least one sentence."),
    "question_share_day": _("Please choose a day from today on, no later than {latest_on}."),
    "question_rule_unknown": _("{given} is no rule of the library. Please check its id."),
    "question_to_answer": _("A question waits for an answer: {ref}."),
    "question_answered": _("Your question {ref} is answered."),
    "question_late": _("Question {ref} was not answered in time. Please see that somebody answers it."),
    "question_late_sorry": _(
        "Your question {ref} is still not answered. We are sorry; the supervisor looks after it now."
    ),
}
