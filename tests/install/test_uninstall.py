"""Removing and upgrading: nothing of ours stays, nothing of others goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.install.test_install import install_in, with_package
from tests.install.world import DISABLED, MANAGER, OPTIONS, World, disabled_item
from xlsegment.errors import CannotInstall, ExcelRunning, InterpreterMissing, NotInstalled
from xlsegment.install.installation import install, uninstall, upgrade, would_load
from xlsegment.install.machine import Running
from xlsegment.install.perform import _REMOVER
from xlsegment.install.steps import Note, RemoveLater, Step


def uninstall_in(world: World, **options: bool) -> list[Step]:
    told: list[Step] = []
    uninstall(world.machine, world.shipped, told.append, **options)
    return told


def test_uninstalling_leaves_the_machine_as_it_was(world: World) -> None:
    before = world.state()
    install_in(world)

    uninstall_in(world)

    assert world.state() == before


def test_so_it_does_after_two_installations_and_a_cut_off_one(world: World) -> None:
    before = world.state()
    install_in(world)
    install_in(world)
    world.files.refusing["xlsegment.conf"] = 13
    with pytest.raises(CannotInstall):
        install_in(world)
    world.files.refusing.clear()

    uninstall_in(world)

    assert world.state() == before


def test_what_excel_has_noted_meanwhile_goes_and_the_rest_stays(world: World) -> None:
    install_in(world)
    world.registry.write(OPTIONS, "OPEN", '"C:\\one.xlam"')
    world.registry.write(OPTIONS, "OPEN1", f'"{world.places.addin}"')
    world.registry.write(OPTIONS, "OPEN2", '/R "C:\\two.xlam"')
    world.registry.write(OPTIONS, "Font", "Arial,10")
    world.registry.write(MANAGER, str(world.places.addin), "")
    world.registry.write(DISABLED, "A", disabled_item(str(world.places.addin)))

    uninstall_in(world)

    assert world.registry.values(OPTIONS) == {
        "OPEN": '"C:\\one.xlam"',
        "OPEN1": '/R "C:\\two.xlam"',
        "Font": "Arial,10",
    }
    assert world.registry.values(MANAGER) == {}
    assert world.registry.values(DISABLED) == {}


def test_a_file_that_was_changed_since_stays_and_is_named(world: World) -> None:
    install_in(world)
    world.places.addin.write_bytes(b"mine now")

    steps = uninstall_in(world)

    kept = [step for step in steps if isinstance(step, Note)]
    assert [step.path for step in kept] == [world.places.addin]
    assert world.places.addin.read_bytes() == b"mine now"


def test_other_settings_stay(world: World) -> None:
    install_in(world)
    path = world.places.conf
    assert path is not None
    path.write_bytes(path.read_bytes() + b'"SHOW CONSOLE","True"\r\n')

    uninstall_in(world)

    assert path.read_bytes() == b'"SHOW CONSOLE","True"\r\n'


def test_an_add_in_that_was_put_there_by_hand_stays_and_is_named(world: World) -> None:
    world.places.addin.parent.mkdir(parents=True)
    world.places.addin.write_bytes(b"by hand")

    steps = uninstall_in(world)

    assert [type(step) for step in steps] == [Note]
    assert world.places.addin.exists()


def test_where_pip_has_installed_the_package_it_says_so(world: World) -> None:
    with_package(world)
    install_in(world)

    steps = uninstall_in(world)

    assert any(isinstance(step, Note) and "pip uninstall" in step.said.en for step in steps)
    assert world.machine.python.executable.exists()


def test_snapshots_go_only_when_asked_for(world: World) -> None:
    install_in(world)
    kept = world.places.data / "snapshots" / "1" / "a.snapshot"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"customers")

    uninstall_in(world)
    assert kept.exists()
    install_in(world)
    uninstall_in(world, purge=True)
    assert not kept.exists()


def test_a_dry_run_of_uninstall_does_nothing(world: World) -> None:
    install_in(world)
    before = world.state()

    told = uninstall_in(world, dry_run=True)

    assert len(told) > 4
    assert world.state() == before


def test_uninstalling_waits_for_excel_to_be_closed(world: World) -> None:
    install_in(world)
    before = world.state()
    world.programs.running = (Running(9),)

    with pytest.raises(ExcelRunning):
        uninstall_in(world)
    assert world.state() == before


def test_a_rerun_completes_an_uninstall_that_was_refused(world: World) -> None:
    before = world.state()
    install_in(world)
    world.files.refusing["install.json"] = 13
    with pytest.raises(CannotInstall):
        uninstall_in(world)
    world.files.refusing.clear()

    uninstall_in(world)

    assert world.state() == before


def test_the_environment_that_runs_the_command_goes_once_it_has_ended(world: World) -> None:
    install_in(world)
    environment, base = world.places.environment, world.machine.python.executable
    own = environment / "Scripts" / "python.exe"
    world.with_python(executable=own, prefix=environment, base=base, complete=True)

    steps = uninstall_in(world)

    assert RemoveLater(environment, base) in steps
    assert environment.exists()
    (command,) = world.programs.left_behind
    assert command[0] == str(base)
    subprocess.run([sys.executable, *command[1:]], check=True)
    assert not environment.exists()
    assert not world.places.data.exists()


def test_the_remover_leaves_folders_that_hold_something_else(tmp_path: Path) -> None:
    gone, kept = tmp_path / "env", tmp_path / "other"
    for folder in (gone, kept):
        folder.mkdir()

    subprocess.run([sys.executable, "-I", "-c", _REMOVER, gone, tmp_path], check=True)

    assert not gone.exists()
    assert kept.exists()


# --- upgrading ---------------------------------------------------------------------------------


def test_an_upgrade_replaces_package_and_add_in_and_keeps_settings(world: World) -> None:
    install_in(world)
    path = world.places.conf
    assert path is not None
    path.write_bytes(path.read_bytes() + b'"SHOW CONSOLE","True"\r\n')
    newer = world.newer("1.1.0")

    def new_version() -> None:
        install(world.machine, newer, lambda step: None)

    world.programs.new_version = new_version
    upgrade(world.machine, world.shipped, lambda step: None)

    world.shipped = newer
    assert world.places.addin.read_bytes() == newer.addin
    assert b"SHOW CONSOLE" in path.read_bytes()
    assert would_load(world.look())
    pip = next(words for words in world.programs.ran if "--upgrade" in words)
    assert pip[-1] == "xlsegment"


def test_an_upgrade_refuses_while_excel_runs(world: World) -> None:
    install_in(world)
    before = world.state()
    world.programs.running = (Running(9),)

    with pytest.raises(ExcelRunning):
        upgrade(world.machine, world.shipped, lambda step: None)
    assert world.state() == before


def test_there_must_be_something_to_upgrade(world: World) -> None:
    with pytest.raises(NotInstalled):
        upgrade(world.machine, world.shipped, lambda step: None)


def test_an_upgrade_needs_the_python_it_upgrades(world: World) -> None:
    install_in(world)
    (world.places.environment / "Scripts" / "python.exe").unlink()

    with pytest.raises(InterpreterMissing):
        upgrade(world.machine, world.shipped, lambda step: None)


def test_an_upgrade_can_be_tried_dry(world: World) -> None:
    install_in(world)
    before, told = world.state(), list[Step]()

    upgrade(world.machine, world.newer("2"), told.append, dry_run=True)
    (world.root / "newer.zip").unlink()

    assert len(told) == 2
    assert world.state() == before
