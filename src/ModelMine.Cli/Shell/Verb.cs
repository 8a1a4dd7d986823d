using System.CommandLine;
using System.Net;
using System.Text.Json;

using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Cli.Shell;

/// <summary>A verb of the command line; whatever it throws becomes a message and an exit code.</summary>
internal sealed class Verb : Command
{
    public Verb(Surroundings surroundings, string name, string description, Func<VerbCall, CancellationToken, Task<int>> run, bool callsServer = true)
        : base(name, description)
    {
        if (callsServer) Add(CommonOptions.Server);
        SetAction(async (arguments, cancellationToken) =>
        {
            using var call = new VerbCall(arguments, surroundings);
            try
            {
                return await run(call, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCode.Interrupted;
            }
            catch (Exception e)
            {
                var (code, problem) = Explain(e, call);
                ErrorReport.Write(surroundings, problem, call.Json);
                return code;
            }
        });
    }

    private static (int Code, Problem Problem) Explain(Exception exception, VerbCall call) => exception switch
    {
        CliFailure failure => (failure.ExitCode, failure.Problem),
        ApiException { Status: HttpStatusCode.Unauthorized } e => (ExitCode.NotSignedIn, e.Problem with
        {
            Detail = $"Sign in with: {call.Program} login --server {call.Server.Address.AbsoluteUri.TrimEnd('/')}",
        }),
        ApiException e => (CodeFor(e.Status), e.Problem),
        HttpRequestException or TaskCanceledException => (ExitCode.Unreachable, new Problem
        {
            Title = $"The server at {call.Server.Address.AbsoluteUri.TrimEnd('/')} cannot be reached: {exception.Message}",
            Detail = "Start one with ./modelmine up, or name another with --server.",
            Code = "unreachable",
        }),
        JsonException or InvalidDataException => (ExitCode.Unreachable, new Problem
        {
            Title = $"The server at {call.Server.Address.AbsoluteUri.TrimEnd('/')} answered what this version does not understand: {exception.Message}",
            Detail = "Check that the address is that of a ModelMine server of the same version.",
            Code = "not_understood",
        }),
        FileNotFoundException or DirectoryNotFoundException => (ExitCode.NotFound, new Problem { Title = exception.Message, Code = "no_such_file" }),
        IOException or UnauthorizedAccessException => (ExitCode.Environment, new Problem { Title = exception.Message, Code = "io" }),
        _ => (ExitCode.Bug, new Problem { Title = "modelmine made a mistake; please report it.", Detail = exception.ToString(), Code = "bug" }),
    };

    private static int CodeFor(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.NotSignedIn,
        HttpStatusCode.NotFound => ExitCode.NotFound,
        HttpStatusCode.PaymentRequired or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests => ExitCode.Refused,
        >= HttpStatusCode.InternalServerError => ExitCode.Unreachable,
        _ => ExitCode.Usage,
    };
}
