namespace MlPipelines.Configuration;

/// <summary>
/// Every check that looks at more than one option. Each runs on the scenario itself and on each variant, after binding, and reports
/// through <see cref="ScenarioView.Refuse"/>. A new check is a method in the family's file and a line here.
/// </summary>
internal static class ScenarioChecks
{
    /// <summary>The checks in the order of a scenario's members.</summary>
    public static IReadOnlyList<Action<ScenarioView>> All { get; } =
    [
        SourceChecks.TestIsNotTrain,
        SourceChecks.IdxFilesComeInPairs,
        SourceChecks.ClassNamesDiffer,
        SourceChecks.ImageListColumnsDiffer,
        SourceChecks.LabelIsNoFeature,
        SourceChecks.SeparatorIsUsable,
        SplitChecks.StrategyHasItsColumn,
        SplitChecks.StrategyFitsTheSource,
        SplitChecks.GroupsAndTimesAreNotTheLabel,
        SplitChecks.TestShareIsUsed,
        SplitChecks.FoldsAreUsed,
        SplitChecks.FoldsFitTheRepeats,
        SplitChecks.SelectionShareIsUsed,
        SplitChecks.SomethingIsLeftForTraining,
        PipelineChecks.MembersFitTheSource,
        PipelineChecks.SizeIsWhole,
        PipelineChecks.ResizeHasASize,
        PipelineChecks.HashBitsAreUsed,
        PipelineChecks.FillIsUsed,
        PipelineChecks.ErasingAreaIsUsed,
        PipelineChecks.AugmentationHasANetwork,
        PipelineChecks.TestPathDiffers,
        ModelChecks.ConvolutionsHaveImages,
        ModelChecks.LayersExcludeTheShortForm,
        ModelChecks.LayersAreNotEmpty,
        ModelChecks.PerceptronLayersArePlain,
        ModelChecks.DropoutHasALayer,
        ModelChecks.DualAscentHasL2,
        TrainingChecks.MembersFitTheModel,
        TrainingChecks.ClassWeightsAreOneThing,
        TrainingChecks.ClassWeightsNameAClass,
        TrainingChecks.NesterovHasMomentum,
        TrainingChecks.PlateauReducesTheLearningRate,
        RepeatChecks.StreamsDiffer,
        RepeatChecks.RepeatsDiffer,
        VariantChecks.TestRowsStayTheSame,
    ];

    /// <summary>Runs every check on a scenario or variant whose data and model are known.</summary>
    public static void Run(ScenarioView scenario)
    {
        if (scenario.Options is { Data: not null, Model: not null })
        {
            foreach (Action<ScenarioView> check in All)
            {
                check(scenario);
            }
        }
    }
}
