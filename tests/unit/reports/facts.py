"""Facts that a dossier can have: every combination that one life of a dossier makes."""

from hypothesis import strategies as st

from motcua.reports.facts import Facts

CHANNELS = st.sampled_from(["online", "direct", "post"])
SOLVED = st.sampled_from(["early", "on_time", "late", "no_due_date"])
OPEN = st.sampled_from(["within_time", "overdue", "no_due_date"])
WAITING = st.sampled_from(["", "supplement", "payment"])


@st.composite
def a_dossier(draw) -> Facts:
    """Brought and not received, or received and open, or received and closed one way or another."""
    guided = draw(st.booleans())
    received = draw(st.sampled_from(["never", "before", "within"]))
    common = {"received": received, "channel": draw(CHANNELS), "guided": guided}
    if received == "never":
        withdrawn = draw(st.booleans())
        return Facts(
            **common,
            closed=draw(st.sampled_from(["before", "within"])) if withdrawn else "never",
            outcome="withdrawn" if withdrawn else "",
            standing="",
            waiting="",
            turned_away=draw(st.booleans()),
            handed_over=False,
            returned=False,
        )
    closed = draw(st.sampled_from(["never", "within"] + (["before"] if received == "before" else [])))
    if closed == "never":
        standing, waiting = draw(OPEN), draw(WAITING)
        return Facts(**common, closed=closed, outcome="", standing=standing, waiting=waiting, **_NOT_READY)
    outcome = draw(st.sampled_from(["ready", "refused", "withdrawn", "stopped"]))
    if outcome != "ready":
        return Facts(**common, closed=closed, outcome=outcome, standing="", waiting="", **_NOT_READY)
    returned = draw(st.booleans())
    return Facts(
        **common,
        closed=closed,
        outcome=outcome,
        standing=draw(SOLVED),
        waiting="",
        turned_away=False,
        handed_over=returned and (closed == "within" or draw(st.booleans())),
        returned=returned,
    )


_NOT_READY = {"turned_away": False, "handed_over": False, "returned": False}

TALLIES = st.lists(st.tuples(a_dossier(), st.integers(0, 50)), max_size=40)
