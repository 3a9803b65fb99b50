"""What is installed is pinned by hash and names no place to fetch it from."""

import json

from ordolux.config.environment import ROOT


def test_no_lock_file_names_an_address():
    for name in ("requirements.lock", "package-lock.json", "package.json", "pyproject.toml", ".npmrc"):
        assert "://" not in (ROOT / name).read_text(), name


def test_every_python_package_has_a_version_and_a_hash():
    entries = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if line[:1].isalnum()]
    assert len(entries) > 80
    assert [entry for entry in entries if "==" not in entry or not entry.endswith("\\")] == []


def test_every_script_package_has_a_version_and_a_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [
        name for name, package in installed.items() if not (package["version"] and package["integrity"])
    ] == []
