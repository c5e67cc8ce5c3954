"""The colour in which each page shows a state: what is done green, what waits for the applicant orange."""

from collections.abc import Mapping

from motcua.dossiers.lifecycle import State

_TONES: Mapping[State, str] = {
    State.GUIDED: "orange",
    State.WAITING_SUPPLEMENT: "orange",
    State.WAITING_PAYMENT: "orange",
    State.READY: "green",
    State.RETURNED: "green",
    State.REFUSED: "grey",
    State.REFUSED_AT_RECEPTION: "grey",
    State.STOPPED: "grey",
    State.WITHDRAWN: "grey",
}


def of_state(state: State) -> str:
    """The colour of a tag that tells `state`; empty, which is blue, for what is under way."""
    return _TONES.get(state, "")
