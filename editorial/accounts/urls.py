"""Signing in and out, and one's own account, below a language. The names are allauth's, which its views reverse.

Only these of its addresses are here: nobody signs up. The place of ``allauth.mfa``, which isn't turned on, is here too.
"""

from django.urls import path, re_path

from editorial.accounts import own_account_views, password_views, sign_in_views

urlpatterns = [
    path("sign-in/", sign_in_views.SignInView.as_view(), name="account_login"),
    path("sign-in/code/", sign_in_views.CodeRequestView.as_view(), name="account_request_login_code"),
    path("sign-in/code/confirm/", sign_in_views.CodeView.as_view(), name="account_confirm_login_code"),
    path("sign-out/", sign_in_views.SignOutView.as_view(), name="account_logout"),
    path("sign-in/password/", password_views.ResetView.as_view(), name="account_reset_password"),
    path("sign-in/password/sent/", password_views.ResetSentView.as_view(), name="account_reset_password_done"),
    path("sign-in/password/done/", password_views.ResetDoneView.as_view(), name="account_reset_password_from_key_done"),
    re_path(
        r"^sign-in/password/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,200})/$",
        password_views.ResetLinkView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("sign-in/address/sent/", own_account_views.AddressSentView.as_view(), name="account_email_verification_sent"),
    re_path(
        r"^sign-in/address/(?P<key>[-:\w]{1,200})/$",
        own_account_views.AddressLinkView.as_view(),
        name="account_confirm_email",
    ),
    path("desk/account/", own_account_views.AccountView.as_view(), name="account"),
    # Not allauth's name: with it, its middleware takes a missing front page for the folder of its addresses.
    path("desk/account/address/", own_account_views.AddressView.as_view(), name="account_address"),
    path("desk/account/password/", password_views.ChangePasswordView.as_view(), name="account_change_password"),
    path("desk/account/password/new/", password_views.FirstPasswordView.as_view(), name="account_set_password"),
]
