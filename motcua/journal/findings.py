"""What verification can find, with its words. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.journal.events import Subject


class Wrong(StrEnum):
    """Kinds of findings: each is a contradiction that honest running never makes."""

    EVENT_CHANGED = "event_changed"
    EVENT_MISSING = "event_missing"
    LINK_BROKEN = "link_broken"
    TAIL_CUT = "tail_cut"
    CHAIN_REMOVED = "chain_removed"
    CHAIN_RECOMPUTED = "chain_recomputed"
    HEAD_DIFFERS = "head_differs"
    TIME_RUNS_BACK = "time_runs_back"
    RECORDED_TOO_EARLY = "recorded_too_early"
    CHECKPOINT_FORGED = "checkpoint_forged"
    CHECKPOINT_KEY_UNKNOWN = "checkpoint_key_unknown"
    CHECKPOINT_LINK_BROKEN = "checkpoint_link_broken"
    CHECKPOINT_ROW_CHANGED = "checkpoint_row_changed"
    CHECKPOINT_NOT_IN_DATABASE = "checkpoint_not_in_database"
    CHECKPOINT_NOT_IN_FILE = "checkpoint_not_in_file"
    CHECKPOINT_NOWHERE = "checkpoint_nowhere"
    DATABASE_OLDER = "database_older"
    FILE_MISSING = "file_missing"
    HEADS_CHANGED_IN_DATABASE = "heads_changed_in_database"
    HEADS_CHANGED_IN_FILE = "heads_changed_in_file"
    HEADS_WITHOUT_CHECKPOINT = "heads_without_checkpoint"
    COUNTS_DIFFER = "counts_differ"
    HEADS_HASH_DIFFERS = "heads_hash_differs"


class Note(StrEnum):
    """What a reader should know though nothing is wrong."""

    UNFINISHED = "checkpoint_unfinished"
    UNREADABLE_LINE = "unreadable_line"
    NO_CHECKPOINT = "no_checkpoint"
    DEMONSTRATION = "demonstration"


WORDS: dict[Wrong | Note, tuple[str, str]] = {
    Wrong.EVENT_CHANGED: (
        "{subject}: sự kiện số {seq} đã bị sửa; nội dung không khớp với mã băm của nó.",
        "{subject}: event {seq} was changed; its content does not match its hash.",
    ),
    Wrong.EVENT_MISSING: (
        "{subject}: mất sự kiện số {seq}{until}.",
        "{subject}: event {seq}{until} is missing.",
    ),
    Wrong.LINK_BROKEN: (
        "{subject}: sự kiện số {seq} không nối với sự kiện đứng trước.",
        "{subject}: event {seq} is not linked to the one before it.",
    ),
    Wrong.TAIL_CUT: (
        "{subject}: chuỗi dừng ở số {seq}, nhưng {witness} đã ghi nhận số {until}: phần cuối đã bị cắt.",
        "{subject}: the chain ends at {seq}, but {witness} knows {until}: its tail was cut.",
    ),
    Wrong.CHAIN_REMOVED: (
        "{subject}: toàn bộ chuỗi đã biến mất; {witness} đã ghi nhận {until} sự kiện.",
        "{subject}: the whole chain is gone; {witness} knows {until} events of it.",
    ),
    Wrong.CHAIN_RECOMPUTED: (
        "{subject}: sự kiện số {seq} không phải là sự kiện mà điểm chốt {checkpoint} đã ký: "
        "chuỗi đã bị tính lại.",
        "{subject}: event {seq} is not the one that checkpoint {checkpoint} signed: "
        "the chain was computed anew.",
    ),
    Wrong.HEAD_DIFFERS: (
        "{subject}: dòng đầu chuỗi không khớp với sự kiện cuối (số {seq}).",
        "{subject}: the row of the chain's head does not match its last event ({seq}).",
    ),
    Wrong.TIME_RUNS_BACK: (
        "{subject}: sự kiện số {seq} ghi thời điểm trước sự kiện đứng trước nó.",
        "{subject}: event {seq} was recorded before the one that it follows.",
    ),
    Wrong.RECORDED_TOO_EARLY: (
        "{subject}: sự kiện số {seq} mang thời điểm ghi trước điểm chốt {checkpoint}, "
        "nhưng khi đó chưa có nó.",
        "{subject}: event {seq} bears a time before checkpoint {checkpoint}, which did not know it.",
    ),
    Wrong.CHECKPOINT_FORGED: (
        "Điểm chốt {checkpoint} trong {witness} không có chữ ký đúng.",
        "Checkpoint {checkpoint} in {witness} bears no valid signature.",
    ),
    Wrong.CHECKPOINT_KEY_UNKNOWN: (
        "Điểm chốt {checkpoint} trong {witness} được ký bằng khóa lạ.",
        "Checkpoint {checkpoint} in {witness} is signed with an unknown key.",
    ),
    Wrong.CHECKPOINT_LINK_BROKEN: (
        "Điểm chốt {checkpoint} không nối với điểm chốt đứng trước.",
        "Checkpoint {checkpoint} does not follow the one before it.",
    ),
    Wrong.CHECKPOINT_ROW_CHANGED: (
        "Điểm chốt {checkpoint} trong cơ sở dữ liệu khác với trong tệp.",
        "Checkpoint {checkpoint} in the database differs from the one in the file.",
    ),
    Wrong.CHECKPOINT_NOT_IN_DATABASE: (
        "Điểm chốt {checkpoint} đã bị lấy khỏi cơ sở dữ liệu; trong tệp vẫn còn.",
        "Checkpoint {checkpoint} was taken out of the database; the file still has it.",
    ),
    Wrong.CHECKPOINT_NOT_IN_FILE: (
        "Điểm chốt {checkpoint} đã bị lấy khỏi tệp; trong cơ sở dữ liệu vẫn còn.",
        "Checkpoint {checkpoint} was taken out of the file; the database still has it.",
    ),
    Wrong.CHECKPOINT_NOWHERE: (
        "Điểm chốt {checkpoint} không còn trong cơ sở dữ liệu lẫn trong tệp.",
        "Checkpoint {checkpoint} is neither in the database nor in the file.",
    ),
    Wrong.DATABASE_OLDER: (
        "Cơ sở dữ liệu dừng ở điểm chốt {seq}, tệp đã đến {until}: "
        "cơ sở dữ liệu cũ hơn đã được khôi phục, hoặc các điểm chốt cuối đã bị xóa.",
        "The database ends at checkpoint {seq}, the file at {until}: an older database was restored, "
        "or its last checkpoints were deleted.",
    ),
    Wrong.FILE_MISSING: (
        "Không có tệp điểm chốt {witness}, dù cơ sở dữ liệu có {until} điểm chốt.",
        "There is no file of checkpoints at {witness}, though the database has {until} of them.",
    ),
    Wrong.HEADS_CHANGED_IN_DATABASE: (
        "Danh sách đầu chuỗi của điểm chốt {checkpoint} trong cơ sở dữ liệu đã bị sửa{until}.",
        "The heads of checkpoint {checkpoint} in the database were changed{until}.",
    ),
    Wrong.HEADS_CHANGED_IN_FILE: (
        "Danh sách đầu chuỗi của điểm chốt {checkpoint} trong tệp đã bị sửa.",
        "The heads of checkpoint {checkpoint} in the file were changed.",
    ),
    Wrong.HEADS_WITHOUT_CHECKPOINT: (
        "Cơ sở dữ liệu có đầu chuỗi của điểm chốt {checkpoint}, nhưng không có điểm chốt đó.",
        "The database has heads of checkpoint {checkpoint}, but there is no such checkpoint.",
    ),
    Wrong.COUNTS_DIFFER: (
        "Điểm chốt {checkpoint} ghi {until}, nhưng đầu các chuỗi cho kết quả {seq}.",
        "Checkpoint {checkpoint} states {until}, but the heads of the chains give {seq}.",
    ),
    Wrong.HEADS_HASH_DIFFERS: (
        "Mã băm của mọi đầu chuỗi tại điểm chốt {checkpoint} không khớp.",
        "The hash over all heads at checkpoint {checkpoint} does not match.",
    ),
    Note.UNFINISHED: (
        "Điểm chốt {checkpoint} bị ngắt giữa chừng; lần sau sẽ được hoàn tất.",
        "Checkpoint {checkpoint} was interrupted between file and database; the next one completes it.",
    ),
    Note.UNREADABLE_LINE: (
        "Dòng {seq} của tệp điểm chốt không đọc được: bị ngắt khi đang ghi, hoặc đã bị sửa.",
        "Line {seq} of the file of checkpoints can't be read: torn while it was written, or edited.",
    ),
    Note.NO_CHECKPOINT: (
        "Chưa có điểm chốt nào: chưa thể thấy chuỗi bị cắt đuôi, bị xóa hay bị tính lại.",
        "No checkpoint was taken yet: cut tails, removed or recomputed chains can't be seen.",
    ),
    Note.DEMONSTRATION: (
        "Đây là bản trình diễn: thời điểm ghi có thể do người dùng đặt.",
        "This is a demonstration: times of recording may have been set.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `vi` and `en` say it in words; the rest says where.

    `subject` and `seq` name an event or chain, `checkpoint` the number of a checkpoint.
    """

    kind: Wrong | Note
    vi: str
    en: str
    subject: Subject | None = None
    seq: int | None = None
    checkpoint: int | None = None


def found(
    kind: Wrong | Note,
    *,
    subject: Subject | None = None,
    seq: int | str | None = None,
    checkpoint: int | None = None,
    until: object = "",
    witness: tuple[str, str] = ("", ""),
) -> Finding:
    """A finding in its words; `witness` is who knows better (vi, en), `until` what it knows."""
    places = {"subject": subject, "seq": seq, "checkpoint": checkpoint, "until": until}
    vi, en = WORDS[kind]
    return Finding(
        kind,
        vi.format(**places, witness=witness[0]),
        en.format(**places, witness=witness[1]),
        subject,
        seq if isinstance(seq, int) and subject else None,
        checkpoint,
    )
