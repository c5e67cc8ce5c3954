"""Slips of applicants, decisions to leave one out, replies of officers, what agencies declare.

Nothing here is changed: a correction is a new row. The journal has the seal of each slip and every column of
the others; `motcua verify` compares.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.dossiers.models import Dossier
from motcua.evaluation.rules import Index
from motcua.evaluation.scores import Blamed
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit


class Slip(models.Model):
    """Phiếu đánh giá: what who brought a dossier says of how it was handled (NĐ 61/2018 article 31).

    Its key is random and it has no time: it counts from the first day of the month after it was given, so
    that no officer can tell from a score that changes who gave it.
    """

    append_only = True

    class Worth(models.IntegerChoices):
        BEST = 2, _("tốt")
        FAIR = 1, _("bình thường")
        POOR = 0, _("chưa tốt")

    class Contacts(models.IntegerChoices):
        NEVER = 0, _("không lần nào")
        ONCE = 1, _("một lần")
        MORE = 2, _("hơn một lần")

    class Agencies(models.IntegerChoices):
        NONE = 2, _("không cơ quan nào")
        ONE_STOP = 1, _("một, và đó là Bộ phận Một cửa")
        MORE = 0, _("nơi khác, hoặc hơn một cơ quan")

    class Timing(models.IntegerChoices):
        EARLY = 2, _("sớm hơn hẹn")
        ON_TIME = 1, _("đúng hẹn")
        LATE = 0, _("trễ hẹn")

    class Way(models.TextChoices):
        LINK = "link", _("qua liên kết trên giấy hẹn")
        COUNTER = "counter", _("trên máy ở quầy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    salt = models.CharField(max_length=32, editable=False)
    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, related_name="evaluation_slip", verbose_name=_("hồ sơ")
    )
    counts_from = models.DateField(_("tính từ ngày"))
    way = models.CharField(_("hình thức"), max_length=8, choices=Way.choices)
    timing = models.PositiveSmallIntegerField(_("thời gian trả kết quả"), choices=Timing.choices)
    contacts = models.PositiveSmallIntegerField(_("số lần phải liên hệ thêm"), choices=Contacts.choices)
    own_fault = models.BooleanField(_("do giấy tờ của tôi"), default=False)
    agencies = models.PositiveSmallIntegerField(_("số cơ quan phải liên hệ"), choices=Agencies.choices)
    attitude = models.PositiveSmallIntegerField(_("thái độ phục vụ"), choices=Worth.choices)
    blamed = models.CharField(
        _("phản ánh về"), max_length=10, blank=True, choices=[(b.value, b.value) for b in Blamed if b]
    )
    convenience = models.PositiveSmallIntegerField(_("sự thuận tiện"), choices=Worth.choices)
    overall = models.PositiveSmallIntegerField(_("đánh giá chung"), choices=Worth.choices)
    words = models.TextField(_("ý kiến khác"), blank=True)

    class Meta:
        verbose_name = _("phiếu đánh giá")
        verbose_name_plural = _("phiếu đánh giá")
        constraints = [
            models.CheckConstraint(
                name="slip_blames_when_poor",
                condition=Q(attitude=0) & ~Q(blamed="") | ~Q(attitude=0) & Q(blamed=""),
            ),
            models.CheckConstraint(
                name="slip_own_fault_of_contacts", condition=Q(own_fault=False) | Q(contacts__gt=0)
            ),
            models.CheckConstraint(name="slip_from_a_first_of_month", condition=Q(counts_from__day=1)),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Exclusion(models.Model):
    """A decision that a slip does not count, with its ground: nothing is left out in silence."""

    append_only = True

    class Ground(models.TextChoices):
        UNTRUE = "untrue", _("phản ánh đã được xác minh là không đúng")
        MALICIOUS = "malicious", _("cố ý, không phải đánh giá của người nộp hồ sơ")
        UNVERIFIABLE = "unverifiable", _("không thể xác minh")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slip = models.OneToOneField(Slip, on_delete=models.PROTECT, related_name="exclusion")
    ground = models.CharField(_("căn cứ"), max_length=12, choices=Ground.choices)
    reason = models.CharField(_("lý do, văn bản xác minh"), max_length=1000)
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("quyết định lúc"))

    class Meta:
        verbose_name = _("phiếu không tính")
        verbose_name_plural = _("phiếu không tính")
        constraints = [models.CheckConstraint(name="exclusion_has_its_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return str(self.slip_id)


class _OfPeriod(models.Model):
    """For the days from `first` to `last`, both in it."""

    first = models.DateField(_("từ ngày"))
    last = models.DateField(_("đến hết ngày"))

    class Meta:
        abstract = True


class Reply(_OfPeriod):
    """What an officer has to say to a score of his, kept beside it."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    index = models.PositiveSmallIntegerField(
        _("chỉ số"), choices=[(index.value, str(index.value)) for index in Index]
    )
    words = models.TextField(_("ý kiến"))
    written_at = models.DateTimeField(_("viết lúc"))

    class Meta:
        verbose_name = _("ý kiến của người được đánh giá")
        verbose_name_plural = _("ý kiến của người được đánh giá")
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(name="reply_says_something", condition=~Q(words="")),
            models.CheckConstraint(name="reply_days_in_order", condition=Q(first__lte=F("last"))),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.index}"


class Declaration(_OfPeriod):
    """What the system does not know of an agency: publication on paper, people's complaints (6 and 8)."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    posted = models.BooleanField(_("niêm yết đúng, đủ, kịp thời tại trụ sở"))
    electronic = models.BooleanField(_("công khai đúng, đủ, kịp thời trên mạng"))
    petitions = models.PositiveIntegerField(_("phản ánh, kiến nghị nhận được"))
    petitions_in_time = models.PositiveIntegerField(_("đã xử lý đúng hạn"))
    petitions_prolonged = models.PositiveIntegerField(_("để kéo dài"))
    evidence = models.CharField(_("tài liệu kiểm chứng"), max_length=500)
    declared_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(_("khai lúc"))

    class Meta:
        verbose_name = _("số liệu tự khai")
        verbose_name_plural = _("số liệu tự khai")
        ordering = ["declared_at", "id"]
        constraints = [
            models.CheckConstraint(name="declaration_days_in_order", condition=Q(first__lte=F("last"))),
            models.CheckConstraint(name="declaration_has_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="declaration_petitions_add_up",
                condition=Q(petitions_in_time__lte=F("petitions"), petitions_prolonged__lte=F("petitions")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.first}"
