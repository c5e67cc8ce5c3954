"""Paper forms on their way into the box: numbered, typed twice by two people, and compared.

A paper's number leads to its cell and to nobody in it. What was typed lies sealed until both typings agree;
then both are deleted in the transaction that puts the answers into the box, and no response knows its paper.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id
from motcua.orgs.validity import Guard
from motcua.rounds.models.rounds import SurveyRound
from motcua.rounds.models.sampling import Cell


class PaperState(models.TextChoices):
    """How far a paper form is. DONE and VOID are ends."""

    PRINTED = "printed", _("đã in")
    TYPED = "typed", _("đã nhập một lần")
    DIFFERS = "differs", _("hai lần nhập khác nhau")
    DONE = "done", _("đã nhập xong")
    VOID = "void", _("không dùng")


class Paper(models.Model):
    """One numbered form on paper. `differing`: codes of the items in which its two typings differed, kept as
    the measure of how carefully papers are typed; no answers. Printing and voiding are told by the round's
    events, typing is not: an event would say when.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="papers")
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField(_("số phiếu"))
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=PaperState.choices, default=PaperState.PRINTED
    )
    differing = models.JSONField(_("câu nhập khác nhau"), default=list, blank=True)
    reason = models.CharField(_("lý do không dùng"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("phiếu giấy")
        verbose_name_plural = _("phiếu giấy")
        ordering = ["round", "number"]
        indexes = [models.Index(fields=["round", "state"], name="paper_state")]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="paper_number_once"),
            Guard(name="paper_state", condition=Q(state__in=PaperState.values)),
            Guard(name="paper_void_says_why", condition=~Q(state="void") | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.number:05d}"


class Typing(models.Model):
    """What one person typed from a paper, sealed like a letter. Gone as soon as the paper is done."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="typings")
    place = models.PositiveSmallIntegerField(_("lần nhập"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("lần nhập phiếu giấy")
        verbose_name_plural = _("lần nhập phiếu giấy")
        constraints = [
            models.UniqueConstraint(fields=["paper", "place"], name="typing_place_once"),
            models.UniqueConstraint(fields=["paper", "by"], name="typing_by_two_people"),
            Guard(name="typing_place", condition=Q(place__in=[1, 2])),
        ]
