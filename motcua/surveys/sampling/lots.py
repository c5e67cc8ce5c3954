"""Lots: random numbers that anyone can compute again with a calculator of SHA-256.

The number of a thing is the first 53 bits of SHA-256("seed|frame|purpose|key") as a fraction. Nobody who
doesn't know the seed beforehand can steer it, every row's number is independent of the others, and no
version of a library can change it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from motcua.surveys.design import Codes, Floats


@dataclass(frozen=True, slots=True)
class Lots:
    """The lots of one draw: its seed, and the SHA-256 of the frame it draws from."""

    seed: str
    frame: str

    def number(self, purpose: str, key: object) -> float:
        """The number of `key` for `purpose`, at least 0 and below 1."""
        return float(self.numbers(purpose, [key])[0])

    def numbers(self, purpose: str, keys: Iterable[object]) -> Floats:
        """The numbers of all `keys`."""
        begun = hashlib.sha256(f"{self.seed}|{self.frame}|{purpose}|".encode())
        found = []
        for key in keys:
            whole = begun.copy()
            whole.update(str(key).encode())
            found.append(whole.digest())
        bits = np.frombuffer(b"".join(found), dtype=">u8")[::4] >> np.uint64(11)
        return np.asarray(bits.astype(np.float64) / 2**53, dtype=np.float64)

    def shuffled(self, purpose: str, keys: Iterable[object]) -> Codes:
        """Positions of `keys` in the order of their numbers."""
        return np.argsort(self.numbers(purpose, keys), kind="stable")
