"""Abbreviations that officers and people type instead of the words. Pure; written as `search_key` writes.

Common usage, not law; a procedure may bring further ones of its own.
"""

ABBREVIATIONS: dict[str, str] = {
    "atgt": "an toan giao thong",
    "atlt": "an toan lao dong",
    "attp": "an toan thuc pham",
    "bds": "bat dong san",
    "bhtn": "bao hiem that nghiep",
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "bs": "ban sao",
    "bvmt": "bao ve moi truong",
    "cccd": "can cuoc",
    "cmnd": "chung minh nhan dan",
    "cmd": "chuyen muc dich",
    "ct": "chung thuc",
    "ctbs": "chung thuc ban sao",
    "dkkd": "dang ky kinh doanh",
    "dkkh": "dang ky ket hon",
    "dkks": "dang ky khai sinh",
    "dkkt": "dang ky khai tu",
    "dn": "doanh nghiep",
    "gcn": "giay chung nhan",
    "gks": "giay khai sinh",
    "gp": "giay phep",
    "gplx": "giay phep lai xe",
    "gpxd": "giay phep xay dung",
    "hkd": "ho kinh doanh",
    "ht": "ho tich",
    "htx": "hop tac xa",
    "kh": "ket hon",
    "khcn": "khoa hoc cong nghe",
    "ks": "khai sinh",
    "kt": "khai tu",
    "lltp": "ly lich tu phap",
    "nct": "nguoi cao tuoi",
    "nkt": "nguoi khuyet tat",
    "pccc": "phong chay chua chay",
    "qsd": "quyen su dung",
    "qsdd": "quyen su dung dat",
    "sdd": "su dung dat",
    "shtt": "so huu tri tue",
    "tncn": "thu nhap ca nhan",
    "tndn": "thu nhap doanh nghiep",
    "tnmt": "tai nguyen moi truong",
    "tthn": "tinh trang hon nhan",
    "ubnd": "uy ban nhan dan",
    "vpdk": "van phong dang ky",
    "xd": "xay dung",
    "yttn": "yeu to nuoc ngoai",
    "ytnn": "yeu to nuoc ngoai",
}


def meanings(word: str) -> tuple[str, ...]:
    """What a typed word may stand for: itself, and what it abbreviates."""
    long = ABBREVIATIONS.get(word)
    return (word, long) if long else (word,)
