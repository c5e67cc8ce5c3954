"""Addresses of the door and of one's own sign-ins."""

from django.urls import path

from motcua.web.signin.views import admin_door, code, door, new_password, passkey, security, shared, visits

app_name = "signin"
urlpatterns = [
    path("sign-in", door.sign_in, name="sign_in"),
    path("sign-out", door.sign_out, name="sign_out"),
    path("admin/login/", admin_door.admin_login, name="admin_login"),  # instead of the admin's own
    path("sign-in/code", code.code, name="code"),
    path("sign-in/passkey/ask", passkey.ask_who, name="ask_who"),
    path("sign-in/passkey", passkey.sign_in, name="passkey"),
    path("sign-in/shared", shared.begin, name="shared"),
    path("sign-in/shared/back", shared.back, name="shared_back"),
    path("account/security", security.security, name="security"),
    path("account/security/app", security.app, name="app"),
    path("account/security/app/remove", security.drop_app, name="drop_app"),
    path("account/security/passkeys/ask", passkey.ask_for_new, name="ask_for_new"),
    path("account/security/passkeys/add", passkey.add, name="add_passkey"),
    path("account/security/passkeys/<uuid:key>/remove", passkey.remove, name="remove_passkey"),
    path("account/security/password", new_password.new_password, name="new_password"),
    # Instead of the admin's own, which would pass the journal by.
    path("admin/password_change/", admin_door.admin_password, name="admin_password"),
    path("account/security/codes", security.codes, name="codes"),
    path("account/confirm", security.confirm, name="confirm"),
    path("account/visits", visits.visits, name="visits"),
    path("account/visits/end", visits.end, name="end_visits"),
]
