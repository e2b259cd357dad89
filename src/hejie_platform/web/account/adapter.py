"""How the account library sends, finds and names things here: phones of our users, our wording, our channels."""

import base64
import uuid
from contextlib import nullcontext
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language, override

from hejie_platform.core import clock, keys, outbound
from hejie_platform.people import actions, queries
from hejie_platform.web.account import fields, wording

SECRET = "mfa.secret"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts reached by phone or e-mail; every message leaves through `core.outbound`."""

    error_messages = DefaultAccountAdapter.error_messages | wording.FAULTS

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new account has its phone from the first moment (one address at least is demanded) and its language."""
        user.phone = form.cleaned_data.get("phone") or None
        user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)

    def phone_form_field(self, **kwargs: Any) -> fields.PhoneField:
        kwargs.pop("label", None)
        return fields.PhoneField(**kwargs)

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        actions.set_phone(user, phone=phone, is_verified=verified)

    def set_phone_verified(self, user: Any, phone: str) -> None:
        actions.set_phone(user, phone=phone, is_verified=True)

    def get_user_by_phone(self, phone: str) -> Any:
        return queries.user_by_phone(phone)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """A line on the next page: the library's template names a row of our table; what has no row is not said."""
        said = message or wording.SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said)

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        self._send("sms", phone, wording.SMS_CODE, language=user.language, code=code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        self._send("sms", phone, wording.SMS_UNKNOWN)

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._send("sms", phone, wording.SMS_EXISTS)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The library names a template; we keep one table of wording instead."""
        subject, text = wording.MAILS[template_prefix]
        self._send("mail", email, text, subject=subject, code=context.get("code", ""))

    def _send(
        self,
        channel: str,
        to: str,
        text: Any,
        *,
        subject: Any = "",
        language: str | None = None,
        code: str = "",
    ) -> None:
        """One message, in the language of the account or of the page. A failure to send is the page's failure."""
        with override(language) if language else nullcontext():
            message = outbound.Message(
                channel,
                to=to,
                text=str(text).format(code=code),
                subject=str(subject),
                message_id=str(uuid.uuid4()),
            )
        outbound.send(message, now=clock.now())

    def get_login_stages(self) -> list[str]:
        """An account without an e-mail address has none to verify."""
        ours = "hejie_platform.web.account.adapter.EmailStage"
        return [
            ours if stage.endswith(".EmailVerificationStage") else stage
            for stage in super().get_login_stages()
        ]


class EmailStage(EmailVerificationStage):
    """Verifies the e-mail address of those who have one."""

    def handle(self) -> Any:
        if self.login.user is not None and not self.login.user.email:
            return None, True
        return super().handle()


class SecondFactorAdapter(DefaultMFAAdapter):
    """The authenticator app: its secrets are sealed by our keyring, and staff cannot switch it off."""

    error_messages = DefaultMFAAdapter.error_messages | wording.SECOND_FACTOR_FAULTS

    def encrypt(self, text: str) -> str:
        return base64.b64encode(keys.seal(text.encode(), context=SECRET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal(base64.b64decode(encrypted_text), context=SECRET).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not queries.works_here(authenticator.user, clock.legal_day(clock.now()))

    def get_totp_label(self, user: Any) -> str:
        return user.email or user.phone or user.ref
