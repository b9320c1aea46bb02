"""Addresses of links in mails, below a language."""

from django.urls import path

from editorial.mails.signed_links import answer_to_link

urlpatterns = [path("mail/<str:signed>/", answer_to_link, name="mail_link")]
