import signal
from collections.abc import Iterator

import pytest

from avatarmodel.stopping import Stop, Stopped

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture
def stop() -> Iterator[Stop]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    stop = Stop()
    stop.listen()
    yield stop
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_ends_at_once_where_nothing_is_lost(stop: Stop, number: signal.Signals) -> None:
    with pytest.raises(Stopped, match=number.name):
        signal.raise_signal(number)


@pytest.mark.parametrize("number", SIGNALS)
def test_waits_for_the_step_at_hand(stop: Stop, number: signal.Signals) -> None:
    with stop.delay():
        signal.raise_signal(number)
        assert stop.wanted()


def test_does_not_wait_when_asked_twice(stop: Stop) -> None:
    with stop.delay():
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Stopped):
            signal.raise_signal(signal.SIGINT)
