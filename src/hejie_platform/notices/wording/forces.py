"""What kind of instrument a rule is, and what that makes of a refusal that rests on it."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "word_force_statute": _("a statute"),
    "word_force_administrative_regulation": _("an administrative regulation"),
    "word_force_local_regulation": _("a local regulation"),
    "word_force_judicial_interpretation": _("a judicial interpretation"),
    "word_force_dept_rule": _("a rule of a ministry"),
    "word_force_regulatory_rule": _("a rule of the regulator"),
    "word_force_statutory_instrument": _("a statutory instrument"),
    "word_force_regulator_rule": _("a rule of the regulator"),
    "word_force_federal_regulation": _("a federal regulation"),
    "word_force_regulation": _("a regulation"),
    "word_force_directive": _("a directive"),
    "word_force_regulatory_notice": _("a notice of the regulator"),
    "word_force_regulatory_announcement": _("an announcement of the regulator"),
    "word_force_judicial_policy_opinion": _("an opinion of a court on policy"),
    "word_force_policy_document": _("a policy document"),
    "word_force_supervisory_guidance": _("guidance of the supervisor"),
    "word_force_window_guidance": _("window guidance"),
    "word_force_risk_alert": _("a warning of the authorities"),
    "word_force_national_standard": _("a national standard"),
    "word_force_recommended_standard": _("a recommended standard"),
    "word_force_industry_standard": _("a standard of the trade"),
    "word_force_industry_self_regulation": _("self-regulation of the trade"),
    "word_force_platform_rule": _("our own rule"),
    "word_standing_law": _("This rests on law."),
    "word_standing_guidance": _("This rests on official guidance, which is not law."),
    "word_standing_standard": _("This rests on a standard of the trade, which is not law."),
    "word_standing_platform": _("This is our own rule, not law."),
}
