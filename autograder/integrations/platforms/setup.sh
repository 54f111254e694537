#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: Python, and the grader in an environment of its own.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
export DEBIAN_FRONTEND=noninteractive

find_python() {
    for python in python3.13 python3.12 python3.11 python3; do
        if "$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

if ! find_python; then
    apt-get update -q
    apt-get install -yq python3 python3-venv
    # Ubuntu 22.04 has Python 3.11 beside its own.
    find_python || apt-get install -yq python3.11 python3.11-venv
    find_python
fi
"$python" -m venv "$root/venv"
extras="$(cat "$root/source/extras.txt" 2>/dev/null || true)" # a framework, where the homework needs one
"$root/venv/bin/pip" install -q -c "$root/source/constraints.txt" "$(echo "$root"/source/autograder-*.whl)$extras"
"$root/venv/bin/autograder" version
