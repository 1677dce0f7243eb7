"""Addresses of administration."""

from django.urls import path

from taizhang.web.admin.views import (
    access,
    account,
    backups,
    jobs,
    journal,
    journal_archives,
    journal_proof,
    own,
    security,
    settings,
    users,
)

app_name = "admin"
urlpatterns = [
    path("users/", users.users, name="users"),
    path("users/add/", users.add, name="user_add"),
    path("users/<int:pk>/", users.change, name="user"),
    path("users/<int:pk>/switch/", users.switch, name="user_switch"),
    path("users/<int:pk>/password/", users.password, name="user_password"),
    path("users/<int:pk>/tie/", users.tie, name="user_tie"),
    path("users/<int:pk>/no-password/", users.no_password, name="user_no_password"),
    path("users/<int:pk>/unlock/", users.unlock, name="user_unlock"),
    path("users/<int:pk>/second/", users.forget_factor, name="user_factor"),
    path("security/", security.security, name="security"),
    path("settings/", settings.settings, name="settings"),
    path("access/", access.access, name="access"),
    path("status/", jobs.jobs, name="jobs"),
    path("backups/", backups.backups, name="backups"),
    path("backups/now/", backups.begin, name="backup_now"),
    path("journal/", journal.journal, name="journal"),
    path("journal/archives/", journal_archives.search, name="journal_archives"),
    path("journal/proof/", journal_proof.proof, name="journal_proof"),
    path("journal/proof/ask/", journal_proof.ask, name="journal_ask"),
    path("journal/proof/keep/", journal_proof.keep, name="journal_keep"),
    path("journal/seals/", journal_proof.seals, name="journal_seals"),
    path("account/", account.account, name="account"),
    path("account/password/", own.password, name="password"),
    path("account/second/", own.factor, name="second_factor"),
    path("account/second/change/", own.change_factor, name="change_factor"),
    path("account/code/", own.code, name="code"),
    path("account/sittings/end/", own.end_sittings, name="end_sittings"),
    path("account/tokens/<int:pk>/end/", account.end, name="token_end"),
]
