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
        SyntheticChecks.SharesMakeAWhole,
        SyntheticChecks.ShapesDiffer,
        SyntheticChecks.GeneratedImagesAreReadable,
        DataChangeChecks.ClassesAreClasses,
        DataChangeChecks.NoisePairsAreDisjoint,
        DataChangeChecks.CorruptionChangesSomething,
        SplitChecks.StrategyHasItsColumn,
        SplitChecks.StrategyFitsTheSource,
        SplitChecks.GroupsAndTimesAreNotTheLabel,
        SplitChecks.TestShareIsUsed,
        SplitChecks.FoldsAreUsed,
        SplitChecks.FoldsFitTheRepeats,
        SplitChecks.SomethingIsLeftForTraining,
        PipelineChecks.MembersFitTheSource,
        SyntheticChecks.GeneratedTablesHaveOnlyNumbers,
        PipelineChecks.SizeIsWhole,
        PipelineChecks.ResizeHasASize,
        PipelineChecks.HashBitsAreUsed,
        PipelineChecks.FillIsUsed,
        PipelineChecks.ErasingAreaIsUsed,
        PipelineChecks.AugmentationHasANetwork,
        DataChangeChecks.AugmentedClassesAreClasses,
        PipelineChecks.TestPathDiffers,
        ModelChecks.ConvolutionsHaveImages,
        ModelChecks.LayersExcludeTheShortForm,
        ModelChecks.LayersAreNotEmpty,
        ModelChecks.PerceptronLayersArePlain,
        ModelChecks.DropoutHasALayer,
        ModelChecks.BatchNormalizationChangesSomething,
        ModelChecks.HeadDropoutHasALayer,
        ModelChecks.FiltersExcludeThePreset,
        ModelChecks.DenseUnitsHaveFilters,
        ModelChecks.DualAscentHasL2,
        TrainingChecks.MembersFitTheModel,
        TrainingChecks.ShuffleBufferIsUsed,
        TrainingChecks.TensorFlowLibraryIsUsed,
        TrainingChecks.SamplingLeavesTheOrder,
        TrainingChecks.StratifiedSamplingHasBatches,
        TrainingChecks.ClassWeightsAreOneThing,
        TrainingChecks.ClassWeightsNameAClass,
        TrainingChecks.NesterovHasMomentum,
        TrainingChecks.PlateauReducesTheLearningRate,
        RepeatChecks.StreamsDiffer,
        RepeatChecks.RepeatsDiffer,
        VariantChecks.TestRowsStayTheSame,
    ];

    /// <summary>
    /// The checks that look at the whole study: at all variants, or at the search. They say nothing about a single candidate of a search.
    /// </summary>
    public static IReadOnlyList<Action<ScenarioView>> OfTheStudy { get; } =
    [
        ClaimChecks.VariantsExist,
        ClaimChecks.VariantsDiffer,
        ClaimChecks.MetricIsKnown,
        ClaimChecks.ComparesWithOneThing,
        ClaimChecks.MetricCanBeMeasured,
        ClaimChecks.SameHasAMargin,
        GateChecks.GatesAreGates,
        ExecutionChecks.TimeAndMemoryAreSlurms,
        ExecutionChecks.ExtraLeavesTheProgramsOwnOptions,
        ExecutionChecks.ScratchIsAbsolute,
        SplitChecks.SelectionShareIsUsed,
        RepeatChecks.VaryingDataAreRandom,
        StudyPartChecks.StreamsVary,
        StudyPartChecks.ComponentsHaveFixedTestRows,
        StudyPartChecks.AuditedVariantsExist,
        StudyPartChecks.RangeTestsNetworks,
        SearchChecks.ObjectiveIsOnTheSelectionSet,
        SearchChecks.PruningStopsSomething,
        SearchChecks.ParallelFitsTheTrials,
        SearchSpaceChecks.PathsAreSearchable,
        SearchSpaceChecks.DimensionsAreRight,
        SearchSpaceChecks.ValuesFitTheScenario,
    ];

    /// <summary>Runs every check on a scenario or variant whose data and model are known.</summary>
    public static void Run(ScenarioView scenario)
    {
        if (scenario.Options is { Data: not null, Model: not null })
        {
            foreach (Action<ScenarioView> check in scenario.IsCandidate ? All : All.Concat(OfTheStudy))
            {
                check(scenario);
            }
        }
    }
}
