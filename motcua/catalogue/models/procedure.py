"""A procedure and its versions.

A published version never changes: triggers of this app's first migration refuse it, for the version and
for every row that belongs to it. Only its end may be set.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import terms
from motcua.catalogue.models import fields
from motcua.catalogue.models.labels import choices
from motcua.lib.ids import new_id


class DateRange(Func):
    """[from, to) as PostgreSQL's daterange; an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()


class Procedure(models.Model):
    """One administrative procedure (thủ tục hành chính), known by its code for good."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("mã thủ tục"), max_length=40, unique=True)
    origin = models.CharField(_("nơi đưa vào"), max_length=8, choices=choices(terms.Origin))
    # Of the version that `current` names; kept here so that a search reads one table.
    name = models.TextField(_("tên thủ tục"))
    search_key = models.TextField(editable=False)
    # Byte order is dictionary order, whatever collation the database was made with.
    sort_key = models.TextField(editable=False, db_collation="C")
    current = models.OneToOneField(
        "catalogue.ProcedureVersion",
        verbose_name=_("phiên bản mới nhất đã công bố"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    class Meta:
        verbose_name = _("thủ tục hành chính")
        verbose_name_plural = _("thủ tục hành chính")
        indexes = [
            GinIndex(fields=["search_key"], name="procedure_search", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["sort_key", "id"], name="procedure_order"),
        ]
        constraints = [
            models.CheckConstraint(name="procedure_origin", condition=Q(origin__in=[*terms.Origin])),
            models.CheckConstraint(name="procedure_code_given", condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProcedureVersion(models.Model):
    """What was decided about a procedure from `effective_from` on, whole and unchangeable once published.

    Dates are half-open: in effect on `effective_from`, no more on `effective_to`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    procedure = models.ForeignKey(
        Procedure, verbose_name=_("thủ tục"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField(_("phiên bản"))
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=choices(terms.State), default=terms.State.DRAFT
    )
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    retired_at = models.DateTimeField(_("bãi bỏ lúc"), null=True, blank=True)
    effective_from = models.DateField(_("hiệu lực từ"))
    effective_to = models.DateField(_("hết hiệu lực từ"), null=True, blank=True)
    origin = models.CharField(_("nơi đưa vào"), max_length=8, choices=choices(terms.Origin))
    content_hash = models.CharField(_("mã băm nội dung"), max_length=64)
    source_hash = models.CharField(_("mã băm nội dung của nguồn"), max_length=64)

    name = models.TextField(_("tên thủ tục"))
    abbreviations = fields.texts(_("từ viết tắt"))
    field = models.CharField(_("lĩnh vực"), max_length=300, blank=True)
    ministry = models.CharField(_("bộ, ngành"), max_length=200, blank=True)
    decision_number = models.CharField(_("số quyết định công bố"), max_length=100, blank=True)
    kind = models.CharField(_("loại thủ tục"), max_length=200, blank=True)
    levels = ArrayField(
        models.CharField(max_length=8, choices=choices(terms.Level)),
        verbose_name=_("cấp thực hiện"),
        default=list,
        blank=True,
    )
    target_groups = fields.texts(_("đối tượng thực hiện"))
    competent_agency = models.TextField(_("cơ quan có thẩm quyền"), blank=True)
    receiving_address = models.TextField(_("địa chỉ tiếp nhận"), blank=True)
    executing_agency = models.TextField(_("cơ quan thực hiện"), blank=True)
    authorised_agency = models.TextField(_("cơ quan được ủy quyền"), blank=True)
    coordinating_agency = models.TextField(_("cơ quan phối hợp"), blank=True)
    related_procedures = models.TextField(_("thủ tục liên quan"), blank=True)
    order_of_steps = models.TextField(_("trình tự thực hiện"), blank=True)
    conditions = models.TextField(_("yêu cầu, điều kiện"), blank=True)
    keywords = models.TextField(_("từ khóa"), blank=True)
    description = models.TextField(_("mô tả"), blank=True)
    received_at_bpmc = models.BooleanField(_("tiếp nhận tại Bộ phận Một cửa"), default=True)
    not_at_bpmc_reason = models.TextField(_("lý do không tiếp nhận tại Bộ phận Một cửa"), blank=True)
    no_due_date = models.BooleanField(_("không có ngày hẹn trả"), default=False)
    on_the_spot = models.BooleanField(_("có thể trả kết quả ngay"), default=False)

    supplement_window_amount = fields.amount(_("thời hạn yêu cầu bổ sung"))
    supplement_window_unit = fields.unit(_("đơn vị thời hạn yêu cầu bổ sung"))
    supplement_article = models.TextField(_("căn cứ của yêu cầu bổ sung"), blank=True)
    supplement_mode = models.CharField(
        _("khi bổ sung xong"),
        max_length=8,
        choices=choices(terms.SupplementMode),
        default=terms.SupplementMode.RESUME,
    )
    applicant_deadline_amount = fields.amount(_("thời hạn để người nộp bổ sung"))
    applicant_deadline_unit = fields.unit(_("đơn vị thời hạn để người nộp bổ sung"))
    counting_mode = models.CharField(
        _("cách tính ngày"),
        max_length=10,
        choices=choices(terms.CountingMode),
        default=terms.CountingMode.END_OF_DAY,
    )

    mark = models.CharField(_("nguồn"), max_length=8, choices=choices(terms.Mark))
    marks = models.JSONField(_("nguồn của từng mục"), default=dict, blank=True)
    notes = models.TextField(_("ghi chú về nguồn"), blank=True)
    source_url = models.CharField(_("địa chỉ nguồn"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("phiên bản thủ tục")
        verbose_name_plural = _("phiên bản thủ tục")
        indexes = [
            models.Index(fields=["field"], name="version_field"),
            models.Index(fields=["ministry"], name="version_ministry"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number_once"),
            ExclusionConstraint(
                name="version_one_in_effect",
                expressions=[
                    (F("procedure"), RangeOperators.EQUAL),
                    (DateRange("effective_from", "effective_to"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(state=terms.State.DRAFT),
            ),
            models.CheckConstraint(
                name="version_dates_in_order",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
            ),
            models.CheckConstraint(
                name="version_state_whole",
                condition=Q(state=terms.State.DRAFT, published_at__isnull=True, retired_at__isnull=True)
                | Q(state=terms.State.PUBLISHED, published_at__isnull=False, retired_at__isnull=True)
                | Q(
                    state=terms.State.RETIRED,
                    published_at__isnull=False,
                    retired_at__isnull=False,
                    effective_to__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="version_reason_outside_bpmc",
                condition=Q(received_at_bpmc=True) | ~Q(not_at_bpmc_reason=""),
            ),
            models.CheckConstraint(name="version_mark", condition=Q(mark__in=[*terms.Mark])),
            fields.limit_is_whole("supplement_window", "version_supplement_window"),
            fields.limit_is_whole("applicant_deadline", "version_applicant_deadline"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (v{self.number})"
