"""Halls, service groups, windows, tickets and calls. Nothing here names an applicant.

A ticket's ground of priority may touch on health; it stands beside a number, never beside a person, and in no
event.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.orgs.validity import Guard
from motcua.queueing.labels import STATES
from motcua.queueing.lifecycle import AT_WINDOW, IN_LINE, State
from motcua.queueing.voice import MOST_WINDOWS


class Ground(models.TextChoices):
    """Who goes first. Customary in one-stop units, no decree lists them; a unit leaves out what it wants."""

    ELDERLY = "elderly", _("Người cao tuổi")
    DISABLED = "disabled", _("Người khuyết tật")
    PREGNANT = "pregnant", _("Phụ nữ mang thai")
    SMALL_CHILD = "small_child", _("Có con nhỏ đi cùng")
    MERIT = "merit", _("Người có công")


def all_grounds() -> list[str]:
    """Every ground, as a new hall has them."""
    return list(Ground.values)


class Icon(models.TextChoices):
    """The picture on a group's big button."""

    PEOPLE = "people", _("người, hộ tịch")
    STAMP = "stamp", _("con dấu, chứng thực")
    LAND = "land", _("thửa đất")
    TRADE = "trade", _("cửa hàng, kinh doanh")
    CARE = "care", _("bàn tay, chính sách xã hội")
    RESULT = "result", _("tờ giấy, trả kết quả")
    MONEY = "money", _("tiền, phí")
    OTHER = "other", _("khác")


class Hall(models.Model):
    """The waiting hall of a unit that gives out numbers, and its rule of who is next (policies.in_order).

    `kiosk_key` is the secret part of the kiosk's address: whoever knows it can take numbers.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="hall", verbose_name=_("đơn vị"))
    kiosk_key = models.CharField(_("khóa của máy lấy số"), max_length=40, unique=True, editable=False)
    priority_run = models.PositiveSmallIntegerField(
        _("số người ưu tiên gọi liền nhau nhiều nhất"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Sau ngần ấy số ưu tiên liền nhau thì gọi một số thường, nếu có người chờ."),
    )
    return_within = models.PositiveSmallIntegerField(
        _("vắng khi gọi thì được gọi lại trong bao nhiêu lượt"),
        default=5,
        validators=[MaxValueValidator(50)],
    )
    grounds = ArrayField(
        models.CharField(max_length=12, choices=Ground),
        verbose_name=_("đối tượng ưu tiên"),
        default=all_grounds,
        blank=True,
    )

    class Meta:
        verbose_name = _("phòng chờ")
        verbose_name_plural = _("phòng chờ")
        constraints = [
            Guard(name="hall_priority_run", condition=Q(priority_run__range=(1, 20))),
            Guard(name="hall_return_within", condition=Q(return_within__lte=50)),
            Guard(name="hall_grounds", condition=Q(grounds__contained_by=Ground.values)),
        ]

    def __str__(self) -> str:
        return self.unit.name


class ServiceGroup(models.Model):
    """What people come for, as a button of the kiosk; its letter begins the numbers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(
        Hall, on_delete=models.PROTECT, related_name="groups", verbose_name=_("phòng chờ")
    )
    letter = models.CharField(
        _("chữ cái"), max_length=1, validators=[RegexValidator(r"\A[A-Z]\Z", _("Một chữ cái A đến Z."))]
    )
    name = models.CharField(_("tên"), max_length=80)
    hint = models.CharField(_("ví dụ, giải thích ngắn"), max_length=120, blank=True)
    icon = models.CharField(_("hình"), max_length=8, choices=Icon, default=Icon.OTHER)
    open = models.BooleanField(_("đang phục vụ"), default=True)

    class Meta:
        verbose_name = _("nhóm dịch vụ")
        verbose_name_plural = _("nhóm dịch vụ")
        ordering = ["hall", "letter"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "letter"],
                name="group_letter_once",
                violation_error_message=_("Phòng chờ này đã có nhóm mang chữ cái đó."),
            ),
            Guard(name="group_letter", condition=Q(letter__regex=r"^[A-Z]$")),
            Guard(name="group_icon", condition=Q(icon__in=Icon.values)),
        ]

    def __str__(self) -> str:
        return f"{self.letter} – {self.name}"


