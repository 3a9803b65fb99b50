"""The examples of deployment, held against the product: settings that it reads, ports it opens, commands it knows."""

import os
import re
import shlex
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.urls import resolve

from ordolux.config import command, environment
from ordolux.config.environment import ROOT, Environment, read

DEPLOY = ROOT / "deploy"
KNOWN = {variable for variable, _, _ in environment.describe(Environment())}
UNITS = sorted((DEPLOY / "systemd").glob("*.*"))
COMPOSE = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text()


def instructions() -> list[tuple[str, str]]:
    """Each instruction of the container file with what follows it, its lines joined."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", CONTAINERFILE, flags=re.MULTILINE))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line)]


def is_a_command(arguments: list[str]) -> bool:
    """Whether ``ordolux`` takes these arguments."""
    try:
        command._parser().parse_args(arguments)
    except SystemExit:
        return False
    return True


def test_every_setting_in_the_examples_is_one_that_the_product_reads():
    told = re.findall(r"^#?([A-Z_]+)=(.*)$", (DEPLOY / "ordolux.env").read_text(), re.MULTILINE)
    assert len(told) > 15
    assert {name for name, _ in told} <= KNOWN
    for service in COMPOSE["services"].values():
        if service.get("image") == "ordolux:local":
            assert set(service["environment"]) <= KNOWN
    (pairs,) = [rest for word, rest in instructions() if word == "ENV"]
    assert {pair.split("=")[0] for pair in pairs.split()} <= KNOWN


def test_the_settings_of_the_examples_are_accepted():
    lines = (DEPLOY / "ordolux.env").read_text().splitlines()
    plain = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert read(plain).public_url == "https://orders.example.com"
    external = dict(
        line.lstrip("#").split("=", 1)
        for line in lines
        if re.match(r"#?[A-Z_]+=", line) and "ARCHIVE" not in line
    )
    made = read(external)
    assert not made.is_embedded
    assert "localhost" in made.hosts  # the run asks itself whether it answers
    for name in ("node1", "node2"):
        node = COMPOSE["services"][name]["environment"]
        made = read({key: re.sub(r"\$\{\w+[^}]*\}", "example.com", value) for key, value in node.items()})
        assert made.behind_proxy and not made.is_embedded
        assert {"localhost", "node1", "node2"} <= set(made.hosts.split(","))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_takes_every_unit(unit, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    for each in UNITS:
        text = each.read_text().replace("/opt/ordolux", str(ROOT)).replace("User=ordolux", "User=root")
        (tmp_path / each.name).write_text(text.replace("Group=ordolux", "Group=root"))
    name = unit.name.replace("@.", "@2.")
    if name != unit.name:
        (tmp_path / name).symlink_to(tmp_path / unit.name)

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", tmp_path / name],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    about_ours = [
        line for line in done.stderr.splitlines() if "ordolux" in line and "is executable" not in line
    ]
    assert about_ours == []


def test_units_start_commands_that_exist_and_keep_fences():
    services = [unit for unit in UNITS if unit.suffix == ".service"]
    assert len(services) == 3
    for unit in services:
        text = unit.read_text()
        starts = re.findall(r"^ExecStart=(\S+) (.+)$", text, re.MULTILINE)
        assert starts
        for program, arguments in starts:
            assert program == "/opt/ordolux/bin/ordolux"
            assert is_a_command(shlex.split(arguments)), arguments
        for fence in (
            "User=ordolux",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "CapabilityBoundingSet=",
        ):
            assert f"\n{fence}\n" in text, (unit.name, fence)
        # the sandbox for foreign files needs namespaces of its own
        assert "RestrictNamespaces=yes" not in text


def test_the_compose_file_fits_together():
    services = COMPOSE["services"]
    assert {"database", "migrate", "node1", "node2", "proxy"} == set(services)
    for name, service in services.items():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            is_a_file = source.startswith(".")
            place = (DEPLOY / "container" / source).resolve()
            assert place.exists() if is_a_file else source in COMPOSE["volumes"], volume
        assert set(service.get("depends_on", [])) <= set(services), name
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        if "build" in service:
            context = (DEPLOY / "container" / service["build"]["context"]).resolve()
            assert (context / service["build"]["dockerfile"]).is_file()
            assert (context / ".dockerignore").is_file()
            assert is_a_command(service.get("command", ["run"]))
        else:
            assert re.fullmatch(r"[\w./-]+:[\d.]+[\w.-]*", service["image"]), "an image has a version"
    # no secret stands in it, and only the proxy is open to the world
    assert not re.search(r"PASSWORD: \"?[^$\s\"]", (DEPLOY / "container" / "compose.yaml").read_text())
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert "ORDOLUX_OWNER_DATABASE_URL" not in services["node1"]["environment"]
    roles = (DEPLOY / "container" / "roles.sh").read_text()
    for role in ("ordolux_owner", "ordolux_app"):
        assert f"CREATE ROLE {role} LOGIN" in roles


def test_the_container_file_keeps_the_usual_rules():
    told = instructions()
    words = [word for word, _ in told]
    assert words[0] == "FROM"
    assert re.fullmatch(r"[\w./-]+:\d[\w.-]*", told[0][1]), "the base has a version, and no 'latest'"
    assert "ADD" not in words and words.count("CMD") == words.count("ENTRYPOINT") == 1
    assert all(rest.startswith("[") for word, rest in told if word in ("CMD", "ENTRYPOINT"))
    users = [rest for word, rest in told if word == "USER"]
    assert users and users[-1].split(":")[0] not in ("0", "root")
    for word, rest in told:
        if word == "RUN" and "apt-get install" in rest:
            assert "--no-install-recommends" in rest and "--yes" in rest
            assert "apt-get update" in rest and "rm -rf /var/lib/apt/lists/*" in rest
        assert not (word == "ENV" and re.search(r"(PASSWORD|SECRET|TOKEN)", rest))
        assert not (word == "RUN" and "sudo" in rest.split())
    ports = {rest for word, rest in told if word == "EXPOSE"}
    settings = dict(pair.split("=") for word, rest in told if word == "ENV" for pair in rest.split())
    assert ports == {" ".join(settings[f"ORDOLUX_{name}_PORT"] for name in ("WEB", "LIVE", "SMTP"))}


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_a_proxy_passes_what_the_product_opens(name):
    text = (DEPLOY / "proxy" / name).read_text()
    bare = re.sub(r"#.*", "", text)
    assert bare.count("{") == bare.count("}")
    assert "/live/" in text and ":8001" in text and ":8000" in text
    for address in re.findall(r"health_uri (\S+)", text):
        assert resolve(address)
    # who watches the house comes from inside; attachments of 30 MiB fit; live events are not held back
    assert re.search(r"metrics[^\n]*\n[^\n]*404|handle @watching \{\s*respond 404", text)
    assert re.search(r"50m", text, re.IGNORECASE)
    assert "flush_interval -1" in text or "proxy_buffering off" in text
    if name == "nginx.conf":
        assert "X-Forwarded-Proto https" in text
        statements = [line.strip() for line in bare.splitlines() if line.strip()]
        assert [s for s in statements if not s.endswith((";", "{", "}"))] == []


# Neither program is a part of a machine that runs the house: with them the long runs look at the examples (make soak).
with_proxies = pytest.mark.skipif(
    not os.environ.get("ORDOLUX_TEST_NODES"), reason="asked for by ORDOLUX_TEST_NODES=1"
)


@with_proxies
def test_caddy_itself_refuses_the_watching_pages_before_it_passes_anything_on():
    assert shutil.which("caddy"), "install the Debian package caddy"
    done = subprocess.run(
        ["caddy", "adapt", "--adapter", "caddyfile", "--config", DEPLOY / "proxy" / "Caddyfile"],
        capture_output=True, text=True, check=True, env={**os.environ, "SITE": "orders.example.com"},
    )  # fmt: skip
    assert done.stdout.index('"status_code":404') < done.stdout.index("node1:8000")


@with_proxies
def test_nginx_itself_takes_the_example(tmp_path):
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert program, "install the Debian package nginx-light"
    name, made = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "orders")]), datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    paper = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(made).not_valid_after(made + timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    (tmp_path / "fullchain.pem").write_bytes(paper.public_bytes(Encoding.PEM))
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    site = (DEPLOY / "proxy" / "nginx.conf").read_text().replace("/etc/ssl/ordolux", str(tmp_path))
    (tmp_path / "site.conf").write_text(site)
    folders = "".join(
        f"{each}_temp_path {tmp_path}/{each};"
        for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"error_log stderr; pid {tmp_path}/pid; events {{}} http {{ access_log off; {folders} include {tmp_path}/site.conf; }}"
    )

    done = subprocess.run(
        [program, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_the_shell_of_the_examples_is_right():
    for script in DEPLOY.rglob("*.sh"):
        assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    assert Path(DEPLOY / "ordolux.env").is_file()
