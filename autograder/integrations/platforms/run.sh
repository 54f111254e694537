#!/usr/bin/env bash
# PrairieLearn runs this for every submission. There is a valid result from the first moment on.
root="${GRADE_ROOT:-/grade}"
mkdir -p "$root/results"
cp "$root/tests/lost.json" "$root/results/results.json"
autograder prairielearn run "$root"
exit 0 # results.json says what happened
