"""Made-up people of the district: Kinh, Thái, Mông, Xinh Mun and Khơ Mú names. Pure.

Every name is put together by chance; that somebody bears it is a coincidence. The numbers of papers and
telephones begin in a way that no real one does.
"""

from random import Random

_KINH = "Nguyễn Trần Lê Phạm Vũ Đỗ Bùi Đặng Phan Đinh".split()
_THAI = "Lò Quàng Hoàng Cà Lường Vì Tòng Cầm Bạc Điêu Lừ Mè".split()
_MONG = "Giàng Sồng Mùa Thào Vàng Hờ Vừ Tráng".split()
_KHO_MU = "Moong Lường Lò Cụt".split()
_MEN = "Long Tuấn Hùng Dũng Thắng Sơn Hải Nam Minh Quang Chung Toản Thịnh Inh Pọm Ơn Phớ Xôm Hặc Un".split()
_WOMEN = (
    "Hương Lan Mai Oanh Hạnh Biên Xuân Thoa Phúc Thơm Duyên Lả Mười Chum Nhung Sim Kẻo Hoan Tiên Nga".split()
)
_MONG_MEN = "Chớ Dếnh Tủa Lử Páo Chu Sếnh Khua Sùng Tồng Nhè Vảng Lầu Dơ".split()
_MONG_WOMEN = "Dua Dợ Mỷ Sua Mo Dính Chía Pà Xua Máy".split()
_PEOPLES = (("kinh", 20), ("thai", 53), ("mong", 20), ("xinh mun", 5), ("kho mu", 2))


def person(rng: Random) -> str:
    """A full name, by the share that each people has in the district."""
    (people,) = rng.choices([p for p, _ in _PEOPLES], [share for _, share in _PEOPLES])
    woman = rng.random() < 0.5
    if people == "mong":
        return (
            f"{rng.choice(_MONG)} {'Thị' if woman else 'A'} {rng.choice(_MONG_WOMEN if woman else _MONG_MEN)}"
        )
    families = {"kinh": _KINH, "kho mu": _KHO_MU}.get(people, _THAI)
    return f"{rng.choice(families)} {'Thị' if woman else 'Văn'} {rng.choice(_WOMEN if woman else _MEN)}"


def id_number(rng: Random) -> str:
    """Twelve digits that are no citizen's: no province has the number 000."""
    return f"000{rng.randrange(10**9):09d}"


def phone(rng: Random) -> str:
    """Ten digits that no network gives out."""
    return f"0000{rng.randrange(10**6):06d}"
