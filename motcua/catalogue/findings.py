"""What a check of a content finds: where, how grave, and the sentence for people in two languages. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Where = tuple[str | int, ...]


class Severity(StrEnum):
    """An error forbids publishing; a warning only wants to be read."""

    ERROR = "error"
    WARNING = "warning"


# code -> (Vietnamese, English); the names in braces are filled from the finding.
MESSAGES: dict[str, tuple[str, str]] = {
    "unknown_case": (
        "không có trường hợp “{code}” trong thủ tục này",
        "the procedure has no case “{code}”",
    ),
    "twice": ("mã “{code}” lặp lại", "the code “{code}” stands twice"),
    "reason_outside_bpmc": (
        "không tiếp nhận tại Bộ phận Một cửa thì phải nêu lý do",
        "not received at the one-stop unit: the reason is missing",
    ),
    "unknown_marked": (
        "không có mục “{name}” để ghi nguồn",
        "there is no field “{name}” to say the source of",
    ),
    "lonely_alternative": (
        "nhóm thay thế nhau “{group}” chỉ có một giấy tờ",
        "only one paper bears the alternative group “{group}”",
    ),
    "both_areas": (
        "một trường hợp không thể vừa bắt buộc đúng địa bàn vừa phi địa giới",
        "a case can't be for its own area only and for any area",
    ),
    "online_overlap": (
        "hai mức độ trực tuyến cùng áp dụng từ ngày {day}",
        "two online levels apply from {day} on",
    ),
    "online_dates": ("ngày kết thúc phải sau ngày bắt đầu", "the end must come after the beginning"),
    "part_of_day": (
        "ngày và tháng theo lịch phải là số nguyên, không phải {limit}",
        "calendar days and months are whole, not {limit}",
    ),
    "no_article_time": ("thời gian gia hạn phải là một số", "the time of an extension must be a number"),
    "fee_needs_amount": ("khoản thu “{method}” cần mức thu", "a fee “{method}” needs its amount"),
    "fee_no_amount": ("khoản thu “{method}” không có mức thu", "a fee “{method}” has no amount"),
    "fee_needs_bands": (
        "phí theo trang cần các bậc, bậc đầu từ trang 1, trang tăng dần",
        "a fee per page needs bands, the first from page 1, pages ascending",
    ),
    "fee_no_bands": ("chỉ phí theo trang mới có bậc", "only a fee per page has bands"),
    "step_unknown": (
        "bước “{key}” đứng sau bước không có: “{other}”",
        "step “{key}” is after “{other}”, unknown",
    ),
    "step_twice": ("mã bước “{key}” lặp lại", "the step key “{key}” stands twice"),
    "cycle": ("các bước đi vòng: {path}", "the steps run in a circle: {path}"),
    "starts": (
        "quy trình phải có đúng một bước đầu, đang có: {keys}",
        "one first step is needed, found: {keys}",
    ),
    "ends": (
        "quy trình phải có đúng một bước cuối, đang có: {keys}",
        "one last step is needed, found: {keys}",
    ),
    "join_alone": (
        "bước “{key}” chờ nhiều bước nhưng chỉ có một bước trước",
        "step “{key}” joins several steps but has only one before it",
    ),
    "join_never": (
        "bước “{key}” chờ đến hết hạn trả lời, nhưng không bước trước nào coi im lặng là đồng ý",
        "step “{key}” waits for a timeout, but no step before it takes silence as consent",
    ),
    "silence_unjoined": (
        "bước “{key}” coi im lặng là đồng ý, nhưng không bước sau nào chờ đến hết hạn trả lời",
        "step “{key}” takes silence as consent, but no step after it joins by timeout",
    ),
    "silence_timeless": (
        "bước “{key}” coi im lặng là đồng ý thì phải có hạn trả lời",
        "step “{key}” takes silence as consent and needs a time to answer",
    ),
    "step_timeless": ("bước “{key}” chưa có thời gian thực hiện", "step “{key}” has no time"),
    "pause_timed": (
        "bước “{key}” chờ người nộp, không tính vào thời hạn nên không ghi thời gian",
        "step “{key}” waits for the applicant; its time is not the office's, leave it out",
    ),
    "condition_unpaid": (
        "bước “{key}” chỉ xảy ra khi “{condition}” nên phải nêu gia hạn dùng cho bước",
        "step “{key}” happens only sometimes and must name the extension that gives it time",
    ),
    "extension_unknown": (
        "bước “{key}” dùng gia hạn không có: “{code}”",
        "step “{key}” names an unknown extension “{code}”",
    ),
    "extension_short": (
        "bước “{key}” cần {need}, gia hạn “{code}” chỉ cho {given}",
        "step “{key}” needs {need}, the extension “{code}” gives {given}",
    ),
    "units_mixed": (
        "bước “{key}” tính bằng “{unit}”, không cộng chính xác được với thời hạn “{limit}”",
        "step “{key}” is in “{unit}”, which has no exact sum with the limit “{limit}”",
    ),
    "sum_over": (
        "tổng thời gian các bước {total} vượt thời hạn {limit} ({over}); đường dài nhất: {path}",
        "the steps take {total}, over the limit {limit} by {over}; longest way: {path}",
    ),
    "sum_under": (
        "tổng thời gian các bước {total} còn ít hơn thời hạn {limit} ({under})",
        "the steps take {total}, {under} less than the limit {limit}",
    ),
    "no_limit": ("quy trình chưa có tổng thời hạn", "the process has no limit of its own"),
    "over_way": (
        "thời hạn quy trình {limit} dài hơn thời hạn {way} của cách nộp “{channel}”",
        "the process's limit {limit} is longer than the {way} of the way “{channel}”",
    ),
    "processes_overlap": (
        "trường hợp “{case}” có hai quy trình",
        "the case “{case}” has two processes",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `where` is the path in the content, e.g. ("processes", 0, "steps", 2).

    A value that differs between the languages is a pair: Vietnamese, English.
    """

    code: str
    where: Where
    severity: Severity = Severity.ERROR
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, language: str = "vi") -> str:
        """The sentence for people; `language` is "vi" or "en"."""
        english = language == "en"
        told = {k: v[english] if isinstance(v, tuple) else v for k, v in self.values.items()}
        return MESSAGES[self.code][english].format(**told)


def errors(findings: list[Finding]) -> list[Finding]:
    """Those that forbid publishing."""
    return [f for f in findings if f.severity is Severity.ERROR]