class Window(models.Model):
    """A service window, the groups that it serves, and who sits there now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(
        Hall, on_delete=models.PROTECT, related_name="windows", verbose_name=_("phòng chờ")
    )
    number = models.PositiveSmallIntegerField(
        _("số quầy"), validators=[MinValueValidator(1), MaxValueValidator(MOST_WINDOWS)]
    )
    groups = models.ManyToManyField(ServiceGroup, related_name="windows", verbose_name=_("các nhóm phục vụ"))
    open = models.BooleanField(_("đang dùng"), default=True)
    officer = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="window",
        verbose_name=_("người ngồi quầy"),
    )
    taken_at = models.DateTimeField(_("ngồi từ"), null=True, blank=True)

    class Meta:
        verbose_name = _("quầy")
        verbose_name_plural = _("quầy")
        ordering = ["hall", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "number"],
                name="window_number_once",
                violation_error_message=_("Phòng chờ này đã có quầy mang số đó."),
            ),
            Guard(name="window_number", condition=Q(number__range=(1, MOST_WINDOWS))),
            Guard(
                name="window_taken_since",
                condition=Q(officer__isnull=True, taken_at__isnull=True)
                | Q(officer__isnull=False, taken_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return _("Quầy %(number)s") % {"number": self.number}


class Series(models.Model):
    """The last number that a group gave out on a local day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(ServiceGroup, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="series_of_a_day")]


_AT_WINDOW = sorted(state.value for state in AT_WINDOW)
_IN_LINE = sorted(state.value for state in IN_LINE)


class Ticket(models.Model):
    """A number: given out for a group on a local day, waiting in the line of `group`.

    A transferred ticket keeps its number and its place by the time it was given out. `served_for` adds up the
    time at all windows. `secret` is the address under which its holder follows it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    secret = models.CharField(max_length=24, unique=True, editable=False)
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="tickets")
    issued_in = models.ForeignKey(ServiceGroup, on_delete=models.PROTECT, related_name="tickets")
    day = models.DateField(_("ngày"))
    letter = models.CharField(max_length=1)
    number = models.PositiveIntegerField(_("số"))
    group = models.ForeignKey(ServiceGroup, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("ưu tiên"), max_length=12, choices=Ground, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=[(state.value, STATES[state]) for state in State]
    )
    issued_at = models.DateTimeField(_("lấy số lúc"))
    window = models.ForeignKey(Window, on_delete=models.PROTECT, null=True, related_name="tickets")
    first_called_at = models.DateTimeField(_("gọi lần đầu lúc"), null=True)
    called_at = models.DateTimeField(_("gọi lúc"), null=True)
    began_at = models.DateTimeField(_("bắt đầu lúc"), null=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True)
    skipped_at = models.DateTimeField(_("vắng lúc"), null=True)
    served_for = models.DurationField(_("thời gian phục vụ"), null=True)

    class Meta:
        verbose_name = _("số thứ tự")
        verbose_name_plural = _("số thứ tự")
        indexes = [
            models.Index(fields=["group", "day"], name="ticket_line", condition=Q(state__in=_IN_LINE)),
            models.Index(fields=["hall", "day"], name="ticket_of_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issued_in", "day", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["window", "day"], condition=Q(state__in=_AT_WINDOW), name="window_one_ticket"
            ),
            Guard(name="ticket_number", condition=Q(number__gte=1)),
            Guard(name="ticket_ground", condition=Q(ground__in=["", *Ground.values])),
            Guard(
                name="ticket_in_line_at_no_window",
                condition=Q(state__in=_IN_LINE, window__isnull=True)
                | ~Q(state__in=_IN_LINE) & Q(window__isnull=False, called_at__isnull=False),
            ),
            Guard(
                name="ticket_times_of_its_state",
                condition=Q(state__in=_IN_LINE)
                | Q(state="called", ended_at__isnull=True)
                | Q(state="skipped", skipped_at__isnull=False)
                | Q(state="serving", began_at__isnull=False)
                | Q(state="done", ended_at__isnull=False, served_for__isnull=False),
            ),
            Guard(
                name="ticket_times_follow",
                condition=(Q(first_called_at__isnull=True) | Q(first_called_at__gte=F("issued_at")))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at"))),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What is printed and called: A027."""
        return f"{self.letter}{self.number:03d}"

    @property
    def priority(self) -> bool:
        """Whether it goes first."""
        return bool(self.ground)


class Call(models.Model):
    """A number was called to a window; `again`: it had been called before.

    `number` counts the calls of a hall without a gap: the order in which they were decided, which the times
    of two windows that act at once don't tell.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="calls")
    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(ServiceGroup, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    again = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["group", "-number"], name="call_of_group")]
        constraints = [models.UniqueConstraint(fields=["hall", "number"], name="call_number_once")]
