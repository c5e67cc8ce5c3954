"""How far the replay has come; written in the transaction of the acts, so that nothing is lost or doubled."""

from django.db import models

from motcua.dossiers.models import Dossier


class Replay(models.Model):
    """The one replay of this installation, with the parameters that it was begun with."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    year = models.PositiveSmallIntegerField("năm")
    dossiers = models.PositiveIntegerField("số hồ sơ")
    seed = models.BigIntegerField("hạt giống")
    scenario = models.CharField("kịch bản", max_length=20)
    version = models.PositiveSmallIntegerField("phiên bản kịch bản")
    until = models.DateTimeField("đến")

    class Meta:
        verbose_name = "diễn lại"
        verbose_name_plural = "diễn lại"
        constraints = [models.CheckConstraint(name="replay_only_one", condition=models.Q(id=1))]


class Lane(models.Model):
    """A part of the district that is played by one process: the last deed that is committed.

    A deed's place is its time, the number of its visit, and its place among the visit's deeds.
    """

    number = models.PositiveSmallIntegerField(primary_key=True)
    played_at = models.DateTimeField("đã diễn đến", null=True)
    played_visit = models.PositiveIntegerField(default=0)
    played_deed = models.PositiveSmallIntegerField(default=0)
    deeds = models.PositiveBigIntegerField("số việc", default=0)

    class Meta:
        verbose_name = "phần diễn lại"
        verbose_name_plural = "phần diễn lại"
        ordering = ["number"]


class Played(models.Model):
    """Which dossier a visit became."""

    visit = models.PositiveIntegerField(primary_key=True)
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "hồ sơ diễn lại"
        verbose_name_plural = "hồ sơ diễn lại"
