"""The result as a document: its drafts, and the files that were signed. Rows that never change."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.attachments.models import StoredFile
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.rows import Row
from motcua.dossiers.models.way import Step
from motcua.dossiers.values import ResultText


class ResultDraft(Row):
    """One wording of the result; a change is the next one, so all stay to be read.

    The text is personal data and stays out of events; these tell its hash. Of the template, the code and
    version that it began from are told.
    """

    append_only = True
    journaled = ("number", "template", "template_version", "sha256", "drafted_by_id", "drafted_at")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField(_("bản thứ"))
    template = models.CharField(_("mẫu"), max_length=60, blank=True)
    template_version = models.PositiveIntegerField(_("phiên bản mẫu"), null=True)
    text = models.JSONField(_("nội dung"))
    sha256 = models.CharField(max_length=64, editable=False)
    drafted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(_("soạn lúc"))

    class Meta:
        verbose_name = _("dự thảo kết quả")
        verbose_name_plural = _("dự thảo kết quả")
        ordering = ["dossier", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="draft_number_once"),
            models.CheckConstraint(name="draft_numbered_from_one", condition=Q(number__gte=1)),
        ]

    @property
    def words(self) -> ResultText:
        """The text in its parts."""
        return ResultText.of(self.text)


class SignedPaper(Row):
    """A file that bears digital signatures: signed by a leader with a step of approval, then numbered and
    sealed by the agency with the last step.

    It counts while its step stands as done: a step sent back takes its signature with it.
    """

    class Kind(models.TextChoices):
        SIGNATURE = "signature", _("lãnh đạo ký số")
        SEAL = "seal", _("cơ quan ký số, cấp số")

    append_only = True
    journaled = (
        "kind",
        "step_id",
        "draft_id",
        "file_id",
        "sha256",
        "certificate",
        "signer_id",
        "signed_at",
    )

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="signed_papers")
    kind = models.CharField(_("loại chữ ký"), max_length=10, choices=Kind.choices)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="signed_papers")
    draft = models.ForeignKey(ResultDraft, on_delete=models.PROTECT, related_name="signed_papers")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="signed_paper")
    sha256 = models.CharField(max_length=64, editable=False)
    # SHA-256 of the certificate in DER, so that the event says with which key it was signed.
    certificate = models.CharField(max_length=64, editable=False)
    signer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("ký lúc"))

    class Meta:
        verbose_name = _("kết quả đã ký số")
        verbose_name_plural = _("kết quả đã ký số")
        ordering = ["dossier", "signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["step", "kind"], name="signed_once_a_step"),
            models.CheckConstraint(name="signed_kind", condition=Q(kind__in=["signature", "seal"])),
        ]
