"""What was prepared in this database, so that a second start need not do it again."""

from django.db import models


class Preparation(models.Model):
    """A step of preparation that was carried out, and the state of the shipped files it was made from."""

    step = models.TextField("bước chuẩn bị", primary_key=True)
    fingerprint = models.TextField("dấu vết dữ liệu")
    prepared_at = models.DateTimeField("thời điểm")

    class Meta:
        verbose_name = "bước chuẩn bị dữ liệu"
        verbose_name_plural = "các bước chuẩn bị dữ liệu"
