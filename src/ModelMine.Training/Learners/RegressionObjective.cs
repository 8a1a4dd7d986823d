using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Tables;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Learners;

/// <summary>
/// Squared, absolute or Huber loss (δ = 1) of the standardised number; the score is the root of the mean squared error in the
/// column's own unit, lower is better. R² is 1 less the squared error divided by that of always saying the split's mean.
/// </summary>
internal sealed class RegressionObjective(EffectiveConfig config, TargetColumn target) : TableObjective
{
    private readonly string _loss = config.Text("lossFunction");
    private readonly IReadOnlyList<string> _metrics = config.Words("metrics");

    public override string ScoreName => "rmse";

    public override IReadOnlyList<string> Curves { get; } = ["loss", "rmse", .. config.Words("metrics")];

    public override Tensor Loss(Tensor outputs, Tensor targets) => Loss(outputs.to(ScalarType.Float32), targets, nn.Reduction.Mean);

    public override ITableSums Begin() => new Sums(this, target);

    private Tensor Loss(Tensor outputs, Tensor targets, nn.Reduction reduction) => _loss switch
    {
        "mae" => F.l1_loss(outputs.squeeze(1), targets, reduction),
        "huber" => F.smooth_l1_loss(outputs.squeeze(1), targets, reduction),
        _ => F.mse_loss(outputs.squeeze(1), targets, reduction),
    };

    private sealed class Sums(RegressionObjective objective, TargetColumn target) : ITableSums
    {
        private double _loss, _squared, _absolute, _targets, _targetSquares;
        private long _count;

        public void Add(Tensor outputs, Tensor targets)
        {
            _loss += objective.Loss(outputs, targets, nn.Reduction.Sum).item<float>();
            var (found, wanted) = (outputs.squeeze(1).OnProcessor().data<float>().ToArray(), targets.OnProcessor().data<float>().ToArray());
            for (var i = 0; i < found.Length; i++)
            {
                double error = found[i] - wanted[i];
                _squared += error * error;
                _absolute += Math.Abs(error);
                _targets += wanted[i];
                _targetSquares += (double)wanted[i] * wanted[i];
            }

            _count += found.Length;
        }

        public TableMeasure Measure()
        {
            var (loss, rmse) = (_loss / _count, target.StandardDeviation * Math.Sqrt(_squared / _count));
            var figures = new Dictionary<string, double> { ["loss"] = loss, ["rmse"] = rmse };
            var words = string.Create(CultureInfo.InvariantCulture, $"root mean squared error {rmse:G5}");
            foreach (var word in objective._metrics.Where(word => !figures.ContainsKey(word)))
            {
                if (Figure(word) is not { } figure) continue;
                figures[word] = figure;
                words += string.Create(CultureInfo.InvariantCulture, $", {word} {figure:G5}");
            }

            return new(rmse, loss, figures, words);
        }

        private double? Figure(string word) => word switch
        {
            "mse" => target.StandardDeviation * target.StandardDeviation * _squared / _count,
            "mae" => target.StandardDeviation * _absolute / _count,
            // Where all rows have the same number there is nothing to explain.
            _ => _targetSquares - _targets * _targets / _count is > 0 and var spread ? 1 - _squared / spread : null,
        };
    }
}
