using System.Text.Json.Nodes;
using MlPipelines.Configuration;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>Remedies that change the model: how large it is, and what holds it back.</summary>
internal static class ModelRemedies
{
    /// <summary>The dropout that a network without any gets: between the 0.2 of inputs and the 0.5 of hidden units of Srivastava et al. 2014.</summary>
    private const double FirstRate = 0.3;

    /// <summary>A network that has dropout gets so much more, up to <see cref="GreatestRate"/>; chosen here.</summary>
    private const double RateStep = 0.2;
    private const double GreatestRate = 0.7;

    /// <summary>The factor of Keras' own example of a regularised network, where there is none yet.</summary>
    private const double FirstPenalty = 1e-3;

    /// <summary>Steps of a decade are those that tell penalties apart; chosen here.</summary>
    private const double PenaltyFactor = 10;

    /// <summary>Twice the width is up to four times the multiplications, half the width a quarter of them; half is a careful estimate.</summary>
    private const double WorkOfTwice = 4;
    private const double WorkOfHalf = 0.5;

    /// <summary>The perceptron that a logistic model grows into, and the least number of its steps; chosen here.</summary>
    private const int FirstUnits = 64;
    private const int FirstSteps = 1000;
    private const int UsualBatch = 32;

    /// <summary>The momentum of PyTorch's batch normalisation (0.1 there, 0.9 in Keras' terms): averages arrive in a tenth of the steps that Keras' 0.99 takes.</summary>
    private const double FastMomentum = 0.9;

    /// <summary>The weights stay what they are, because training never looks at the moving statistics; the network at rest changes.</summary>
    public static IEnumerable<RemedyProposal> FasterAverages(DiagnosedCase study)
    {
        if (study.Network is not { } network || !NetworkPresets.Expand(network).OfType<BatchNormOptions>().Any(layer => layer.Momentum > FastMomentum))
        {
            yield break;
        }

        JsonObject patch = Model("layers", LayerRewriting.WithMomentum(study.WrittenLayers!, FastMomentum));
        if (network.Layers is null)
        {
            // These are the layers of the short form, which they replace.
            foreach ((string member, JsonNode? _) in ((JsonObject)ScenarioJson.ValueAt(study.Options, "model")!).Where(pair => pair.Key is not ("type" or "layers")))
            {
                patch["model"]![member] = null;
            }
        }

        yield return new RemedyProposal(FormattableString.Invariant($"batch normalisation with momentum {FastMomentum}"), patch);
    }

    public static IEnumerable<RemedyProposal> Dropout(DiagnosedCase study)
    {
        if (study.Network is not { } network || (network is MlpOptions { Layers: null, HiddenUnits.Count: 0 }))
        {
            yield break;
        }

        if (study.Layers is { } layers)
        {
            JsonArray changed = LayerRewriting.WithDropout(layers, FirstRate, RateStep, GreatestRate);
            yield return new RemedyProposal(
                "more dropout in the layers", Model("layers", changed));
        }
        else
        {
            double rate = network.Dropout == 0 ? FirstRate : Math.Max(network.Dropout, Math.Min(GreatestRate, Math.Round(network.Dropout + RateStep, 3)));
            yield return new RemedyProposal(FormattableString.Invariant($"dropout {rate}{Instead(network.Dropout)}"), Model("dropout", rate));
        }
    }

    public static IEnumerable<RemedyProposal> WeightPenalty(DiagnosedCase study)
    {
        double Next(double penalty, double first) => penalty == 0 ? first : penalty * PenaltyFactor;
        if (study.Options.Model is LogisticRegressionOptions logistic)
        {
            double l2 = Next(logistic.L2, 1);
            yield return new RemedyProposal(FormattableString.Invariant($"L2 {l2}{Instead(logistic.L2)}"), Model("l2", l2));
        }
        else if (study.Options.Training.Optimizer is AdamWOptions decayed)
        {
            double decay = Next(decayed.WeightDecay, 0.004);
            yield return new RemedyProposal(
                FormattableString.Invariant($"weight decay {decay}{Instead(decayed.WeightDecay)}"),
                new JsonObject { ["training"] = new JsonObject { ["optimizer"] = new JsonObject { ["weightDecay"] = decay } } });
        }
        else if (study.Layers is { } layers)
        {
            yield return new RemedyProposal("a ten times stronger l2 on the layers' kernels", Model("layers", LayerRewriting.WithPenalty(layers, FirstPenalty, PenaltyFactor)));
        }
        else if (study.Network is { } network)
        {
            double l2 = Next(network.L2, FirstPenalty);
            yield return new RemedyProposal(FormattableString.Invariant($"L2 {l2}{Instead(network.L2)}"), Model("l2", l2));
        }
    }

    public static IEnumerable<RemedyProposal> SmallerModel(DiagnosedCase study) => Resized(study, 0.5);

