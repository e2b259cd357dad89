"""Why an opening, an invitation, a representative's paper or a guarantor's place is not taken; and what an invitation says."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "opening_known": _(
        "This loan was invited already. Nothing is opened twice; see your list of invitations."
    ),
    "opening_contact_wrong": _("Please give a mobile number, such as 138 0013 8000, or an e-mail address."),
    "opening_contract_missing": _("Please give the number of the contract: by it we know the loan again."),
    "opening_formula": _(
        "This begins like a formula of a spreadsheet (= + - @). Please write it without that sign."
    ),
    "opening_text_long": _("Please shorten this to {most} characters."),
    "opening_twice": _("The same contract stands in line {line} already. Please keep one of them."),
    "opening_cells_shifted": _(
        "This line has more cells than the header. A comma inside a text wants quotation marks around it."
    ),
    "opening_file_large": _("The file is larger than {most_mb} MB. Please divide it."),
    "opening_not_csv": _(
        "This is not a CSV text file. In your spreadsheet program choose “Save as”, then CSV UTF-8."
    ),
    "opening_no_rows": _("There is no row to open a case for. Please fill in the template."),
    "opening_too_many_rows": _("The file has more than {most} rows. Please divide it."),
    "opening_column_missing": _("This column is missing. The template shows all names."),
    "opening_file_confirmed": _("This file was confirmed already. Its progress is on its page."),
    "invitation_sent_often": _("It was sent {most} times today. Please try another way, or tomorrow."),
    "invitation_stands": _("This invitation still stands. Send it again, or pass on its code."),
    "invitation_over": _("This invitation is over: it was used, taken back or ran out."),
    "invitation_for_another": _(
        "This invitation was written to another phone or e-mail address, or to another name. Confirm that address in your account, or ask for an invitation to the one you have."
    ),
    "invitation_identity_first": _("Please show first who you are. Your invitation waits for you."),
    "invitation_loan_here": _(
        "You have a case with this lender about this very loan already. Please go on there; nothing is lost."
    ),
    "mandate_case_over": _("This case is closed, so nobody can be named for it."),
    "mandate_for_oneself": _("Please name another person: nobody represents themselves."),
    "mandate_day_over": _("The paper must hold today or longer: {earliest_on} at the earliest."),
    "mandate_nobody_yet": _(
        "The representative has not joined with a proven identity yet. The paper can be accepted once they have."
    ),
    "mandate_decided": _("This paper was decided on already."),
    "mandate_own": _("You are named in this paper. Please leave it to a colleague."),
    "mandate_cure_missing": _("Please say what would cure it, so that it can be handed in again."),
    "mandate_no_account": _(
        "There is no account with a proven identity at this address. Ask the representative to register first."
    ),
    "guarantee_no_loans": _("Please choose at least one loan."),
    "guarantee_by_borrower": _("Please name another person: nobody guarantees their own loan."),
    # What leaves the house: no debt, no lender, no name.
    "push_invitation_subject": _("An invitation for you at Hejie"),
    "push_invitation": _(
        "Hejie: an invitation waits for you until {until_on}. Open {link} or type the code {code} at {place}. It is voluntary and free. Hejie never asks for a password, a code or a payment by message."
    ),
    "invitation_chat": _(
        "Hello, there is an invitation for you on the platform Hejie, open until {until_on}. Type {place} into your browser yourself, then the code {code}. It is voluntary and free, and nobody asks you for a password or a payment."
    ),
    "invitation_voice": _(
        "Good day, I am calling on behalf of the platform Hejie. Am I speaking with the person to whom this number belongs? There is an invitation for you, open until {until_on}. It is voluntary and free. Please open {place} on your phone and type the code {code}; I spell it slowly. I ask you for no password, no code of a message and no payment. If you would rather not, nothing happens."
    ),
}
