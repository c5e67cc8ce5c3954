"""What can go wrong with the server, in words for the person who operates it."""


class ServerError(Exception):
    """The server does not do what it should; the message says what was seen and where to look."""


class NotPossibleError(ServerError):
    """The server can't be run or used like this; the message says what to change."""
