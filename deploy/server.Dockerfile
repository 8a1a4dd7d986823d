# The server, without a training library: docker build -f deploy/server.Dockerfile -t modelmine-server .
#
# BASE is any image of Ubuntu or Debian in which .NET 10 is, or can be installed by apt-get: Ubuntu has it in its own archive.
ARG BASE=ubuntu:26.04

FROM ${BASE} AS build
RUN dotnet --list-sdks 2>/dev/null | grep -q '^10\.' \
    || { apt-get update && apt-get install --yes --no-install-recommends dotnet-sdk-10.0 && rm -rf /var/lib/apt/lists/*; }
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
WORKDIR /source
# Packages first: they stay as they are when only the code changes.
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props global.json ./
COPY build ./build
COPY src/ModelMine.Core/ModelMine.Core.csproj ./src/ModelMine.Core/
COPY src/ModelMine.Server/ModelMine.Server.csproj ./src/ModelMine.Server/
RUN dotnet restore src/ModelMine.Server
COPY datasets ./datasets
COPY examples ./examples
COPY src/ModelMine.Core ./src/ModelMine.Core
COPY src/ModelMine.Server ./src/ModelMine.Server
RUN dotnet publish src/ModelMine.Server --no-restore -c Release -p:RunAnalyzers=false -p:UseAppHost=false -o /program

FROM ${BASE}
RUN dotnet --list-runtimes 2>/dev/null | grep -q '^Microsoft\.AspNetCore\.App 10\.' \
    || { apt-get update && apt-get install --yes --no-install-recommends aspnetcore-runtime-10.0 && rm -rf /var/lib/apt/lists/*; }
# The driver of PostgreSQL looks for Kerberos, and complains where it is not.
RUN ls /usr/lib/*/libgssapi_krb5.so.2 2>/dev/null \
    || { apt-get update && apt-get install --yes --no-install-recommends libgssapi-krb5-2 && rm -rf /var/lib/apt/lists/*; }
RUN mkdir /data && chown 10001:10001 /data
WORKDIR /app
COPY --from=build /program ./
ENV ModelMine__BindAddress=* ModelMine__DataFolder=/data DOTNET_EnableDiagnostics=0
USER 10001:10001
VOLUME /data
EXPOSE 3000 4000
# SIGTERM: it ends what is open, and leaves the cluster.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s --retries=3 CMD ["dotnet", "ModelMine.Server.dll", "health"]
ENTRYPOINT ["dotnet", "ModelMine.Server.dll"]
