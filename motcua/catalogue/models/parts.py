"""The parts of a version (domain.md 4.7): each a row with its place in the order of the source."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import terms
from motcua.catalogue.models import fields
from motcua.catalogue.models.labels import choices
from motcua.catalogue.models.procedure import DateRange, ProcedureVersion
from motcua.lib.ids import new_id


class Part(models.Model):
    """What every part has: its version, its place there, and where it comes from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    mark = fields.mark()
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="%(class)s_position_once"),
        ]


class Case(Part):
    """A case of the procedure (trường hợp) with its own limit, papers or process (domain.md 4.2)."""

    code = models.CharField(_("mã trường hợp"), max_length=40)
    name = models.TextField(_("tên trường hợp"))
    signed_result = models.BooleanField(_("bắt buộc ký số kết quả"), default=False)
    own_area_only = models.BooleanField(_("bắt buộc đúng địa bàn"), default=False)
    any_area = models.BooleanField(_("cho chuyển phi địa giới"), default=False)
    no_due_date = models.BooleanField(_("không có ngày hẹn trả"), default=False)

    class Meta(Part.Meta):
        verbose_name = _("trường hợp")
        verbose_name_plural = _("trường hợp")
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["version", "code"], name="case_code_once"),
            models.CheckConstraint(name="case_area", condition=~Q(own_area_only=True, any_area=True)),
        ]


