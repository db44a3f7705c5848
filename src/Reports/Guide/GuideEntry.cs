using MlPipelines.Evaluation;

namespace MlPipelines.Reports;

/// <summary>A scenario of the guide.</summary>
/// <param name="Name">The scenario's name.</param>
/// <param name="Result">Its result.</param>
/// <param name="ConfigurationDigest">A digest of the configuration that was run: another configuration makes the guide stale.</param>
public sealed record GuideEntry(string Name, StudyResult Result, string ConfigurationDigest);
