# shellcheck shell=bash
# Builds with one line of progress instead of a page of output. Sourced; needs $root.

build_log="${root:?}/artifacts/build.log"

# quietly WHAT PROJECT [OPTIONS]: builds in Release; what went wrong is shown when it fails.
quietly() {
    local what=$1 began=$SECONDS pid
    shift
    mkdir -p "$root/artifacts"
    dotnet build "$@" -c Release -v minimal --nologo -nodeReuse:false >"$build_log" 2>&1 </dev/null &
    pid=$!
    trap 'kill "$pid" 2>/dev/null || true; exit 130' INT TERM
    if [ -t 1 ]; then
        while kill -0 "$pid" 2>/dev/null; do
            printf '\r%s … %s s (%s)\033[K' "$what" $((SECONDS - began)) "$(under_way)"
            sleep 0.25
        done
        printf '\r\033[K'
    else
        echo "$what …"
    fi
    if ! wait "$pid"; then
        grep -E '(error|warn)' "$build_log" | sort -u | head -n 20 >&2 || tail -n 20 "$build_log" >&2
        echo "error: the build failed; all of its output is in $build_log" >&2
        exit 3
    fi
    trap - INT TERM
    echo "Built in $((SECONDS - began)) s."
}

under_way() {
    local built
    built=$(grep -c -e ' -> ' "$build_log" || true)
    if [ "$built" -gt 0 ]; then
        echo "compiling, $built projects done"
    elif has_packages || grep -q 'Restored' "$build_log"; then
        echo "compiling"
    else
        echo "fetching packages"
    fi
}

has_packages() { [ -d "${NUGET_PACKAGES:-${HOME-}/.nuget/packages}/torchsharp" ]; }
