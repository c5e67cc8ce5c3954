"""A national record as the content of a version: what is unsure carries its text and a note in Vietnamese.

Nothing is filled in that the record doesn't say; the mark of the whole version is "found".
"""

import re
from collections.abc import Iterable

from pydantic import ValidationError

from motcua.catalogue.content import Component, LegalBasis, RawText, Result, VersionContent, Way
from motcua.catalogue.national.components import Paper, papers
from motcua.catalogue.national.file import Reading, Refusal
from motcua.catalogue.national.legal import Basis
from motcua.catalogue.national.limits import LimitKind
from motcua.catalogue.national.record import Record
from motcua.catalogue.national.results import Outcome
from motcua.catalogue.national.table import NO_INFORMATION, Kept, Reason
from motcua.catalogue.national.ways import Way as ParsedWay
from motcua.catalogue.terms import Block, Channel, ComponentKind, Level, Mark

REASONS: dict[Reason, str] = {
    Reason.NO_HEADER: "thiếu đầu bảng: trang nguồn bị cắt ở chỗ khác",
    Reason.NO_FIRST_ROW: "sau đầu bảng không có dòng nào nhận ra được",
    Reason.NO_COUNT: "thiếu số lượng ở cuối dòng",
    Reason.NO_CODE: "thiếu số, ký hiệu hoặc mã ở cuối dòng",
    Reason.UNIT_LOST: "nguồn mất đơn vị thời hạn, không suy đoán",
    Reason.LIMIT_IN_WORDS: "thời hạn ghi bằng lời",
    Reason.LIMIT_AND_FEE_GLUED: "số của thời hạn và của phí dính nhau, không tách được",
    Reason.NOTE_NOT_CLOSED: "không rõ chỗ hết ghi chú về phí",
    Reason.FEE_IN_DOUBT: "không phải một mức cố định bằng đồng, hoặc mức in ra và ghi chú không thống nhất",
    Reason.FORM_NOT_SPLIT: "tên tệp mẫu đơn dính vào tên giấy tờ",
    Reason.NUMBER_GLUED: "số văn bản dính vào chữ trước nó",
    Reason.NAME_MISSING: "thiếu tên giấy tờ",
}
_LEVELS = {
    "cấp bộ": Level.MINISTRY,
    "cấp tỉnh": Level.PROVINCE,
    "cấp huyện": Level.DISTRICT,
    "cấp xã": Level.COMMUNE,
}
MINISTRIES = {
    "bo-cong-an": "Bộ Công an",
    "bo-nong-nghiep-mt": "Bộ Nông nghiệp và Môi trường",
    "bo-tai-chinh": "Bộ Tài chính",
    "bo-tu-phap": "Bộ Tư pháp",
    "bo-xay-dung": "Bộ Xây dựng",
    "ngan-hang-nha-nuoc": "Ngân hàng Nhà nước Việt Nam",
    "toa-an-nhan-dan": "Tòa án nhân dân tối cao",
}
# A comma parts two names unless it stands inside brackets or inside this one name.
_COMMA = re.compile(r",(?![^()]*\))(?!\s*(?:công chức|viên chức))")
_LONGEST_LEGAL_CODE, _LONGEST_RESULT_CODE = 200, 60


def content_of_record(record: Record) -> VersionContent:
    """The version that the record describes.

    Raises pydantic's ValidationError for texts that the catalogue doesn't keep (too long, say).
    """
    texts = {key: said(text) for key, text in record.texts.items()}
    return VersionContent(
        code=record.code,
        name=record.name,
        field=texts["linh_vuc"],
        ministry=MINISTRIES.get(texts["bo_nganh"], texts["bo_nganh"]),
        decision_number=texts["so_quyet_dinh"],
        kind=texts["loai_thu_tuc"],
        levels=levels(texts["cap_thuc_hien"]),
        target_groups=listed(texts["doi_tuong_thuc_hien"]),
        competent_agency=texts["co_quan_co_tham_quyen"],
        receiving_address=texts["dia_chi_tiep_nhan"],
        executing_agency=texts["co_quan_thuc_hien"],
        authorised_agency=texts["co_quan_duoc_uy_quyen"],
        coordinating_agency=texts["co_quan_phoi_hop"],
        related_procedures=texts["thu_tuc_lien_quan"],
        order_of_steps=texts["trinh_tu_thuc_hien"],
        conditions=texts["yeu_cau_dieu_kien"],
        keywords=record.results.keywords,
        description=record.results.description,
        mark=Mark.FOUND,
        source_url=texts["detail_url"],
        ways=tuple(_way(way) for way in record.ways.rows),
        components=tuple(_component(paper) for paper in papers(record.components)),
        legal_bases=tuple(_basis(basis) for basis in record.legal.rows),
        results=tuple(_result(outcome) for outcome in record.results.table.rows),
        raw_texts=tuple(_raw_texts(record)),
    )


