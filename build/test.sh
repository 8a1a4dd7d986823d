#!/usr/bin/env bash
# The whole suite: `./modelmine test [--filter TEXT]`. Ends with "N passed, M failed" alone on the last line.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=build/quietly.sh
source "$root/build/quietly.sh"

results="$root/artifacts/test-results"
projects="ModelMine.Tests ModelMine.SystemTests"
filter=""
case "${1-}" in
    "") ;;
    --filter)
        filter=${2-}
        if [ -z "$filter" ]; then echo "error: --filter takes a part of a test's full name" >&2 && exit 2; fi
        ;;
    *)
        echo "error: unknown option $1; usage: ./modelmine test [--filter TEXT]" >&2
        exit 2
        ;;
esac

# The browser tests drive Chromium; the weights are checked against Debian's PyTorch; scripts are read by shellcheck; the
# server is run on PostgreSQL and Redis, which the tests start themselves; clocks are set wrong by libfaketime.
install_needs() {
    local missing="" package
    if command -v dpkg-query >/dev/null 2>&1; then
        for package in chromium python3-torch shellcheck nginx postgresql redis-server libfaketime; do
            if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok'; then missing="$missing $package"; fi
        done
        if [ -z "$missing" ]; then return; fi
        if [ "$(id -u)" = 0 ]; then
            echo "Installing what the suite needs:$missing"
            # shellcheck disable=SC2086 # a list of words
            if (export DEBIAN_FRONTEND=noninteractive && apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing) >"$results/install.log" 2>&1; then return; fi
            echo "warning: the installation failed; see $results/install.log" >&2
        fi
    else
        if ! command -v chromium >/dev/null 2>&1; then missing="$missing chromium"; fi
        if ! python3 -c 'import torch' >/dev/null 2>&1; then missing="$missing PyTorch-for-python3"; fi
        if [ -z "$missing" ]; then return; fi
    fi
    echo "Not installed, so the tests that need it cannot run:$missing" >&2
}

# count ATTRIBUTE FILE: the sum of an attribute over the assemblies of an xunit report.
count() {
    grep -o '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

run_project() {
    local project=$1 began=$SECONDS report="$results/$1.xml" program status=0
    program=$(find "$root/artifacts/bin/$project" -path "*/release*/$project.dll" | head -n 1)
    rm -f "$report"
    echo "== $project"
    # shellcheck disable=SC2086 # no filter is no argument
    dotnet exec "$program" -noLogo -noColor -longRunning 120 ${filter:+-method "*$filter*"} -xml "$report" </dev/null || status=$?
    if [ -s "$report" ]; then
        local p f s
        p=$(count passed "$report")
        f=$(($(count failed "$report") + $(count errors "$report")))
        s=$(($(count skipped "$report") + $(count not-run "$report")))
        if [ "$status" -ne 0 ] && [ "$f" -eq 0 ] && [ $((p + s)) -gt 0 ]; then f=1; fi
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
        echo "== $project: $p passed, $f failed, $s skipped in $((SECONDS - began)) s"
    else
        # No report: the process died, and whatever it had not finished did not pass.
        failed=$((failed + 1))
        echo "== $project ended with exit code $status and no report" >&2
    fi
}

mkdir -p "$results"
install_needs
quietly "Building everything" "$root/ModelMine.slnx"
passed=0 failed=0 skipped=0
for project in $projects; do run_project "$project"; done
if [ $((passed + failed)) -eq 0 ]; then echo "error: no test ran" >&2; fi
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
