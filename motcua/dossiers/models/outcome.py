"""What is proposed, paid and produced: proposals, settlements, the paper that is the result."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.catalogue.models.labels import choices
from motcua.catalogue.terms import Channel
from motcua.dossiers.models.books import NumberBook
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.rows import Row
from motcua.orgs.models import Unit


class Proposal(Row):
    """The solving agency asks the counter to issue a request for supplement (statistics.md 1)."""

    journaled = ("proposed_at", "proposed_by_id", "settled_at")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="proposals")
    items = models.JSONField(_("giấy tờ, nội dung cần bổ sung"), default=list)
    reason = models.TextField(_("lý do"))
    proposed_at = models.DateTimeField(_("đề nghị lúc"))
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("giải quyết lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("đề nghị bổ sung hồ sơ")
        verbose_name_plural = _("đề nghị bổ sung hồ sơ")
        ordering = ["dossier", "proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], name="proposal_one_open", condition=Q(settled_at__isnull=True)
            ),
        ]


class Settlement(Row):
    """An amount that the applicant owes and pays; amounts in whole đồng."""

    class Kind(models.TextChoices):
        FEE = "fee", _("phí, lệ phí")
        DUTY = "duty", _("nghĩa vụ tài chính")

    class Means(models.TextChoices):
        CASH = "cash", _("tiền mặt")
        TRANSFER = "transfer", _("chuyển khoản")

    journaled = (
        "kind",
        "amount",
        "asked_at",
        "paid_at",
        "receipt_number",
        "unit_id",
        "book",
        "year",
        "number",
        "means",
        "taken_by_id",
        "refunded_at",
        "refunded_by_id",
        "refunded_unit_id",
        "refund_means",
        "cancelled_at",
        "cancelled_by_id",
    )

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="settlements")
    kind = models.CharField(_("loại"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("khoản thu"), max_length=300)
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    notice = models.CharField(_("thông báo số"), max_length=100, blank=True)
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    paid_at = models.DateTimeField(_("đã nộp lúc"), null=True, blank=True)
    receipt_number = models.CharField(_("biên lai số"), max_length=60, blank=True)
    # A fee taken at the counter: the number of its receipt in a book of the unit, who paid how, who took it.
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị thu")
    )
    book = models.CharField(_("ký hiệu biên lai"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True)
    number = models.PositiveIntegerField(_("số thứ tự biên lai"), null=True)
    means = models.CharField(_("hình thức thanh toán"), max_length=8, choices=Means.choices, blank=True)
    payer = models.CharField(_("người nộp tiền"), max_length=300, blank=True)
    taken_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    # The way back of the money, to be paid out at the unit that holds the dossier then.
    refunded_at = models.DateTimeField(_("hoàn trả lúc"), null=True, blank=True)
    refunded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    refunded_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị hoàn trả")
    )
    refund_means = models.CharField(_("hình thức hoàn trả"), max_length=8, choices=Means.choices, blank=True)
    refund_reason = models.CharField(_("lý do hoàn trả"), max_length=500, blank=True)
    # A receipt that was written wrong stays, marked; its number is not given again.
    cancelled_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True)
    cancelled_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    cancel_reason = models.CharField(_("lý do hủy biên lai"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("khoản phải nộp")
        verbose_name_plural = _("các khoản phải nộp")
        ordering = ["dossier", "asked_at"]
        indexes = [
            models.Index(fields=["unit", "paid_at"], name="settlement_fees_of_day", condition=Q(kind="fee")),
            models.Index(
                fields=["refunded_by", "refunded_at"],
                name="settlement_refunds",
                condition=Q(refunded_at__isnull=False),
            ),
            models.Index(
                fields=["taken_by", "cancelled_at"],
                name="settlement_cancelled",
                condition=Q(cancelled_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="settlement_amount", condition=Q(amount__gte=0)),
            models.UniqueConstraint(
                fields=["unit", "book", "year", "number"], name="settlement_receipt_once"
            ),
            models.CheckConstraint(
                name="settlement_fee_has_receipt",
                condition=~Q(kind="fee")
                | Q(unit__isnull=False, year__isnull=False, number__isnull=False, paid_at__isnull=False),
            ),
            models.CheckConstraint(
                name="settlement_refund_of_paid",
                condition=Q(refunded_at__isnull=True) | Q(refunded_at__gte=F("paid_at")),
            ),
            models.CheckConstraint(
                name="settlement_means_known",
                condition=(~Q(kind="fee") | Q(means__in=["cash", "transfer"]))
                & (Q(refunded_at__isnull=True) | Q(refund_means__in=["cash", "transfer"])),
            ),
            models.CheckConstraint(
                name="settlement_cancelled_or_refunded",
                condition=Q(cancelled_at__isnull=True)
                | (Q(refunded_at__isnull=True) & Q(cancelled_at__gte=F("paid_at")) & ~Q(cancel_reason="")),
            ),
        ]


class ResultPaper(Row):
    """The paper that solves the dossier: numbered, signed, handed to somebody who is named."""

    class Collector(models.TextChoices):
        APPLICANT = "applicant", _("người nộp hồ sơ")
        AUTHORISED = "authorised", _("người được ủy quyền")

    journaled = (
        "number",
        "book_id",
        "book_place",
        "ready_at",
        "clerk_id",
        "returned_at",
        "returned_by_id",
        "channel",
        "collected_by",
        "receipt_lost",
    )

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="result")
    number = models.CharField(_("số, ký hiệu"), max_length=100)
    # The book that gave the number, and which one of the year it is there; none for a number typed by hand.
    book = models.ForeignKey(NumberBook, on_delete=models.PROTECT, null=True, related_name="+")
    book_place = models.PositiveIntegerField(_("số trong sổ"), null=True)
    title = models.CharField(_("tên kết quả"), max_length=500, blank=True)
    ready_at = models.DateTimeField(_("có kết quả lúc"))
    clerk = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(_("trả lúc"), null=True, blank=True)
    returned_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(_("nhận kết quả"), max_length=6, choices=choices(Channel), blank=True)
    receiver_name = models.CharField(_("người nhận"), max_length=300, blank=True)
    receiver_id_number = models.CharField(_("số giấy tờ người nhận"), max_length=40, blank=True)
    collected_by = models.CharField(_("ai nhận"), max_length=10, choices=Collector.choices, blank=True)
    authority = models.CharField(_("giấy ủy quyền"), max_length=300, blank=True)
    receipt_lost = models.BooleanField(_("khai mất giấy hẹn"), default=False)

    class Meta:
        verbose_name = _("kết quả")
        verbose_name_plural = _("kết quả")
        constraints = [
            models.UniqueConstraint(fields=["book", "book_place"], name="result_place_once"),
            models.CheckConstraint(name="result_numbered", condition=~Q(number="")),
            models.CheckConstraint(
                name="result_receiver_named",
                condition=Q(returned_at__isnull=True) | ~Q(receiver_name=""),
            ),
            models.CheckConstraint(
                name="result_authority_named",
                condition=~Q(collected_by="authorised") | ~Q(authority=""),
            ),
        ]
