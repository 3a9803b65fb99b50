"""The clock is the real one, except in a run that was started as a simulation; there it only goes forward."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ordolux.config.environment import SetupFault, read
from ordolux.foundation import clock


@pytest.fixture
def simulation(settings: Any, tmp_path: Path) -> None:
    """A run that was started as a simulation."""
    settings.ORDOLUX_SIMULATION, settings.ORDOLUX_STATE = True, tmp_path


def test_the_clock_is_the_real_one() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
    assert clock.offset() == timedelta()


def test_a_real_run_refuses_to_move_it(settings: Any, tmp_path: Path) -> None:
    settings.ORDOLUX_SIMULATION, settings.ORDOLUX_STATE = False, tmp_path
    with pytest.raises(clock.ClockIsReal):
        clock.move_to(clock.now() + timedelta(days=3))


def test_a_real_run_does_not_believe_what_a_simulation_left(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "clock-offset-microseconds").write_text("86400000000")
    settings.ORDOLUX_SIMULATION, settings.ORDOLUX_STATE = False, tmp_path
    assert clock.offset() == timedelta()


def test_a_simulation_moves_it_for_all_processes(simulation: None) -> None:
    wanted = clock.now() + timedelta(days=3)
    clock.move_to(wanted)
    assert wanted <= clock.now() < wanted + timedelta(seconds=2)
    assert abs(clock.real_now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_it_never_goes_back(simulation: None) -> None:
    clock.move_to(clock.now() + timedelta(days=3))
    with pytest.raises(clock.ClockGoesForward):
        clock.move_to(clock.now() - timedelta(seconds=1))


def test_a_simulation_on_somebodys_database_does_not_start() -> None:
    with pytest.raises(SetupFault, match="only on the embedded database"):
        read({"ORDOLUX_SIMULATION": "yes", "DATABASE_URL": "postgres://somebody@example/orders"})
