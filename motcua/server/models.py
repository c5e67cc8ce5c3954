"""What the installation remembers of itself: what was prepared, and who guesses too often."""

from django.db import models


class Preparation(models.Model):
    """A step of preparation that was carried out, and the state of the shipped files it was made from."""

    step = models.TextField("bước chuẩn bị", primary_key=True)
    fingerprint = models.TextField("dấu vết dữ liệu")
    prepared_at = models.DateTimeField("thời điểm")

    class Meta:
        verbose_name = "bước chuẩn bị dữ liệu"
        verbose_name_plural = "các bước chuẩn bị dữ liệu"


class Attempts(models.Model):
    """How often `key` has tried since the window began (`motcua.server.throttling`)."""

    key = models.TextField("ai", primary_key=True)
    begun_at = models.DateTimeField("từ lúc")
    count = models.PositiveIntegerField("số lần")

    class Meta:
        verbose_name = "lần thử"
        verbose_name_plural = "các lần thử"
