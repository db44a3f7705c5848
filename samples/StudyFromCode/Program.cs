using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Reports;
using MlPipelines.Studies;

// dotnet run -c Release --project samples/StudyFromCode -- mlconfig.json churn-logistic
using CancellationTokenSource interrupted = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

try
{
    StudyConfiguration scenario = Study.Load(Path.GetFullPath(args[0]), args.ElementAtOrDefault(1));
    Progress<StudyEvent> progress = new(happened =>
    {
        if (happened is TrialFinished { TestAccuracy: { } accuracy } trial)
        {
            Console.WriteLine($"{trial.Trial.Variant}/{trial.Trial.Repeat}: {accuracy:0.0000} on test");
        }
    });

    StudyOutcome study = await Study.RunAsync(scenario, progress, interrupted.Token);

    Console.WriteLine(study.Result.Verdict.Sentence);
    foreach (VariantResult variant in study.Result.Variants)
    {
        MetricSummary test = variant.Summary[MeasurementNames.Test]["accuracy"];
        Console.WriteLine($"{variant.Name}: {test.Mean:0.0000}, 95% {test.Interval?.Lower:0.0000} to {test.Interval?.Upper:0.0000}");
    }

    await ReportWriter.WriteAsync(study.Directory, interrupted.Token);
    Console.WriteLine(study.Directory.Report);
    return 0;
}
catch (ProblemException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
