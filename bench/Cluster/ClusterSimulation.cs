using System.Globalization;
using MlPipelines.Configuration;

namespace MlPipelines.Bench;

/// <summary>
/// What part of a simulated cluster's time goes into trials: 1,000 nodes that each run one trial at a time, a scheduler that starts so many tasks a second, a start that costs each trial the same, and trial lengths that vary
/// (log-normal, sigma 0.3). The rest is starting, waiting for the scheduler, and nodes that are idle while the last trials end.
/// </summary>
internal static class ClusterSimulation
{
    private const int Nodes = 1000;
    private const double Spread = 0.3;

    /// <summary>Seconds from a task's start to the first step: between what <c>-- reliability faults</c> measures for a process with logistic regression (0.6) and one with libtorch (1.9).</summary>
    private const double StartSeconds = 1.2;

    public static int Run(string[] args)
    {
        double start = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : StartSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Nodes} nodes, {start:0.0} s to start a trial, useful part of their time:"));
        Console.WriteLine("trial length    10 starts/s             100 starts/s            10 starts/s, 100 trials a node");
        foreach ((string name, double seconds) in (ReadOnlySpan<(string, double)>)[("1 s", 1), ("10 s", 10), ("1 min", 60), ("10 min", 600), ("1 h", 3600), ("10 h", 36_000)])
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-15} {Useful(seconds, start, 10, 10),11:0.0%} {Useful(seconds, start, 100, 10),23:0.0%} {Useful(seconds, start, 10, 100),27:0.0%}"));
        }

        return 0;
    }

    /// <summary>The useful part for 10 or 100 trials a node, each started on the node that is free first, no sooner than the scheduler comes to it.</summary>
    private static double Useful(double seconds, double start, double startsPerSecond, int trialsPerNode)
    {
        CounterRandom draws = new(1, trialsPerNode, RandomStream.Init);
        PriorityQueue<int, double> free = new();
        for (int node = 0; node < Nodes; node++)
        {
            free.Enqueue(node, 0);
        }

        double scheduler = 0;
        double work = 0;
        double end = 0;
        for (int trial = 0; trial < Nodes * trialsPerNode; trial++)
        {
            free.TryDequeue(out int node, out double idleFrom);
            scheduler = Math.Max(scheduler + (1 / startsPerSecond), idleFrom);
            double length = seconds * Math.Exp((Spread * draws.NextNormal()) - (Spread * Spread / 2));
            double ended = scheduler + start + length;
            work += length;
            end = Math.Max(end, ended);
            free.Enqueue(node, ended);
        }

        return work / (end * Nodes);
    }
}
