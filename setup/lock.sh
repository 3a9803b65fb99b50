#!/bin/sh
# Writes requirements.lock (with hashes) and package-lock.json anew, neither with an address in it. For developers.
set -eu
cd "$(dirname "$0")/.."
.tools/bin/uv lock --quiet --python .venv/bin/python "$@"
.tools/bin/uv export --quiet --no-emit-project --all-groups --format requirements.txt --no-header -o requirements.lock >/dev/null
# Beside the installed modules npm would leave out hashes of what it did not fetch itself.
fresh=$(mktemp -d)
cp package.json .npmrc "$fresh"
(cd "$fresh" && npm install --ignore-scripts --package-lock-only --silent)
cp "$fresh/package-lock.json" package-lock.json
rm -r "$fresh"
.venv/bin/python - <<'PY'
import json
from pathlib import Path

path = Path("package-lock.json")
lock = json.loads(path.read_text())
for package in lock["packages"].values():
    package.pop("funding", None)
    package.pop("resolved", None)
path.write_text(json.dumps(lock, indent=2) + "\n")
for name in ("requirements.lock", "package-lock.json"):
    if "://" in Path(name).read_text():
        raise SystemExit(f"{name} names an address")
PY
