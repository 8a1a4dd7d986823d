using System.Globalization;
using Microsoft.Extensions.Logging;
using ModelMine.Agent.Attempts;
using ModelMine.Agent.Blobs;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Enrolment;
using ModelMine.Agent.Machine;
using ModelMine.Agent.Session;
using ModelMine.Agent.Telemetry;
using ModelMine.Agent.Trainers;
using ModelMine.Agent.Tries;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Shell;

/// <summary>Puts the agent together, and runs it.</summary>
internal static class RunAgent
{
    /// <summary>Runs the agent in this process, until a signal.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="cancellationToken">Drains, as a first signal does.</param>
    public static async Task<int> ExecuteAsync(RunOptions options, CancellationToken cancellationToken)
    {
        using var signals = new StopSignals();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, cancellationToken);
        using var loggers = AgentLog.ToStandardOutput();
        using var spans = AgentTelemetry.Export();
        var timings = new AgentTimings { Drain = options.Drain, Silence = options.Silence, Stall = options.Stall };
        var starter = LabTrainer.Starter(loggers.CreateLogger(nameof(LabTrainer))) ?? TrainerStarter.OfThisProgram();
        return await ExecuteAsync(
            options, timings, starter, TimeProvider.System, loggers, stop.Token,
            threads => TrainerStarter.OfThisProgram(InferVerb.Name, InferVerb.ThreadsOption, threads.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Runs the agent with parts of the caller's choice.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="timings">Spans of time.</param>
    /// <param name="starter">Starts trainers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">The logs.</param>
    /// <param name="stop">Drains.</param>
    /// <param name="inference">Starts what answers with trained models, by the threads that it computes with; null to answer nothing.</param>
    public static async Task<int> ExecuteAsync(
        RunOptions options, AgentTimings timings, ITrainerStarter starter, TimeProvider time, ILoggerFactory loggers, CancellationToken stop,
        Func<int, TrainerStarter>? inference = null)
    {
        var slots = SlotPlan.For(Environment.ProcessorCount, options.Slots, options.ThreadsPerSlot);
        using var folder = AgentFolder.Hold(options.DataFolder);
        using var http = ServerConnection.Open(options.Server);
        var api = new NodeApiClient(http);
        var contact = new ServerContact(options.Server, time, loggers.CreateLogger<ServerContact>());
        var calls = new PatientCalls(contact, timings, time);
        try
        {
            var machine = await ThisMachine.LookAsync(folder.Path, slots, time, stop, options.Labels);
            var enrolment = new NodeEnrolment(folder, api, calls, time, loggers.CreateLogger<NodeEnrolment>());
            var (identity, key) = await enrolment.SignInAsync(options, machine.Facts, stop);
            using var ownKey = key;
            var logger = loggers.CreateLogger<NodeSession>();
            logger.LogInformation("Agent {Version} is node {NodeId} ({Name}) of {Server}.", machine.Facts.AgentVersion, identity.NodeId, identity.Name, options.Server);
            foreach (var problem in folder.RemoveLeftovers()) logger.LogWarning("Left over from before, and not to be removed: {Problem}", problem);

            var held = new HeldAttempts();
            var parts = new SessionParts
            {
                SessionId = Id.New("ses"), Api = api, Calls = calls, Machine = machine, Held = held, Timings = timings, Time = time,
            };
            var attempts = new AttemptParts
            {
                NodeId = identity.NodeId, Key = key, Api = api, Calls = calls, Starter = starter,
                WorkFolder = folder.WorkFolder, AttemptDiskBytes = options.AttemptDiskBytes, DatasetFolder = folder.DatasetFolder,
                Datasets = new(new BlobDownload(api.ReadBlobAsync, calls, timings, time), folder.DatasetFolder, options.DataCacheBytes, time),
                Threads = slots.ThreadsPerSlot,
                Timings = timings, Time = time, Logger = loggers.CreateLogger<AttemptRun>(),
            };
            var tries = inference is null ? null : new TryAnswers(
                new()
                {
                    Api = api, Calls = calls, Machine = machine, Starter = inference(slots.ThreadsPerSlot),
                    Folder = folder.TryFolder, Threads = slots.ThreadsPerSlot, Timings = timings, Time = time,
                },
                loggers.CreateLogger<TryAnswers>());
            await new NodeSession(parts, attempts, contact, loggers, tries).RunAsync(stop);
            logger.LogInformation("Stopped.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop before it began: there is nothing to drain.
        }

        return AgentExit.Success;
    }
}