def contents_of(reading: Reading) -> tuple[list[tuple[int, VersionContent]], list[Refusal]]:
    """The contents of a file's records by line, and the records that the catalogue can't keep, with why."""
    contents: list[tuple[int, VersionContent]] = []
    refused: list[Refusal] = []
    for line, record in reading.records:
        try:
            contents.append((line, content_of_record(record)))
        except ValidationError as error:
            places = ", ".join(".".join(map(str, found["loc"])) for found in error.errors())
            refused.append(Refusal(line, record.code, f"không lưu được: {places}"))
    return contents, refused


def said(text: str) -> str:
    """`text`, empty where the portal prints that it knows nothing."""
    return "" if text.strip() == NO_INFORMATION else text


def levels(text: str) -> tuple[Level, ...]:
    """Levels of government, in the source's order, each once; an unknown one is OTHER."""
    found = (_LEVELS.get(name.lower(), Level.OTHER) for name in listed(text))
    return tuple(dict.fromkeys(found))


def listed(text: str) -> tuple[str, ...]:
    """The names of a list with commas; "Cán bộ, công chức, viên chức" is one."""
    names = (name.strip() for name in _COMMA.split(text))
    return tuple(name for name in names if name)


def _note(reasons: Iterable[Reason]) -> str:
    return "; ".join(REASONS[reason] for reason in reasons)


def _way(way: ParsedWay) -> Way:
    glued = way.limit.kind is LimitKind.GLUED
    return Way(
        channel=Channel(way.channel),
        limit=way.limit.notation,
        limit_text=said(way.limit.text),
        fee_amount=way.fee.amount,
        fee_text=said(way.fee.text) + way.fee.note,
        description=way.description,
        parsed=not glued,
        raw_text=way.source if glued else "",
        note=_note(way.unsure),
    )


def _component(paper: Paper) -> Component:
    nameless = Reason.NAME_MISSING in paper.unsure
    return Component(
        name=paper.source if nameless else paper.name,
        kind=_kind(paper.group),
        group=paper.group,
        form_file="; ".join(form.strip() for form in paper.forms),
        originals=paper.originals,
        copies=paper.copies,
        # A count of nothing stands at headings and remarks; none of them is a paper that must come.
        mandatory=bool(paper.originals or paper.copies),
        parsed=not nameless,
        raw_text=paper.source if paper.unsure else "",
        note=_note(paper.unsure),
    )


def _kind(group: str) -> ComponentKind:
    label = group.lower().lstrip("*-+ 0123456789.()")
    if "xuất trình" in label and "phải nộp" not in label:
        return ComponentKind.PRESENT
    return ComponentKind.CASE if label.startswith("trường hợp") else ComponentKind.SUBMIT


def _basis(basis: Basis) -> LegalBasis:
    doubtful = bool(basis.unsure) or len(basis.code) > _LONGEST_LEGAL_CODE
    return LegalBasis(
        title=basis.title,
        code=basis.code[:_LONGEST_LEGAL_CODE],
        raw_text=basis.source if doubtful else "",
        note=_note(basis.unsure),
    )


def _result(outcome: Outcome) -> Result:
    name = outcome.name.strip() or outcome.source
    return Result(name=name, code=outcome.code[:_LONGEST_RESULT_CODE])


def _raw_texts(record: Record) -> Iterable[RawText]:
    kept: tuple[tuple[Block, tuple[Kept, ...]], ...] = (
        (Block.WAYS, record.ways.kept),
        (Block.COMPONENTS, record.components.kept),
        (Block.LEGAL, record.legal.kept),
        (Block.RESULTS, record.results.table.kept),
    )
    for block, texts in kept:
        for one in texts:
            yield RawText(block=block, text=one.text, reason=REASONS[one.reason])
