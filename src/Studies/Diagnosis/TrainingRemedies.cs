using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;

namespace MlPipelines.Studies;

/// <summary>Remedies that change how a model is trained.</summary>
internal static class TrainingRemedies
{
    /// <summary>A rate that does not suit is off by about a decade: the grid of Bengio 2012, section 3.3, in whole decades.</summary>
    private const double Decade = 10;

    /// <summary>A suggested rate within this factor of the configured one is the configured one, as far as a range test can tell; chosen here.</summary>
    private const double SameRate = 2;

    /// <summary>The greatest rate that the options allow.</summary>
    private const double GreatestRate = 10;

    /// <summary>The norm that gradients are clipped to where they explode (Pascanu et al. 2013 found results steady over a wide range of it).</summary>
    private const double ClippedNorm = 1;

    /// <summary>Epochs that are too few become three times as many, or ten times where there are so few that three times are few, too; chosen here.</summary>
    private const int EpochsFactor = 3;
    private const int FewEpochs = 3;
    private const int FewEpochsFactor = 10;
    private const int UsualBatchSize = 32;
    private const int UsualPatience = 5;

    public static IEnumerable<RemedyProposal> GentleSteps(DiagnosedCase study)
    {
        if (study.Network is not null)
        {
            double rate = study.Options.Training.Optimizer.LearningRate / Decade;
            JsonObject patch = Rate(rate);
            patch["training"]!["clipNorm"] = ClippedNorm;
            yield return new RemedyProposal(FormattableString.Invariant($"learning rate {rate}, gradients clipped to norm {ClippedNorm}"), patch);
        }
    }

    /// <summary>The patience is a quarter of the epochs where those are few, because patience as long as the training stops nothing.</summary>
    public static IEnumerable<RemedyProposal> EarlyStopping(DiagnosedCase study)
    {
        if (study.Network is not null && study.Options.Training.EarlyStopping is null)
        {
            int patience = Math.Clamp(study.Options.Training.Epochs / 4, 1, UsualPatience);
            yield return new RemedyProposal(
                FormattableString.Invariant($"early stopping (patience {patience})"),
                Training("earlyStopping", new JsonObject { ["patience"] = patience }));
        }
    }

    public static IEnumerable<RemedyProposal> MoreEpochs(DiagnosedCase study)
    {
        if (study.Network is not null)
        {
            int epochs = study.Options.Training.Epochs * (study.Options.Training.Epochs < FewEpochs ? FewEpochsFactor : EpochsFactor);
            yield return new RemedyProposal(FormattableString.Invariant($"{epochs} epochs instead of {study.Options.Training.Epochs}"), Training("epochs", epochs));
        }
    }

    public static IEnumerable<RemedyProposal> ClassWeights(DiagnosedCase study)
    {
        if (study.Options.Training.ClassWeighting == ClassWeighting.None)
        {
            JsonObject patch = Training("classWeighting", "balanced");
            patch["training"]!["classWeights"] = null;
            yield return new RemedyProposal("class weights \"balanced\"", patch);
        }
    }

    public static IEnumerable<RemedyProposal> Oversampling(DiagnosedCase study)
    {
        if (study.Options.Training.Sampling == SamplingMode.Oversample)
        {
            yield break;
        }

        yield return study.Network is not null && study.Options.Training.Order != SampleOrder.Shuffled
            ? new RemedyProposal("over-sampling", null, "Over-sampling decides the order of samples, and the scenario gives another one.")
            : new RemedyProposal("over-sampling of rare classes", Training("sampling", "oversample"));
    }

    public static IEnumerable<RemedyProposal> SuggestedRate(DiagnosedCase study)
    {
        double configured = study.Options.Training.Optimizer.LearningRate;
        if (study.Network is not null && Suggested(study) is { } rate && (rate > SameRate * configured || rate < configured / SameRate))
        {
            yield return new RemedyProposal(FormattableString.Invariant($"learning rate {rate}, which the range test suggests, instead of {configured}"), Rate(rate));
        }
    }

    public static IEnumerable<RemedyProposal> LowerRate(DiagnosedCase study)
    {
        if (study.Network is not null)
        {
            // A tenth of a rate that is hundreds of times the usual one is too high still.
            OptimizerOptions optimizer = study.Options.Training.Optimizer;
            (double tenth, double nearUsual) = (optimizer.LearningRate / Decade, optimizer.UsualLearningRate() * Decade);
            yield return tenth <= nearUsual
                ? new RemedyProposal(FormattableString.Invariant($"learning rate {tenth}, a tenth"), Rate(tenth))
                : new RemedyProposal(FormattableString.Invariant($"learning rate {nearUsual} instead of {optimizer.LearningRate}"), Rate(nearUsual));
        }
    }

    public static IEnumerable<RemedyProposal> HigherRate(DiagnosedCase study)
    {
        // Ten times a rate that is thousands of times below the usual one is too low still.
        OptimizerOptions optimizer = study.Options.Training.Optimizer;
        (double tenfold, double nearUsual) = (optimizer.LearningRate * Decade, optimizer.UsualLearningRate() / Decade);
        if (study.Network is not null && tenfold <= GreatestRate)
        {
            yield return tenfold >= nearUsual
                ? new RemedyProposal(FormattableString.Invariant($"learning rate {tenfold}, ten times as high"), Rate(tenfold))
                : new RemedyProposal(FormattableString.Invariant($"learning rate {nearUsual} instead of {optimizer.LearningRate}"), Rate(nearUsual));
        }
    }

    public static IEnumerable<RemedyProposal> UsualBatch(DiagnosedCase study)
    {
        int size = study.Options.Training.BatchSize;
        if (study.Network is not null && size != UsualBatchSize)
        {
            yield return new RemedyProposal(FormattableString.Invariant($"batches of {UsualBatchSize} instead of {size}"), Training("batchSize", UsualBatchSize));
        }
    }

    public static IEnumerable<RemedyProposal> Shuffled(DiagnosedCase study)
    {
        if (study.Network is not null && study.Options.Training.Order != SampleOrder.Shuffled)
        {
            JsonObject patch = Training("order", "shuffled");
            patch["training"]!["shuffleBuffer"] = null;
            yield return new RemedyProposal("training samples shuffled anew in every epoch", patch);
        }
    }

    /// <summary>Two digits are more than a range test knows.</summary>
    private static double? Suggested(DiagnosedCase study) =>
        study.Result.RangeTests.FirstOrDefault(test => test.Variant == VariantResult.Baseline)?.Suggested is { } rate and > 0
            ? Math.Min(GreatestRate, double.Parse(rate.ToString("G2", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture))
            : null;

    private static JsonObject Rate(double rate) => Training("optimizer", new JsonObject { ["learningRate"] = rate });

    private static JsonObject Training(string member, JsonNode? value) => new() { ["training"] = new JsonObject { [member] = value } };
}