class Component(Part):
    """A paper of the dossier (thành phần hồ sơ)."""

    name = models.TextField(_("tên giấy tờ"))
    kind = models.CharField(
        _("loại"),
        max_length=8,
        choices=choices(terms.ComponentKind),
        default=terms.ComponentKind.SUBMIT,
    )
    group = models.TextField(_("nhóm"), blank=True)
    form_name = models.TextField(_("mẫu đơn, tờ khai"), blank=True)
    form_file = models.TextField(_("tệp mẫu"), blank=True)
    originals = models.PositiveSmallIntegerField(_("bản chính"), default=0)
    certified = models.PositiveSmallIntegerField(_("bản chứng thực"), default=0)
    copies = models.PositiveSmallIntegerField(_("bản sao"), default=0)
    electronic = models.PositiveSmallIntegerField(_("bản điện tử"), default=0)
    mandatory = models.BooleanField(_("bắt buộc"), default=True)
    # Papers with one letter or word in common replace one another: one of them is enough.
    one_of = models.CharField(_("nhóm thay thế nhau"), max_length=40, blank=True)
    cases = fields.cases()
    parsed = models.BooleanField(_("đã tách được"), default=True)
    raw_text = models.TextField(_("nguyên văn"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("thành phần hồ sơ")
        verbose_name_plural = _("thành phần hồ sơ")


class Way(Part):
    """A way to apply (cách thức thực hiện): channel × limit × fee, as the national table prints it."""

    channel = models.CharField(_("hình thức nộp"), max_length=6, choices=choices(terms.Channel), blank=True)
    limit_amount = fields.amount(_("thời hạn"))
    limit_unit = fields.unit(_("đơn vị thời hạn"))
    limit_text = models.TextField(_("thời hạn, nguyên văn"), blank=True)
    fee_amount = models.BigIntegerField(_("phí, lệ phí (đồng)"), null=True, blank=True)
    fee_text = models.TextField(_("phí, lệ phí, nguyên văn"), blank=True)
    description = models.TextField(_("mô tả"), blank=True)
    cases = fields.cases()
    parsed = models.BooleanField(_("đã tách được"), default=True)
    raw_text = models.TextField(_("nguyên văn"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("cách thức thực hiện")
        verbose_name_plural = _("cách thức thực hiện")
        constraints = [
            *Part.Meta.constraints,
            fields.limit_is_whole("limit", "way_limit_whole"),
            models.CheckConstraint(
                name="way_parsed_has_channel", condition=Q(parsed=False) | Q(channel__in=[*terms.Channel])
            ),
            models.CheckConstraint(
                name="way_fee", condition=Q(fee_amount__isnull=True) | Q(fee_amount__gte=0)
            ),
        ]


class Fee(Part):
    """A rule by which a fee is computed; `motcua.catalogue.fees` applies it. Amounts in whole đồng."""

    code = models.CharField(_("mã"), max_length=40)
    name = models.TextField(_("tên khoản thu"))
    kind = models.CharField(_("loại"), max_length=6, choices=choices(terms.FeeKind))
    method = models.CharField(_("cách tính"), max_length=8, choices=choices(terms.FeeMethod))
    amount = models.BigIntegerField(_("mức thu (đồng)"), null=True, blank=True)
    unit_label = models.CharField(_("đơn vị tính"), max_length=60, blank=True)
    # [{"from_page": 1, "amount": 2000}, ...], ascending, the first from page 1.
    bands = models.JSONField(_("bậc theo trang"), default=list, blank=True)
    cap = models.BigIntegerField(_("mức tối đa mỗi bản (đồng)"), null=True, blank=True)
    # [{"code": .., "ground": .., "percent": .., "article": ..}, ...]
    exemptions = models.JSONField(_("miễn, giảm"), default=list, blank=True)
    due = models.PositiveSmallIntegerField(
        _("thu khi nào"), choices=choices(terms.FeeTime), default=terms.FeeTime.ON_RETURN
    )
    channels = ArrayField(
        models.CharField(max_length=6, choices=choices(terms.Channel)),
        verbose_name=_("hình thức nộp"),
        default=list,
        blank=True,
    )
    cases = fields.cases()
    article = models.TextField(_("căn cứ"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("phí, lệ phí")
        verbose_name_plural = _("phí, lệ phí")
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["version", "code"], name="fee_code_once"),
            models.CheckConstraint(
                name="fee_amount_by_method",
                condition=Q(method__in=["fixed", "per_copy"], amount__gte=0)
                | Q(method="per_page", amount__isnull=True)
                | Q(method="province")
                | Q(method__in=["free", "by_law"], amount__isnull=True),
            ),
            models.CheckConstraint(name="fee_cap", condition=Q(cap__isnull=True) | Q(cap__gte=0)),
            models.CheckConstraint(name="fee_due", condition=Q(due__in=[*terms.FeeTime])),
        ]


class Extension(Part):
    """A rule, published with its article, by which the limit may be lengthened once."""

    code = models.CharField(_("mã"), max_length=40)
    name = models.TextField(_("tên"))
    kind = models.CharField(_("lý do"), max_length=16, choices=choices(terms.ExtensionKind))
    extra_amount = fields.amount(_("thời gian thêm"))
    extra_unit = fields.unit(_("đơn vị thời gian thêm"))
    article = models.TextField(_("căn cứ"))
    cases = fields.cases()

    class Meta(Part.Meta):
        verbose_name = _("gia hạn theo quy định")
        verbose_name_plural = _("gia hạn theo quy định")
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["version", "code"], name="extension_code_once"),
            models.CheckConstraint(name="extension_has_article", condition=~Q(article="")),
            models.CheckConstraint(name="extension_counted", condition=Q(extra_amount__gt=0)),
            fields.limit_is_whole("extra", "extension_extra_whole"),
        ]


class AreaExtension(Part):
    """Extra time in named areas (domain.md 3.6: mountain communes), from the receipt on."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="area_extensions")
    name = models.TextField(_("tên"))
    extra_amount = fields.amount(_("thời gian thêm"))
    extra_unit = fields.unit(_("đơn vị thời gian thêm"))
    article = models.TextField(_("căn cứ"))
    # Codes of the units (orgs) whose area it is.
    units = ArrayField(models.CharField(max_length=60), verbose_name=_("các đơn vị"), default=list)
    cases = fields.cases()

    class Meta(Part.Meta):
        verbose_name = _("gia hạn theo địa bàn")
        verbose_name_plural = _("gia hạn theo địa bàn")
        constraints = [
            *Part.Meta.constraints,
            models.CheckConstraint(name="area_extension_has_article", condition=~Q(article="")),
            models.CheckConstraint(name="area_extension_counted", condition=Q(extra_amount__gt=0)),
            fields.limit_is_whole("extra", "area_extension_extra_whole"),
        ]


class OnlineLevel(Part):
    """The level of the online service over time, as known when the version was published."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="online_levels")
    level = models.CharField(_("mức độ dịch vụ công"), max_length=7, choices=choices(terms.Online))
    from_on = models.DateField(_("từ ngày"))
    to_on = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("mức độ trực tuyến")
        verbose_name_plural = _("mức độ trực tuyến")
        constraints = [
            *Part.Meta.constraints,
            models.CheckConstraint(
                name="online_dates_in_order", condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on"))
            ),
            ExclusionConstraint(
                name="online_one_level",
                expressions=[
                    (F("version"), RangeOperators.EQUAL),
                    (DateRange("from_on", "to_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class LegalBasis(Part):
    """A document on which the procedure rests (căn cứ pháp lý)."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="legal_bases")
    title = models.TextField(_("tên văn bản"))
    code = models.CharField(_("số, ký hiệu"), max_length=200, blank=True)
    article = models.TextField(_("điều, khoản"), blank=True)
    parsed = models.BooleanField(_("đã tách được"), default=True)
    raw_text = models.TextField(_("nguyên văn"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("căn cứ pháp lý")
        verbose_name_plural = _("căn cứ pháp lý")


class Result(Part):
    """What the applicant receives (kết quả)."""

    name = models.TextField(_("tên kết quả"))
    code = models.CharField(_("mã kết quả"), max_length=60, blank=True)
    originals = models.PositiveSmallIntegerField(_("số bản chính"), default=1)
    validity = models.TextField(_("thời hạn hiệu lực"), blank=True)
    cases = fields.cases()
    parsed = models.BooleanField(_("đã tách được"), default=True)
    raw_text = models.TextField(_("nguyên văn"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("kết quả")
        verbose_name_plural = _("kết quả")


class RawText(Part):
    """A table of the source that could not be taken apart with certainty, kept as it was."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="raw_texts")
    block = models.CharField(_("phần"), max_length=10, choices=choices(terms.Block))
    text = models.TextField(_("nguyên văn"))
    reason = models.TextField(_("vì sao chưa tách"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("nguyên văn chưa tách")
        verbose_name_plural = _("nguyên văn chưa tách")