    public static IEnumerable<RemedyProposal> LargerModel(DiagnosedCase study)
    {
        if (study.Options.Model is not LogisticRegressionOptions)
        {
            return Resized(study, 2);
        }

        int epochs = Math.Max(10, (int)Math.Ceiling(FirstSteps / Math.Ceiling(study.TrainRows / (double)UsualBatch)));
        JsonObject patch = Model("type", "mlp");
        patch["model"]!["hiddenUnits"] = new JsonArray(FirstUnits);
        patch["training"] = new JsonObject { ["epochs"] = epochs };
        return [new RemedyProposal(FormattableString.Invariant($"a perceptron with {FirstUnits} hidden units, {epochs} epochs"), patch)];
    }

    /// <summary>Without dropout and penalty, where the study has any.</summary>
    public static IEnumerable<RemedyProposal> LessRestraint(DiagnosedCase study)
    {
        if (study.Options.Model is LogisticRegressionOptions { L2: > 0 } logistic)
        {
            yield return new RemedyProposal(FormattableString.Invariant($"L2 {logistic.L2 / PenaltyFactor}{Instead(logistic.L2)}"), Model("l2", logistic.L2 / PenaltyFactor));
        }
        else if (study.Layers is { } layers && LayerRewriting.IsRestrained(layers))
        {
            yield return new RemedyProposal("the layers without dropout and l2", Model("layers", LayerRewriting.WithoutRestraint(layers)));
        }
        else if (study.Network is { Layers: null } network && network is not { Dropout: 0, L2: 0 })
        {
            JsonObject patch = Model("dropout", null);
            patch["model"]!["l2"] = null;
            yield return new RemedyProposal("without dropout and l2", patch);
        }
    }

    private static IEnumerable<RemedyProposal> Resized(DiagnosedCase study, double factor)
    {
        string what = factor > 1 ? FormattableString.Invariant($"twice as wide, at least {LayerRewriting.FewestOfLarger}") : "half as wide";
        double work = factor > 1 ? WorkOfTwice : WorkOfHalf;
        if (study.Layers is { } layers)
        {
            yield return new RemedyProposal($"layers {what}", Model("layers", LayerRewriting.Resized(layers, factor))) { Work = work };
        }
        else if (study.Options.Model is MlpOptions mlp)
        {
            if (mlp.HiddenUnits.Count == 0 && factor < 1)
            {
                yield break;
            }

            int[] units = mlp.HiddenUnits.Count == 0 ? [FirstUnits] : [.. mlp.HiddenUnits.Select(width => LayerRewriting.Resized(width, factor))];
            yield return new RemedyProposal(
                $"{string.Join(" and ", units)} hidden units", Model("hiddenUnits", new JsonArray([.. units.Select(width => JsonValue.Create(width))])))
            { Work = work };
        }
        else if (study.Options.Model is CnnOptions { Filters: { } filters } cnn)
        {
            int[] resized = [.. filters.Select(width => LayerRewriting.Resized(width, factor))];
            JsonObject patch = Model("filters", new JsonArray([.. resized.Select(width => JsonValue.Create(width))]));
            patch["model"]!["denseUnits"] = LayerRewriting.Resized(cnn.DenseUnits, factor);
            yield return new RemedyProposal($"filters {string.Join(", ", resized)}, dense layer {what}", patch) { Work = work };
        }
        else if (study.Options.Model is CnnOptions preset)
        {
            yield return factor > 1 ? LargerPreset(preset) with { Work = WorkOfTwice } : SmallerPreset(preset) with { Work = WorkOfHalf };
        }
    }

    private static RemedyProposal LargerPreset(CnnOptions cnn)
    {
        if (cnn.Preset == CnnPreset.Large)
        {
            return new RemedyProposal(
                "a larger network", null, "The preset \"large\" is the largest there is: write \"layers\" or \"filters\" for a larger network.");
        }

        CnnPreset next = cnn.Preset + 1;
        JsonObject patch = Model("preset", Word(next));
        if (next == CnnPreset.Large && cnn.BatchNormalization)
        {
            // The preset has it anyway and does not let it be said.
            patch["model"]!["batchNormalization"] = null;
        }

        return new RemedyProposal($"the preset \"{Word(next)}\"", patch);
    }

    private static RemedyProposal SmallerPreset(CnnOptions cnn)
    {
        if (cnn.Preset == CnnPreset.Small)
        {
            // Half of what the preset says: conv 16, conv 32, dense 64.
            JsonObject patch = Model("preset", null);
            patch["model"]!["filters"] = new JsonArray(8, 16);
            patch["model"]!["denseUnits"] = 32;
            return new RemedyProposal("filters 8, 16, dense layer of 32 units", patch);
        }

        CnnPreset next = cnn.Preset - 1;
        JsonObject smaller = Model("preset", Word(next));
        if (cnn.Preset == CnnPreset.Large)
        {
            smaller["model"]!["batchNormalization"] = true;
        }

        return new RemedyProposal($"the preset \"{Word(next)}\"", smaller);
    }

    /// <summary>What it was before, where it was anything.</summary>
    private static string Instead(double before) => before == 0 ? "" : FormattableString.Invariant($" instead of {before}");

    private static string Word(CnnPreset preset) => StudyJson.Word(preset);

    private static JsonObject Model(string member, JsonNode? value) => new() { ["model"] = new JsonObject { [member] = value } };
}
