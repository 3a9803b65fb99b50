#!/bin/sh
# Lint, format, types, layers, look and translations; says everything that is wrong, not only the first. The types take as
# long as all the rest, which is checked beside them.
cd "$(dirname "$0")/.." || exit 1
failed=""
step() {
  name=$1
  shift
  if said=$("$@" 2>&1); then
    told "$name" 0
  else
    told "$name" 1
  fi
}
told() {
  if [ "$2" = 0 ]; then
    echo "ok      $1"
  else
    echo "FAILED  $1"
    echo "$said"
    failed="$failed $1"
  fi
}

types=$(mktemp)
trap 'rm -f "$types"' EXIT
.venv/bin/mypy >"$types" 2>&1 &
typing=$!
step "lint" .venv/bin/ruff check --quiet .
step "format" .venv/bin/ruff format --check --quiet .
step "templates" sh -c 'git ls-files -z "*.html" | xargs -0 -r .venv/bin/djangofmt check'
step "layers" .venv/bin/lint-imports --no-cache
step "migrations" bin/ordolux manage makemigrations --check --dry-run
for check in setup/check_*.py; do
  [ -f "$check" ] && step "$(basename "$check" .py | tr _ ' ')" .venv/bin/python "$check"
done
wait "$typing"
ended=$?
said=$(cat "$types")
told "types" "$ended"
if [ -n "$failed" ]; then
  echo "not in order:$failed"
  exit 1
fi
echo "all in order"
