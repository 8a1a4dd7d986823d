# shellcheck shell=bash
# What `./modelmine up` runs (server, agent, cli): built when anything changed. Sourced by ../modelmine; needs $root.

# shellcheck source=build/quietly.sh
source "${root:?}/build/quietly.sh"
cli_dll="$root/artifacts/bin/ModelMine.Cli/release/ModelMine.Cli.dll"
product_stamp="$root/artifacts/product.stamp"
# Measured: the packages of a restore with no cache, on Linux; libtorch alone is 128 MB of it.
download_size="about 250 MB of packages (1.4 GB unpacked; libtorch is the largest)"

build_product() {
    if product_is_fresh; then return; fi
    local why="Building ModelMine"
    if [ ! -e "$product_stamp" ]; then
        why="Building ModelMine for the first time"
        if ! has_packages; then
            echo "The first start fetches $download_size and compiles; later starts take seconds."
        fi
    fi
    mkdir -p "$root/artifacts"
    touch "$product_stamp.begun"
    # Analyzers are for those who change the code: `./modelmine test` runs them.
    quietly "$why" "$root/build/Product.slnf" -p:RunAnalyzers=false
    mv -f "$product_stamp.begun" "$product_stamp"
}

build_cli() { quietly "Building the command line" "$root/src/ModelMine.Cli/ModelMine.Cli.csproj" -p:RunAnalyzers=false; }

exec_cli() {
    if [ ! -e "$cli_dll" ]; then
        find_sdk
        build_cli >&2
    elif ! command -v dotnet >/dev/null 2>&1; then
        find_sdk
    fi
    exec dotnet "$cli_dll" "$@"
}

# Nothing that goes into the product is newer than the build. A folder is newer when a file in it was added or removed.
product_is_fresh() {
    [ -e "$product_stamp" ] && [ -e "$cli_dll" ] || return 1
    local newer
    newer=$(cd "$root" && find src datasets examples build Directory.Build.props Directory.Build.targets Directory.Packages.props global.json ModelMine.slnx \
        -newer "$product_stamp" 2>/dev/null | head -n 1)
    [ -z "$newer" ]
}
