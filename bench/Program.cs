using MlPipelines.Bench;

// One visible list of measurements. Each prints its figures as ratios measured in one run; none passes or fails.
var measurements = new (string Name, string What, Func<string[], int> Run)[]
{
    ("training", "images per second of training against a bare TorchSharp loop, with and without augmentation", TrainingThroughput.Run),
    ("engines", "how far the engines drift apart over 50 steps, and how fast they are: parity, speed, or both", EngineComparison.Run),
    ("decoding", "images per second of decoding and resizing against ML.NET's transforms, first time and from the cache", DecodingThroughput.Run),
    ("workers", "one study with two worker processes against one", WorkerScaling.Run),
    ("coverage", "simulated coverage of every interval and the size of every test", IntervalCoverage.Run),
    ("search", "grid, random and Bayesian search of standard functions at equal budget", SearchComparison.Run),
    ("search-model", "the same searches of a small perceptron on a table", ModelSearchComparison.Run),
    ("search-scenario", "the searches of the shipped scenario hyperparameter-search, over 20 seeds", ScenarioSearchComparison.Run),
    ("audits", "images per second of the audits of leakage and shift", AuditThroughput.Run),
    ("leakage", "copies of training images in a test set: false alarms, and recall by what was done to the copy", LeakageRecall.Run),
    ("diagnosis", "verdicts of the diagnosis on cases with planted causes, against what these truly cost", DiagnosisBenchmark.Run),
    ("components", "simulated coverage of the intervals of variance components and learning curves", ComponentCoverage.Run),
    ("label-noise", "which statistic tells wrong labels from hard ones, on tables with planted noise", LabelNoiseCalibration.Run),
    ("learning-rates", "how far from a range test's suggestion a learning rate may be", LearningRateLimits.Run),
    ("growth", "planning and concluding 100 to 100,000 trials: time, memory, and how they grow", ConcludingGrowth.Run),
    ("cluster", "the useful part of a simulated cluster of 1,000 nodes by the length of a trial", ClusterSimulation.Run),
    ("reliability", "what the program promises (nothing lost, nothing let in, the same result twice), tried many times", ReliabilityBenchmark.Run),
    ("memory", "large data and many trials in this process: what reliability measures in one of its own", MemoryWorkloads.Run),
    ("hostile", "hostile files by number, given to their loader in this process: what reliability does in one of its own", HostileRun.Run),
};

string name = args.Length > 0 ? args[0] : "";
foreach (var measurement in measurements)
{
    if (measurement.Name == name)
    {
        return measurement.Run(args[1..]);
    }
}

Console.Error.WriteLine("usage: dotnet run -c Release --project bench -- NAME [options]");
foreach (var measurement in measurements)
{
    Console.Error.WriteLine($"  {measurement.Name,-16} {measurement.What}");
}

return 2;
