# shellcheck shell=bash
# Finds the .NET SDK that global.json asks for. Sourced by ../modelmine, test.sh and ../.ci/run.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
sdk_major=10

# Puts the first dotnet that has the SDK on PATH; without one, says how to get it and exits with 3.
find_sdk() {
    local folder
    for folder in "" "${DOTNET_ROOT-}" "${HOME-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet /opt/homebrew/opt/dotnet/libexec; do
        if [ -z "$folder" ]; then
            if has_sdk dotnet; then return; fi
        elif has_sdk "$folder/dotnet"; then
            export DOTNET_ROOT=$folder PATH="$folder:$PATH"
            return
        fi
    done
    sdk_missing
}

has_sdk() { command -v "$1" >/dev/null 2>&1 && "$1" --list-sdks 2>/dev/null | grep -q "^$sdk_major\."; }

sdk_missing() {
    local found=none
    if command -v dotnet >/dev/null 2>&1; then
        found=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' ')
    fi
    cat >&2 <<EOF
error: ModelMine needs the .NET SDK $sdk_major. Found: ${found:-none}.
Get it by one of:
  Ubuntu, Fedora   sudo apt-get install dotnet-sdk-$sdk_major.0   or   sudo dnf install dotnet-sdk-$sdk_major.0
  macOS            brew install --cask dotnet-sdk
  any system       https://dotnet.microsoft.com/download/dotnet/$sdk_major.0 (choose "SDK"; on Debian it names the package feed)
EOF
    exit 3
}
