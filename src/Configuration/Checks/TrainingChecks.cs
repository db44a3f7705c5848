namespace MlPipelines.Configuration;

/// <summary>Checks of <c>training</c>.</summary>
internal static class TrainingChecks
{
    private static readonly string[] _logisticMembers = ["sampling", "classWeighting", "classWeights", "threads"];

    /// <summary>
    /// A logistic model reads only some members. A variant that turns a network into one inherits the others, which is how the two
    /// are compared; only what the variant itself says is held against it.
    /// </summary>
    public static void MembersFitTheModel(ScenarioView scenario)
    {
        if (scenario.Options.Model.Learner() is not LogisticRegressionOptions || scenario.Given("training")?.Value is not ObjectNode training)
        {
            return;
        }

        foreach (NodeMember member in training.Members.Where(member => !_logisticMembers.Contains(member.Name)))
        {
            string path = $"training.{member.Name}";
            if (member.Value is not NullNode && !scenario.IsInherited(path))
            {
                scenario.RefuseMember(
                    path, $"the members that {(scenario.Options.Model is TransferOptions ? "a head logisticRegression" : "logisticRegression")} reads: {Quoted.List(_logisticMembers)}",
                    "Remove it; solver, maximumIterations and tolerance stand in \"model\".", "model.type");
            }
        }
    }

    /// <summary>A buffer is for buffered shuffling.</summary>
    public static void ShuffleBufferIsUsed(ScenarioView scenario)
    {
        if (scenario.Options.Model.Learner() is not LogisticRegressionOptions && scenario.Options.Training.Order != SampleOrder.Buffered
            && scenario.Given("training.shuffleBuffer") is not null)
        {
            scenario.RefuseMember(
                "training.shuffleBuffer", "\"shuffleBuffer\" only with the order \"buffered\"", "Set \"order\": \"buffered\", or remove it.", "training.order");
        }
    }

    /// <summary>A library of TensorFlow is for the engine that uses it. A variant with another engine inherits it.</summary>
    public static void TensorFlowLibraryIsUsed(ScenarioView scenario)
    {
        const string path = "training.tensorFlowLibrary";
        if (scenario.Options.Model.Learner() is not LogisticRegressionOptions && scenario.Options.Training is { Engine: not NeuralEngine.Tensorflow, TensorFlowLibrary: not null }
            && scenario.Given(path) is not null && !scenario.IsInherited(path))
        {
            scenario.RefuseMember(
                path, "\"tensorFlowLibrary\" only with the engine \"tensorflow\"", "Set \"engine\": \"tensorflow\", or remove it.", "training.engine");
        }
    }

    /// <summary>Sampling decides which samples come when; so does an order other than shuffling.</summary>
    public static void SamplingLeavesTheOrder(ScenarioView scenario)
    {
        if (scenario.Options.Model.Learner() is not LogisticRegressionOptions
            && scenario.Options.Training is { Order: not SampleOrder.Shuffled, Sampling: not SamplingMode.Natural } training)
        {
            scenario.Refuse(
                "training.sampling", $"\"natural\" with the order {Quoted.Text(OptionShapes.NameOf(training.Order.ToString()))}, which takes the samples as they come",
                null, "Set \"order\": \"shuffled\", or remove it.", "training.order");
        }
    }

    /// <summary>Only networks have batches.</summary>
    public static void StratifiedSamplingHasBatches(ScenarioView scenario)
    {
        if (scenario.Options.Model.Learner() is LogisticRegressionOptions && scenario.Options.Training.Sampling == SamplingMode.Stratified)
        {
            scenario.Refuse(
                "training.sampling", "\"natural\", \"oversample\" or \"undersample\" for logisticRegression, which has no batches", null, null, "model.type");
        }
    }

    /// <summary>Weights are either computed or given.</summary>
    public static void ClassWeightsAreOneThing(ScenarioView scenario)
    {
        if (scenario.Options.Training is { ClassWeights: not null, ClassWeighting: not ClassWeighting.None })
        {
            scenario.RefuseMember(
                "training.classWeights", "either \"classWeights\" or \"classWeighting\"", "Remove one of them.", "training.classWeighting");
        }
    }

    /// <summary>
    /// No weights at all are written as no member, and a class has one weight. Where only the data know the classes, whether they exist is checked there.
    /// </summary>
    public static void ClassWeightsNameAClass(ScenarioView scenario)
    {
        if (scenario.Options.Training.ClassWeights is not { } weights)
        {
            return;
        }

        if (weights.Count == 0)
        {
            scenario.Refuse("training.classWeights", "a class and its weight", "an empty object", "Name the classes whose weight is not 1.");
        }

        ClassNameChecks.RefuseMembers(scenario, "training.classWeights", [.. weights.Keys], ClassNameChecks.Used(scenario.Options.Data));
    }

    /// <summary>Nesterov's form is a form of momentum.</summary>
    public static void NesterovHasMomentum(ScenarioView scenario)
    {
        if (scenario.Options.Training.Optimizer is SgdOptions { Nesterov: true, Momentum: 0 })
        {
            scenario.Refuse(
                "training.optimizer.nesterov", "false, because there is no momentum", null, "Set \"momentum\": 0.9.",
                "training.optimizer.momentum");
        }
    }

    /// <summary>A rate is not reduced to more than it is.</summary>
    public static void PlateauReducesTheLearningRate(ScenarioView scenario)
    {
        TrainingOptions training = scenario.Options.Training;
        if (training.Schedule is PlateauScheduleOptions { MinimumLearningRate: > 0 } plateau
            && plateau.MinimumLearningRate >= training.Optimizer.LearningRate)
        {
            scenario.Refuse(
                "training.schedule.minimumLearningRate",
                FormattableString.Invariant($"a number below the optimiser's learning rate {training.Optimizer.LearningRate}"), null, null,
                "training.optimizer.learningRate", "training.optimizer.type");
        }
    }
}
