using Microsoft.AspNetCore.Components;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Server.Tries.Pages;

/// <summary>What the panels that use a trained model share: asking it, and saying why there is no answer.</summary>
public abstract class TryPanelBase : LivePage
{
    private CancellationTokenSource? _asking;

    /// <summary>The completed job.</summary>
    [Parameter, EditorRequired]
    public JobDetail Job { get; set; } = default!;

    [Inject]
    private AskModel Model { get; set; } = default!;

    /// <summary>Whether the model is being asked.</summary>
    protected bool IsAsking => _asking is not null;

    /// <summary>Why there is no answer, or no more of it; null when nothing is wrong.</summary>
    protected string? Wrong { get; set; }

    /// <summary>Seconds that the model took for the last answer.</summary>
    protected double? Seconds { get; private set; }

    /// <inheritdoc/>
    protected override TimeSpan DrawInterval => TimeSpan.FromMilliseconds(60);

    /// <summary>Asks the model, and draws as the pieces of its answer come. One at a time: while it is asked, nothing happens.</summary>
    /// <param name="request">What it is asked.</param>
    /// <param name="take">Takes each piece.</param>
    protected async Task AskAsync(TryRequest request, Action<TryOutput> take)
    {
        if (_asking is not null) return;
        using var asking = _asking = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        (Wrong, Seconds) = (null, null);
        try
        {
            var answer = await Model.ExecuteAsync(await UserIdAsync(), Job.Id, request, asking.Token);
            await foreach (var piece in answer.WithCancellation(asking.Token))
            {
                if (piece is TryDone done) Seconds = done.Seconds;
                else if (piece is TryFailed failed) Wrong = failed.Message;
                else take(piece);
                DrawSoon();
            }
        }
        catch (RefusedException refusal)
        {
            Wrong = $"{refusal.Problem.Title} {refusal.Problem.Detail}";
        }
        catch (OperationCanceledException) when (asking.IsCancellationRequested)
        {
            // Told to stop, or the viewer has left.
        }
        finally
        {
            _asking = null;
        }
    }

    /// <summary>Ends the answer that is under way.</summary>
    protected void StopAsking() => _asking?.Cancel();
}
