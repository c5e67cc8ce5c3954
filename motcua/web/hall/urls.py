"""Addresses of the hall, all under `/queue/`."""

from django.urls import path

from motcua.web.hall.views import follow, kiosk, measured, screen, voice, window

app_name = "hall"
urlpatterns = [
    path("kiosk/<str:key>", kiosk.kiosk, name="kiosk"),
    path("kiosk/<str:key>/<str:secret>", kiosk.printed, name="printed"),
    path("ticket/<str:secret>", follow.follow, name="follow"),
    path("screen/<slug:unit>", screen.screen, name="screen"),
    path("voice/<slug:piece>.wav", voice.piece, name="voice"),
    path("window", window.window, name="window"),
    path("window/take", window.take, name="take"),
    path("window/leave", window.leave, name="leave"),
    path("window/act", window.act, name="act"),
    path("waiting-times", measured.days, name="measured"),
    path("waiting-times/<slug:unit>/<str:on>/<str:letter>", measured.tickets, name="tickets"),
]
