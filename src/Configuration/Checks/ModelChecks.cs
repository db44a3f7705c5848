namespace MlPipelines.Configuration;

/// <summary>Checks of <c>model</c>. Whether layers fit the data is checked where the data are known.</summary>
internal static class ModelChecks
{
    private static readonly string[] _shortForm = ["dropout", "l2", "batchNormalization", "hiddenUnits", "activation", "preset", "filters", "denseUnits"];

    /// <summary>A table has no neighbouring pixels.</summary>
    public static void ConvolutionsHaveImages(ScenarioView scenario)
    {
        if (scenario is { Options.Model: CnnOptions or TransferOptions, IsTable: true })
        {
            scenario.Refuse("model.type", "\"mlp\" or \"logisticRegression\" for a table", null, null, "data.type");
        }
    }

    /// <summary>The same of a head.</summary>
    public static void HeadDropoutHasALayer(ScenarioView scenario)
    {
        if (scenario.Options.Model is TransferOptions { Head: MlpHeadOptions { HiddenUnits.Count: 0 } head })
        {
            if (head.Dropout > 0)
            {
                scenario.Refuse("model.head.dropout", "0, because there is no hidden layer that it could follow", null, null, "model.head.hiddenUnits");
            }

            if (head.BatchNormalization)
            {
                scenario.Refuse("model.head.batchNormalization", "false, because there is no hidden layer that it could follow", null, null, "model.head.hiddenUnits");
            }
        }
    }

    /// <summary>Layers say everything themselves.</summary>
    public static void LayersExcludeTheShortForm(ScenarioView scenario)
    {
        if (scenario.Options.Model is not NetworkOptions { Layers: not null })
        {
            return;
        }

        foreach (string member in _shortForm.Where(member => scenario.Given($"model.{member}") is not null))
        {
            scenario.RefuseMember(
                $"model.{member}", $"either \"layers\" or the short form ({Quoted.List(_shortForm)})",
                "Say it in the layers, or remove \"layers\" (in a variant: \"layers\": null).", "model.layers");
        }
    }

    /// <summary>A network without layers has nothing to learn.</summary>
    public static void LayersAreNotEmpty(ScenarioView scenario)
    {
        if (scenario.Options.Model is NetworkOptions { Layers.Count: 0 })
        {
            scenario.Refuse("model.layers", "at least one layer", "an empty array", "Remove it to use the short form.");
        }
    }

    /// <summary>An MLP flattens images, so nothing in it can look at neighbours.</summary>
    public static void PerceptronLayersArePlain(ScenarioView scenario)
    {
        if (scenario.Options.Model is not MlpOptions { Layers: { } layers })
        {
            return;
        }

        for (int index = 0; index < layers.Count; index++)
        {
            if (layers[index] is Conv2DOptions or MaxPool2DOptions or AveragePool2DOptions or GlobalAveragePoolOptions)
            {
                UnionShape union = (UnionShape)OptionShapes.OfObject(typeof(LayerOptions));
                scenario.Refuse(
                    "model.layers", "layers without windows, because an mlp flattens its input",
                    FormattableString.Invariant($"layers[{index}] {union.NameOf(layers[index])}"), "Use \"type\": \"cnn\".", "model.type");
                return;
            }
        }
    }

    /// <summary>The dropout of an MLP follows its hidden layers.</summary>
    public static void DropoutHasALayer(ScenarioView scenario)
    {
        if (scenario.Options.Model is MlpOptions { Layers: null, HiddenUnits.Count: 0, Dropout: > 0 })
        {
            scenario.Refuse("model.dropout", "0, because there is no hidden layer that it could follow", null, null, "model.hiddenUnits");
        }
    }

    /// <summary>The same of batch normalisation; and the preset that has it anyway leaves no choice.</summary>
    public static void BatchNormalizationChangesSomething(ScenarioView scenario)
    {
        if (scenario.Options.Model is MlpOptions { Layers: null, HiddenUnits.Count: 0, BatchNormalization: true })
        {
            scenario.Refuse(
                "model.batchNormalization", "false, because there is no hidden layer that it could follow", null, null, "model.hiddenUnits");
        }

        if (scenario.Options.Model is CnnOptions { Layers: null, Filters: null, Preset: CnnPreset.Large } && scenario.Given("model.batchNormalization") is not null)
        {
            scenario.RefuseMember(
                "model.batchNormalization", "no \"batchNormalization\" with the preset \"large\", which has it anyway", "Remove it.", "model.preset");
        }
    }

    /// <summary>Filters say what the preset would say.</summary>
    public static void FiltersExcludeThePreset(ScenarioView scenario)
    {
        if (scenario.Options.Model is not CnnOptions { Layers: null, Filters: { } filters })
        {
            return;
        }

        if (filters.Count == 0)
        {
            scenario.Refuse("model.filters", "at least one convolution", "an empty array", "Use \"type\": \"mlp\" for none.");
        }

        if (scenario.Given("model.preset") is not null)
        {
            scenario.RefuseMember(
                "model.preset", "either \"filters\" or \"preset\"", "Remove one of them (in a variant: \"preset\": null).", "model.filters");
        }
    }

    /// <summary>A preset has its own dense layer.</summary>
    public static void DenseUnitsHaveFilters(ScenarioView scenario)
    {
        if (scenario.Options.Model is CnnOptions { Layers: null, Filters: null } && scenario.Given("model.denseUnits") is not null)
        {
            scenario.RefuseMember(
                "model.denseUnits", "\"denseUnits\" only with \"filters\"", "Set filters such as [16, 32], or remove it.", "model.filters");
        }
    }

    /// <summary>The dual problem is defined for L2 above 0 only (Shalev-Shwartz and Zhang 2013).</summary>
    public static void DualAscentHasL2(ScenarioView scenario)
    {
        if (scenario.Options.Model is LogisticRegressionOptions { Solver: LogisticSolver.Sdca, L2: 0 })
        {
            scenario.Refuse(
                "model.l2", "a number above 0 for the solver \"sdca\"", null, "Use a small number such as 1e-6, or \"lbfgs\".",
                "model.solver");
        }
    }
}
