"""Being asked to stop, where the handler of a signal is none that Python could put back."""

import signal

from motcua.server.signals import asked_to_stop, undisturbed


def test_a_handler_that_python_did_not_set_is_left_alone(monkeypatch):
    def no_python_handler(number):
        return None if number == signal.SIGTERM else before(number)

    before = signal.getsignal
    monkeypatch.setattr(signal, "getsignal", no_python_handler)
    kept = {number: before(number) for number in (signal.SIGTERM, signal.SIGINT)}
    with asked_to_stop(), undisturbed():
        assert before(signal.SIGTERM) == kept[signal.SIGTERM]
        assert before(signal.SIGINT) != kept[signal.SIGINT]
    assert {number: before(number) for number in kept} == kept
