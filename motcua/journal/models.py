"""The journal's tables. Those marked `append_only` are refused any change by grant and by trigger.

Texts by which chains are read in order have the collation "C", so that the database and Python agree.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from motcua.lib.ids import new_id

_HEX = r"^[0-9a-f]{64}$"


def _hash(**options: object) -> models.CharField:
    return models.CharField(max_length=64, **options)


def _kind(**options: object) -> models.CharField:
    return models.CharField("loại đối tượng", max_length=40, db_collation="C", **options)


def _subject_id(**options: object) -> models.CharField:
    return models.CharField("mã đối tượng", max_length=200, db_collation="C", **options)


class Event(models.Model):
    """One thing that happened: audit line and link of its subject's chain (statistics.md 5)."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = _kind()
    subject_id = _subject_id()
    seq = models.BigIntegerField("số thứ tự")
    type = models.CharField("sự kiện", max_length=100)
    actor_id = models.CharField("mã người thực hiện", max_length=100)
    actor_name = models.CharField("người thực hiện", max_length=300)
    occurred_at = models.DateTimeField("xảy ra lúc")
    recorded_at = models.DateTimeField("ghi lúc")
    payload = models.JSONField("nội dung")
    prev_hash = _hash()
    hash = _hash()

    class Meta:
        db_table = "journal_event"
        verbose_name = "sự kiện"
        verbose_name_plural = "sự kiện"
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "seq"], name="journal_event_link"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="journal_event_seq"),
            models.CheckConstraint(
                condition=Q(hash__regex=_HEX) & Q(prev_hash__regex=_HEX), name="journal_event_hashes"
            ),
        ]
        indexes = [
            models.Index(fields=["recorded_at"], name="journal_event_recorded"),
            models.Index(
                fields=["recorded_at"], condition=Q(payload__has_key="late_entry"), name="journal_event_late"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} #{self.seq} {self.type}"


class Chain(models.Model):
    """The head of a subject's chain: the row that is locked while an event is appended."""

    pk = models.CompositePrimaryKey("subject_kind", "subject_id")
    subject_kind = _kind()
    subject_id = _subject_id()
    seq = models.BigIntegerField(default=0)
    hash = _hash()

    class Meta:
        db_table = "journal_chain"


class Outbox(models.Model):
    """What is still to be done about an event: columns apart, so that the event itself never changes."""

    class Status(models.TextChoices):
        PENDING = "pending", "chờ xử lý"
        DONE = "done", "đã xử lý"
        STUCK = "stuck", "bị kẹt"

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT)
    subject_kind = _kind()
    subject_id = _subject_id()
    seq = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING, db_default="pending")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    available_at = models.DateTimeField(db_default=Now())
    last_error = models.TextField(blank=True, db_default="")

    class Meta:
        db_table = "journal_outbox"
        verbose_name = "hộp chờ xử lý"
        verbose_name_plural = "hộp chờ xử lý"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["pending", "done", "stuck"]), name="journal_outbox_status"
            )
        ]
        indexes = [
            models.Index(
                fields=["available_at"], condition=Q(status="pending"), name="journal_outbox_available"
            ),
            models.Index(
                fields=["subject_kind", "subject_id", "seq"],
                condition=Q(status="pending"),
                name="journal_outbox_order",
            ),
            models.Index(fields=["event"], condition=Q(status="stuck"), name="journal_outbox_stuck"),
        ]


class Checkpoint(models.Model):
    """A signed statement of what all chains were at one moment; its twin stands in a file outside.

    Every column but `signature` and `hash` is signed (motcua.journal.checkpoints).
    """

    append_only = True

    number = models.BigIntegerField("số", primary_key=True)
    at = models.DateTimeField("lúc")
    events = models.BigIntegerField("số sự kiện")
    chains = models.BigIntegerField("số chuỗi")
    changed = models.BigIntegerField("số chuỗi thay đổi")
    changed_hash = _hash()
    heads_hash = _hash()
    previous = _hash()
    key_id = models.CharField("mã khóa", max_length=16)
    hash = _hash(unique=True)
    signature = models.CharField(max_length=88)

    class Meta:
        db_table = "journal_checkpoint"
        verbose_name = "điểm chốt"
        verbose_name_plural = "điểm chốt"
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, events__gte=F("chains"), chains__gte=F("changed"), changed__gte=0),
                name="journal_checkpoint_counts",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.number}"


class CheckpointHead(models.Model):
    """The head of one chain that had changed since the checkpoint before."""

    append_only = True

    pk = models.CompositePrimaryKey("number", "subject_kind", "subject_id")
    number = models.BigIntegerField()
    subject_kind = _kind()
    subject_id = _subject_id()
    seq = models.BigIntegerField()
    hash = _hash()

    class Meta:
        db_table = "journal_checkpoint_head"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "number"], name="journal_head_by_subject"),
        ]


class Access(models.Model):
    """Who looked at what, why and from where; plain values, readable when accounts and units are gone."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField("lúc", db_default=Now())
    actor_id = models.CharField("mã người xem", max_length=100)
    actor_name = models.CharField("người xem", max_length=300)
    position = models.CharField("chức vụ", max_length=200, blank=True)
    unit = models.CharField("đơn vị", max_length=200, blank=True)
    subject_kind = _kind()
    subject_id = _subject_id()
    purpose = models.CharField("mục đích", max_length=200)
    fields = models.JSONField("trường đã xem", default=list)
    address = models.GenericIPAddressField("địa chỉ", null=True, blank=True)

    class Meta:
        db_table = "journal_access"
        verbose_name = "lượt truy cập"
        verbose_name_plural = "lượt truy cập"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="journal_access_subject"),
            models.Index(fields=["actor_id", "at"], name="journal_access_actor"),
        ]
