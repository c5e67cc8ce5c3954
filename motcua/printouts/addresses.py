"""The address of the tracking page, as slips print it. Pure.

Code and secret stand behind the `#`: a browser keeps that part to itself, so that the secret stands in no
log of a server or a proxy, and a program that only looks up a link to preview it does not learn it.
"""

from urllib.parse import quote, urlsplit

PATH = "/tra-cuu"


def tracking_page(origin: str) -> str:
    """The page to type, without scheme.

    >>> tracking_page("https://motcua.yenchau.example")
    'motcua.yenchau.example/tra-cuu'
    """
    return urlsplit(origin).netloc + PATH


def tracking_address(origin: str, code: str, secret: str) -> str:
    """What the QR code holds.

    >>> tracking_address("https://motcua.yenchau.example", "H52-200602-0001", "K7Q2MNPR")
    'https://motcua.yenchau.example/tra-cuu#H52-200602-0001/K7Q2MNPR'
    """
    return f"{origin.rstrip('/')}{PATH}#{quote(code, safe='')}/{quote(secret, safe='')}"
