"""Settings of signing in. A project with addresses of its own for it takes them all in (``import *``).

Second factors are not turned on. Their place: ``allauth.mfa`` in ``INSTALLED_APPS``, its addresses in
``editorial/accounts/urls.py``, and ``AccountAdapter.get_login_stages``, which then has the stage that asks for one.
"""

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "editorial.accounts.sign_in_backend.ConfirmedAddressBackend",
]
LOGIN_URL = "account_login"

# Addresses, passwords and resets are ours; Wagtail's account page leads to them.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

ACCOUNT_ADAPTER = "editorial.accounts.account_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
#: Seconds. A mail may take some minutes, and so may the person who reads it.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
#: allauth's own limits are off: ``editorial.accounts.sign_in_limits`` counts, so that nobody locks another person out.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "editorial.accounts.account_forms.SignInForm",
    "request_login_code": "editorial.accounts.account_forms.CodeRequestForm",
    "confirm_login_code": "editorial.accounts.account_forms.CodeForm",
    "reset_password": "editorial.accounts.account_forms.ResetForm",
    "reset_password_from_key": "editorial.accounts.account_forms.NewPasswordAfterResetForm",
    "user_token": "editorial.accounts.account_forms.ResetLinkForm",
    "change_password": "editorial.accounts.account_forms.ChangePasswordForm",
    "set_password": "editorial.accounts.account_forms.FirstPasswordForm",
    "add_email": "editorial.accounts.account_forms.NewAddressForm",
}
