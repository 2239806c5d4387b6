#!/bin/sh
# Installs a Debian or Ubuntu package where that is allowed, and says what to do where it is not.
#   sh tools/apt.sh PACKAGE WHAT-IT-IS
set -eu
package="$1"
what="$2"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $package ($what) with apt"
    export DEBIAN_FRONTEND=noninteractive
    # The list of packages may be old or absent; try it as it is first, for it may also be out of reach.
    apt-get install -y -q --no-install-recommends "$package" >/dev/null 2>&1 ||
        { apt-get update -q && apt-get install -y -q --no-install-recommends "$package"; }
else
    printf '%s\n' "$what is missing, and installing it takes root." "Run: sudo apt-get install $package" "Then run make again." >&2
    exit 1
fi
