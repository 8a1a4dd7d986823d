namespace ModelMine.Training.Optimizers.Schedules;

/// <summary>
/// Times a factor after each so many epochs: PyTorch's <c>StepLR</c>, moved at each epoch. Where epochs have no whole number of
/// optimizer steps (reinforcement learning), the steps are divided among them evenly.
/// </summary>
/// <param name="rate">Rate of the first epochs.</param>
/// <param name="every">Epochs at one rate.</param>
/// <param name="factor">What the rate is multiplied with then.</param>
/// <param name="epochs">Epochs of the whole training.</param>
/// <param name="totalSteps">Optimizer steps of the whole training.</param>
/// <param name="before">Steps that were made before this schedule began; epochs are counted from the training's beginning.</param>
internal sealed class StepDecay(double rate, int every, double factor, int epochs, long totalSteps, long before) : LearningRateSchedule
{
    public override double At(long step) => rate * Math.Pow(factor, (before + step - 1) * epochs / totalSteps / every);
}
