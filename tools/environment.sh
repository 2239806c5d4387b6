#!/bin/sh
# Makes the virtual environment .venv and installs what the lock files name; done at once when they have not changed.
#   sh tools/environment.sh runtime     what the server needs
#   sh tools/environment.sh dev         and what its tests and training need
#   sh tools/environment.sh libraries   what the server needs, without the project itself (a layer of the Docker image)
# PYTHON names the interpreter to build with. TORCH_INDEX names a package index to take torch from.
set -eu
cd "$(dirname "$0")/.."
part="${1:-runtime}"
python="${PYTHON:-python3}"
venv=.venv

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

case "$part" in
    runtime | libraries) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) stop "Say one of: runtime, dev, libraries." ;;
esac

command -v "$python" >/dev/null 2>&1 ||
    stop "Crossread needs Python 3.11 or newer, and there is no $python here." \
        "On Debian and Ubuntu: sudo apt-get install python3 python3-venv" \
        "Elsewhere: https://www.python.org/downloads/ ; then, if it has another name: make run PYTHON=/path/to/python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Crossread needs Python 3.11 or newer; $python is $("$python" -V 2>&1)." \
        "If a newer one has another name: make run PYTHON=python3.12"

compiled=app/models/tiles.c
if [ "$part" = libraries ]; then
    compiled=
fi
# Anything that changes what would be installed changes this.
wanted="$(cat requirements-torch.lock "$lock" pyproject.toml tools/environment.sh $compiled | cksum)"
if [ -x $venv/bin/python ] && [ "$(cat $venv/installed-"$part" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi

# pip is missing where an earlier attempt was interrupted; the interpreter, where the system's Python was replaced;
# and commands in a moved folder still name the old one.
if [ "$(cat $venv/made-at 2>/dev/null)" != "$(pwd)" ] || ! $venv/bin/python -m pip --version >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        package="$("$python" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")')"
        sh tools/apt.sh "$package" "Python's venv module"
    fi
    echo "Making the virtual environment $venv"
    "$python" -m venv --clear $venv
    pwd >$venv/made-at
fi

echo "Installing what $lock names (some minutes the first time, nothing the next)"
pip() {
    $venv/bin/python -m pip --disable-pip-version-check --quiet "$@"
}
rm -f $venv/installed-*
pip install --require-hashes --no-deps -r "$lock"
# After the others, so that what torch itself needs is already there in the locked versions.
pip install ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} -r requirements-torch.lock
if [ "$part" != libraries ]; then
    pip install --no-deps --no-build-isolation -e .
fi
echo "$wanted" >$venv/installed-"$part"
if [ "$part" = dev ]; then
    # Everything of requirements.lock is in requirements-dev.lock in the same versions.
    echo "$(cat requirements-torch.lock requirements.lock pyproject.toml tools/environment.sh $compiled | cksum)" \
        >$venv/installed-runtime
fi
