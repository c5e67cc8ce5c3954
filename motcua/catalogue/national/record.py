"""One record of the national catalogue: checked, its four tables taken apart. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from motcua.catalogue.national import components, legal, results, ways
from motcua.catalogue.national.table import Table

CODE, NAME = "ma_thu_tuc", "ten_thu_tuc"
# The keys that this program reads; others are left alone.
TEXTS = (
    CODE,
    NAME,
    "so_quyet_dinh",
    "cap_thuc_hien",
    "loai_thu_tuc",
    "linh_vuc",
    "doi_tuong_thuc_hien",
    "co_quan_co_tham_quyen",
    "dia_chi_tiep_nhan",
    "co_quan_duoc_uy_quyen",
    "co_quan_phoi_hop",
    "thu_tuc_lien_quan",
    "trinh_tu_thuc_hien",
    "cach_thuc_thuc_hien",
    "thanh_phan_ho_so",
    "can_cu_phap_ly",
    "co_quan_thuc_hien",
    "yeu_cau_dieu_kien",
    "ket_qua_xu_ly",
    "bo_nganh",
    "detail_url",
)
_CODE_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")

# NUL and halves of surrogate pairs: no database keeps them.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class RecordRefused(ValueError):
    """A line that is no record; the message is Vietnamese and says why. `code` where one could be read."""

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its texts by their Vietnamese keys (absent ones are empty), and its tables."""

    code: str
    name: str
    texts: Mapping[str, str]
    ways: Table[ways.Way]
    components: Table[components.Label | components.Paper]
    legal: Table[legal.Basis]
    results: results.Results


def read_line(line: bytes) -> dict[str, str]:
    """The texts of one line of the file, checked. Raises RecordRefused."""
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise RecordRefused("dòng không phải mã UTF-8") from None
    except (ValueError, RecursionError):
        raise RecordRefused("dòng không phải JSON hợp lệ") from None
    if not isinstance(value, dict):
        raise RecordRefused("dòng không phải một đối tượng JSON")
    return _texts(value)


def _texts(value: dict[str, object]) -> dict[str, str]:
    code = value.get(CODE)
    known = code.strip() if isinstance(code, str) else ""
    texts = {}
    for key in TEXTS:
        text = value.get(key)
        if text is not None and not isinstance(text, str):
            raise RecordRefused(f"trường {key} không phải văn bản", known)
        if text and _UNSTORABLE.search(text):
            raise RecordRefused(f"trường {key} có ký tự không lưu được", known)
        texts[key] = text or ""
    if not known:
        raise RecordRefused("thiếu mã thủ tục (ma_thu_tuc)")
    if not _CODE_FORM.fullmatch(known):
        raise RecordRefused("mã thủ tục (ma_thu_tuc) không đúng dạng", known)
    if not texts[NAME].strip():
        raise RecordRefused("thiếu tên thủ tục (ten_thu_tuc)", known)
    return texts


def parse_record(texts: Mapping[str, str]) -> Record:
    """The record with its tables taken apart; never raises for what `read_line` returned."""
    return Record(
        code=texts[CODE].strip(),
        name=texts[NAME],
        texts=texts,
        ways=ways.parse_ways(texts["cach_thuc_thuc_hien"]),
        components=components.parse_components(texts["thanh_phan_ho_so"]),
        legal=legal.parse_legal(texts["can_cu_phap_ly"]),
        results=results.parse_results(texts["ket_qua_xu_ly"]),
    )


TABLES = ("ways", "components", "legal", "results")


def state_of(record: Record) -> dict[str, bool]:
    """For each table that is not empty: whether it was taken apart whole; else some of it is kept as text."""
    states = {
        "ways": (record.ways.is_empty, ways.is_parsed(record.ways)),
        "components": (record.components.is_empty, components.is_parsed(record.components)),
        "legal": (record.legal.is_empty, record.legal.is_parsed),
        "results": (record.results.table.is_empty, record.results.table.is_parsed),
    }
    return {name: parsed for name, (empty, parsed) in states.items() if not empty}
