using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Studies;

/// <summary>
/// Before anything trains: prepares the data of every variant once (which decodes images into the cache), checks that the models fit
/// them, and that all variants are measured on the same test rows. A mistake in the last variant is told before the first trial.
/// </summary>
internal static class StudyPreparation
{
    /// <summary>Prepares and checks.</summary>
    /// <param name="study">The configuration.</param>
    /// <param name="cacheFolder">The folder of decoded data.</param>
    /// <param name="decoding">Receives how far decoding is.</param>
    /// <param name="splitFile">Where the split of the baseline's first repeat is written.</param>
    /// <param name="cancellation">Checked between variants and while decoding.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the data and the models.</exception>
    public static PreparedStudy Prepare(
        StudyConfiguration study, string cacheFolder, IProgress<DecodingProgress>? decoding, string splitFile, CancellationToken cancellation)
    {
        RequireEngines(study);
        List<Problem> problems = [];
        Dictionary<string, string> fingerprints = [];
        DatasetDescription? description = null;
        TestRows? expected = null;
        DataAuditResult? audit = null;
        foreach (string variant in StudyPlanner.Variants(study))
        {
            cancellation.ThrowIfCancellationRequested();
            ScenarioOptions options = StudyPlanner.OptionsOf(study, variant);
            using PreparedData data = DataPreparation.Prepare(
                options, new TrialSeeds(study.Baseline.Seed, 0, study.Baseline.Vary), cacheFolder, decoding, cancellation);
            fingerprints[variant] = data.Description.Fingerprint;
            problems.AddRange(ModelTraining.Check(options, data.Description).Select(problem => Named(problem, study, variant)));
            if (problems.Count == 0)
            {
                ModelTraining.Prepare(options, data, cacheFolder, cancellation);
            }

            TestRows rows = new(data.Test.Ids, data.Test.Labels, data.Classes);
            if (expected is null)
            {
                (expected, description) = (rows, data.Description);
                SplitFile.Write(splitFile, data);
                audit = DataAudits.Audit(data, cancellation);
            }
            else if (!rows.Equal(expected))
            {
                problems.Add(new Problem(
                    $"$.scenarios.{study.Scenario}.variants.{variant}",
                    $"the test rows of the baseline ({expected.Ids.Count} rows)",
                    $"other test rows ({rows.Ids.Count} rows)",
                    "Variants are compared row by row: let the variant change how training samples are made, and keep the test data."));
            }
        }

        return problems.Count == 0
            ? new PreparedStudy { Description = description!, Fingerprints = fingerprints, Audit = audit }
            : throw new ProblemException(ProblemStage.Configuration, problems);
    }

    /// <summary>What no data can mend is told before any are read; once for all variants that lack the same.</summary>
    private static void RequireEngines(StudyConfiguration study)
    {
        List<Problem> problems =
        [
            .. from variant in StudyPlanner.Variants(study)
               let problem = ModelTraining.CheckEngine(StudyPlanner.OptionsOf(study, variant))
               where problem is not null
               group Named(problem, study, variant) by problem into lacking
               select lacking.First(),
        ];
        if (problems.Count > 0)
        {
            throw new ProblemException(ProblemStage.Configuration, problems);
        }
    }

    private static Problem Named(Problem problem, StudyConfiguration study, string variant) => problem with
    {
        Where = variant == VariantResult.Baseline
            ? $"$.scenarios.{study.Scenario}.{problem.Where}"
            : $"$.scenarios.{study.Scenario}.variants.{variant}: {problem.Where}",
    };

    private sealed record TestRows(IReadOnlyList<string> Ids, IReadOnlyList<int> Labels, IReadOnlyList<string> Classes)
    {
        public bool Equal(TestRows other) =>
            Ids.SequenceEqual(other.Ids) && Labels.SequenceEqual(other.Labels) && Classes.SequenceEqual(other.Classes);
    }
}
