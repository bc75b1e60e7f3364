#!/usr/bin/env bash
# The Python environment .venv, exactly as locked. Quick when it is current; an interrupted set-up is repaired.
#   .ci/environment.sh run    what the desk needs (requirements.lock)
#   .ci/environment.sh test   that, and the tools of tests and checks (requirements-dev.lock)
set -euo pipefail
cd "$(dirname "$0")/.."

need=${1:-run}
lock=requirements.lock
[ "$need" = test ] && lock=requirements-dev.lock

fingerprint() { cksum < "$1"; }
current() { [ "$(cat ".venv/.installed-$need" 2>/dev/null)" = "$(fingerprint "$lock")" ] && .venv/bin/python -c '' 2>/dev/null; }
usable() { "$1" -c 'import sys, venv, ensurepip, sqlite3; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

choose() {  # a candidate counts only when it runs: a version manager's shim may point nowhere
    local candidate
    for candidate in python3.13 python3.12 python3.11 python3 /usr/bin/python3; do
        if usable "$candidate"; then command -v "$candidate"; return; fi
    done
    return 1
}

current && exit 0

if command -v flock >/dev/null; then  # two makes at once take turns
    mkdir -p build
    exec 9>build/environment.lock
    flock 9
    current && exit 0
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    if ! python=$(choose); then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3 python3-venv </dev/null >&2 || true
        fi
        python=$(choose) || {
            echo "Obecni needs Python 3.11 or newer with its venv module; none was found." >&2
            echo "On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
            exit 3
        }
    fi
    echo "Making .venv with $("$python" --version)" >&2
    "$python" -m venv --clear .venv
fi

echo "Installing $lock (once; a few minutes on a slow line)" >&2
rm -f .venv/.installed-*
# Settings meant for other uses of pip must not send the packages elsewhere.
unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER PIP_NO_DEPS PIP_DRY_RUN PIP_CONSTRAINT PIP_REQUIREMENT PIP_EDITABLE PYTHONHOME PYTHONPATH
again=()
[ -e .venv/.installing ] && again=(--force-reinstall)  # it was killed: what looks installed may be half there
touch .venv/.installing
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input ${again[@]+"${again[@]}"} \
    --require-hashes --only-binary :all: --requirement "$lock" </dev/null >&2; then
    echo "The packages of $lock could not be installed; the lines above say which. Run the same command again to go on." >&2
    exit 3
fi
rm -f .venv/.installing
fingerprint "$lock" > ".venv/.installed-$need"
[ "$need" = test ] && fingerprint requirements.lock > .venv/.installed-run
exit 0
