"""The virus scanner: clamd's own protocol over its socket, nothing else to install in Python."""

import socket
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

_SECONDS = 30
_PIECE = 1 << 16


class ScannerError(Exception):
    """The scanner does not answer, or not as a scanner does; the file stays unscanned."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`signature` names what was found; empty when nothing was."""

    signature: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.signature


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd at `address`: the path of a socket, or `host:port`."""

    address: str

    def scan(self, content: bytes) -> Verdict:
        """What clamd says about these bytes. Raises ScannerError."""
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), _PIECE):
                    piece = content[start : start + _PIECE]
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                return _verdict(_answer(line))
        except OSError as error:
            raise ScannerError(f"clamd at {self.address} does not answer: {error}") from error

    def _connected(self) -> socket.socket:
        if PurePosixPath(self.address).is_absolute():
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(_SECONDS)
            try:
                line.connect(self.address)
            except OSError:
                line.close()
                raise
            return line
        host, _, port = self.address.rpartition(":")
        if not port.isdigit():
            raise ScannerError(f"{self.address} is neither the path of a socket nor host:port")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0"):
        piece = line.recv(4096)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").decode("utf-8", "replace")


def _verdict(said: str) -> Verdict:
    told = said.removeprefix("stream: ")
    if told == "OK":
        return Verdict()
    if told.endswith(" FOUND"):
        return Verdict(told.removesuffix(" FOUND"))
    raise ScannerError(f"clamd said: {said or 'nothing'}")
