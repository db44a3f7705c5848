namespace MlPipelines.Evaluation;

/// <summary>Where each file of a run lies. Every path of a run directory is made here.</summary>
/// <param name="Root">The run's folder: <c>runs/&lt;scenario&gt;/&lt;UTC time&gt;</c>.</param>
public sealed record RunDirectory(string Root)
{
    /// <summary>The effective configuration.</summary>
    public string Configuration => Path.Combine(Root, "config.json");

    /// <summary>The list of trials, append-only.</summary>
    public string Plan => Path.Combine(Root, "plan.json");

    /// <summary>What the data are, written when the study was planned.</summary>
    public string Dataset => Path.Combine(Root, "dataset.json");

    /// <summary>The result, for other programs.</summary>
    public string Result => Path.Combine(Root, "result.json");

    /// <summary>The report, for people.</summary>
    public string Report => Path.Combine(Root, "report.html");

    /// <summary>The report in a few lines of Markdown.</summary>
    public string Summary => Path.Combine(Root, "summary.md");

    /// <summary>The folder of event files for TensorBoard, where they were asked for.</summary>
    public string TensorBoard => Path.Combine(Root, "tensorboard");

    /// <summary>What happened when.</summary>
    public string Log => Path.Combine(Root, "log.txt");

    /// <summary>What happened when, for programs: an object of JSON per line.</summary>
    public string JsonLog => Path.Combine(Root, "log.jsonl");

    /// <summary>The jobs of a cluster that run the trials; not there where this machine runs them.</summary>
    public string Cluster => Path.Combine(Root, "cluster.json");

    /// <summary>The scripts of those jobs, and what they wrote.</summary>
    public string ClusterFolder => Path.Combine(Root, "cluster");

    /// <summary>The trials that have given no sign of progress for long; not there when all do.</summary>
    public string Stalled => Path.Combine(Root, "stalled.json");

    /// <summary>The folder of a finished trial that measures a repeat.</summary>
    public string Trial(string variant, int repeat) => Trial(variant, repeat.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The folder of a finished trial of any kind.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="name">The repeat, or <c>search-3</c>, <c>fold-0</c>, ...</param>
    public string Trial(string variant, string name) => Path.Combine(Root, "trials", variant, name);

    /// <summary>The folder of a trial that is running; renamed to that of <see cref="Trial(string, string)"/> when it is finished.</summary>
    public string PartialTrial(string variant, string name) => Path.Combine(Root, "trials", variant, $".{name}.partial");

    /// <summary>The epochs so far of a trial that is running.</summary>
    public string PartialHistory(string variant, string name) => Path.Combine(PartialTrial(variant, name), "history.csv");

    /// <summary>
    /// Why the last attempt at a trial ended without a result, in the form of <c>trial.json</c>; removed when the next attempt starts. A trial that has both is finished.
    /// </summary>
    public string FailedAttempt(string variant, string name) => Path.Combine(Root, "trials", variant, $".{name}.failed.json");

    /// <summary>The lock of whoever runs the study.</summary>
    public string Lock => Path.Combine(Root, ".lock");

    /// <summary>The lock of whoever runs a trial.</summary>
    public string TrialLock(string variant, string name) => PartialTrial(variant, name) + ".lock";

    /// <summary>The measurements of a finished trial of any kind.</summary>
    public string TrialResult(string variant, string name) => Path.Combine(Trial(variant, name), "trial.json");

    /// <summary>The pictures of a finished trial.</summary>
    public string Pictures(string variant, int repeat) => Path.Combine(Trial(variant, repeat), "pictures");

    /// <summary>A finished trial's measurements.</summary>
    public string TrialResult(string variant, int repeat) => Path.Combine(Trial(variant, repeat), "trial.json");

    /// <summary>A finished trial's epochs.</summary>
    public string History(string variant, int repeat) => Path.Combine(Trial(variant, repeat), "history.csv");

    /// <summary>The norms of a finished trial's gradients.</summary>
    public string Gradients(string variant, int repeat) => Path.Combine(Trial(variant, repeat), "gradients.csv");

    /// <summary>The suspects of a label audit.</summary>
    public string Suspects(string variant) => Path.Combine(Root, "audits", $"suspects-{variant}.csv");

    /// <summary>The folder of an audit's pictures.</summary>
    public string AuditPictures(string variant) => Path.Combine(Root, "audits", $"pictures-{variant}");

    /// <summary>What the audit of a variant found: <c>audit.json</c> in the folder of its trial, with its pictures beside it.</summary>
    public string Audit(string variant) => Path.Combine(Trial(variant, "audit"), "audit.json");

    /// <summary>A finished trial's rows.</summary>
    public string Predictions(string variant, int repeat) => Path.Combine(Trial(variant, repeat), "predictions.csv");
}
