#!/bin/sh
# Restores the PowerShell that .config/dotnet-tools.json pins, and runs build.ps1 in it. build.ps1 describes the tasks:
#
#   ./build.sh [build | demo | test | analyze | trust | clients | package | pictures | bench | clean]...

set -eu
CDPATH='' cd "$(dirname "$0")"

# build.ps1 sets the same variables and more, and explains why.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 POWERSHELL_TELEMETRY_OPTOUT=1 NUGET_CERT_REVOCATION_MODE=offline

case $(dotnet --version 2>/dev/null) in
[1-9][0-9].*) ;;
*)
    echo 'The .NET SDK 10.0 or later is required, but dotnet is not on PATH or is older.' >&2
    echo 'Get it from https://dotnet.microsoft.com/download and try again.' >&2
    exit 1
    ;;
esac

dotnet tool restore || {
    echo 'PowerShell, which runs the build, cannot be restored from NuGet (see above).' >&2
    exit 1
}

exec dotnet pwsh -NoProfile -NonInteractive -File build.ps1 "$@"
