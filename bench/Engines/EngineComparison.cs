using System.Diagnostics;
using System.Globalization;
using MlPipelines.Configuration;
using MlPipelines.Trainers;

namespace MlPipelines.Bench;

/// <summary>
/// The two engines beside each other: how far they drift apart over 50 steps for every layer, optimiser and short form, and how fast they train the same networks on the same threads and batches. Rounds
/// alternate, so that a busy machine slows both.
/// </summary>
internal static class EngineComparison
{
    private const int Rounds = 5;

    public static int Run(string[] args)
    {
        INeuralEngine torch = NeuralEngines.For(new TrainingOptions());
        INeuralEngine tensorFlow = NeuralEngines.For(new TrainingOptions { Engine = NeuralEngine.Tensorflow });
        foreach (INeuralEngine engine in (INeuralEngine[])[torch, tensorFlow])
        {
            if (engine.Check() is { } problem)
            {
                Console.Error.WriteLine(problem);
                return 2;
            }
        }

        Console.WriteLine($"{torch.Description} against {tensorFlow.Description}");
        if (args is not ["speed"])
        {
            Parity(torch, tensorFlow);
        }

        if (args is not ["parity"])
        {
            Speed(torch, tensorFlow);
        }

        return 0;
    }

    private static void Parity(INeuralEngine torch, INeuralEngine tensorFlow)
    {
        Console.WriteLine($"\ngreatest relative difference over {EngineParity.Steps} steps{"",18}engines             last digits of torch");
        Console.WriteLine($"{"",56}loss      weights   loss      weights   in");
        int beyond = 0;
        void Compare(string name, NetworkDescription network, OptimizerOptions optimizer, double? clip, int samples)
        {
            TrainingRule rule = new(optimizer, clip, 1);
            EngineParity parity = EngineParity.Of(torch, tensorFlow, network, rule, samples);
            EngineParity digits = EngineParity.OfLastDigits(torch, network, rule, samples);
            bool isWithin = Math.Max(parity.Loss, parity.Weights) <= EngineParity.Tolerance;
            beyond += isWithin ? 0 : 1;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-56}{parity.Loss,-10:0.0e0}{parity.Weights,-10:0.0e0}{digits.Loss,-10:0.0e0}{digits.Weights,-10:0.0e0}{parity.Where}{(isWithin ? "" : "  (beyond 1e-4)")}"));
        }

        foreach (string name in EngineCases.Names)
        {
            Compare(name, EngineCases.Describe(name), new SgdOptions { LearningRate = 0.05 }, null, 16);
        }

        foreach ((string name, OptimizerOptions optimizer, double? clip) in EngineParity.Optimizers)
        {
            Compare(name, EngineParity.Mixed, optimizer, clip, 16);
        }

        foreach ((string name, NetworkOptions options) in EngineParity.Presets)
        {
            NetworkDescription network = EngineCases.Describe(options, EngineCases.Image(28, 28, 1), 10);
            Compare($"{name}, sgd 0.001", network, new SgdOptions { LearningRate = 0.001 }, null, 32);
            Compare($"{name}, sgd, momentum", network, new SgdOptions { Momentum = 0.9 }, null, 32);
            Compare($"{name}, adam", network, new AdamOptions(), null, 32);
        }

        Console.WriteLine(FormattableString.Invariant($"{beyond} beyond {EngineParity.Tolerance:0e0}"));
    }

    private static void Speed(INeuralEngine torch, INeuralEngine tensorFlow)
    {
        Console.WriteLine("\nsamples per second, 28x28x1, adam                      torch     tensorflow  ratio (rounds)");
        foreach ((string name, NetworkOptions options) in EngineParity.Presets)
        {
            foreach (int threads in (int[])[1, 2])
            {
                NetworkDescription network = EngineCases.Describe(options, EngineCases.Image(28, 28, 1), 10);
                double[][] rates = [new double[Rounds], new double[Rounds]];
                NamedWeights initial = InitialWeights.Draw(network, EngineCases.Seeds);
                TrainingRule rule = new(new AdamOptions(), null, threads);
                using INeuralNetwork one = torch.Build(network, initial, rule);
                using INeuralNetwork other = tensorFlow.Build(network, initial, rule);
                for (int round = -1; round < Rounds; round++)
                {
                    (double first, double second) = (Rate(one, network), Rate(other, network));
                    if (round >= 0)
                    {
                        (rates[0][round], rates[1][round]) = (first, second);
                    }
                }

                double[] ratios = [.. rates[1].Zip(rates[0], (received, reference) => received / reference).Order()];
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{$"{name}, batch 32, threads {threads}",-55}{Median(rates[0]),-10:F0}{Median(rates[1]),-12:F0}{ratios[Rounds / 2]:F2} ({ratios[0]:F2} to {ratios[^1]:F2})"));
            }
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    /// <summary>Samples per second over some steps, half a second or more.</summary>
    private static double Rate(INeuralNetwork network, NetworkDescription description)
    {
        TrainingBatch batch = EngineCases.Batch(description, 32);
        long start = Stopwatch.GetTimestamp();
        int steps = 0;
        while (steps < 5 || Stopwatch.GetElapsedTime(start).TotalSeconds < 0.5)
        {
            network.TrainStep(batch, 0.001);
            steps++;
        }

        return 32 * steps / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
