# An agent and the trainers that it starts, with libtorch for the CPU: docker build -f deploy/agent.Dockerfile -t modelmine-agent .
#
# BASE is any image of Ubuntu or Debian in which .NET 10 is, or can be installed by apt-get: Ubuntu has it in its own archive.
ARG BASE=ubuntu:26.04

FROM ${BASE} AS build
RUN dotnet --list-sdks 2>/dev/null | grep -q '^10\.' \
    || { apt-get update && apt-get install --yes --no-install-recommends dotnet-sdk-10.0 && rm -rf /var/lib/apt/lists/*; }
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
WORKDIR /source
# Packages first: libtorch is large, and stays as it is when only the code changes.
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props global.json ./
COPY build ./build
COPY src/ModelMine.Core/ModelMine.Core.csproj ./src/ModelMine.Core/
COPY src/ModelMine.Training/ModelMine.Training.csproj ./src/ModelMine.Training/
COPY src/ModelMine.Agent/ModelMine.Agent.csproj ./src/ModelMine.Agent/
RUN dotnet restore src/ModelMine.Agent -p:UseAppHost=false
COPY datasets ./datasets
COPY examples ./examples
COPY src/ModelMine.Core ./src/ModelMine.Core
COPY src/ModelMine.Training ./src/ModelMine.Training
COPY src/ModelMine.Agent ./src/ModelMine.Agent
RUN dotnet publish src/ModelMine.Agent --no-restore -c Release -p:RunAnalyzers=false -p:UseAppHost=false -o /program

FROM ${BASE}
RUN dotnet --list-runtimes 2>/dev/null | grep -q '^Microsoft\.NETCore\.App 10\.' \
    || { apt-get update && apt-get install --yes --no-install-recommends dotnet-runtime-10.0 && rm -rf /var/lib/apt/lists/*; }
RUN mkdir /data && chown 10001:10001 /data
WORKDIR /app
COPY --from=build /program ./
ENV DOTNET_EnableDiagnostics=0
USER 10001:10001
VOLUME /data
# SIGTERM: trainers save their state and jobs are given back, within half a minute.
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "ModelMine.Agent.dll"]
CMD ["run", "--help"]
