using System.Diagnostics;
using System.Globalization;

namespace MlPipelines.Bench;

/// <summary>
/// Gives hostile files to a loader in a process of its own, so that a crash of native code is counted and not suffered, and goes on behind the file that caused it.
/// </summary>
internal static class HostileRun
{
    private const string Usage = """
        usage: hostile FAMILY FROM COUNT [--keep FOLDER]
          FAMILY  images, idx, tables or models
          FROM    the number of the first file; negative numbers are the special ones
          --keep  writes the files there too
        """;

    /// <summary>Tries all files of a family, several processes at a time.</summary>
    public static IEnumerable<HostileTrial> Try(HostileFamily family, int count)
    {
        int special = family.Special().Count;
        foreach (HostileTrial trial in TryRange(family, -special, 0).Concat(TryRange(family, 0, count)))
        {
            yield return trial;
        }
    }

    /// <summary>The process that tries: a line for each file.</summary>
    public static int Run(string[] args)
    {
        if (args.Length < 3 || HostileFamilies.All.FirstOrDefault(one => one.Name == args[0]) is not { } family)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        int from = int.Parse(args[1], CultureInfo.InvariantCulture);
        int end = from + int.Parse(args[2], CultureInfo.InvariantCulture);
        string? keep = args.Length > 4 && args[3] == "--keep" ? args[4] : null;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hostile-");
        try
        {
            IReadOnlyList<HostileFile> special = from < 0 ? family.Special() : [];
            Func<string, string?> load = family.Open(folder.FullName);
            for (int number = from; number < end; number++)
            {
                HostileFile file = number < 0 ? special[-number - 1] : family.File(number);
                string path = Path.Combine(keep ?? folder.FullName, keep is null ? "file" + file.Extension : $"{family.Name}{number}{file.Extension}");
                File.WriteAllBytes(path, file.Bytes);
                Console.WriteLine(HostileTrial.Run(number, path, load).ToLine());
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<HostileTrial> TryRange(HostileFamily family, int from, int end)
    {
        while (from < end)
        {
            int first = from;
            foreach (HostileTrial trial in Answers(family, from, end))
            {
                yield return trial;
                from = trial.Number + 1;
            }

            if (from < end)
            {
                // It ended without an answer: that file's fault, whatever it was.
                yield return new HostileTrial(from, HostileFate.Crashed, 0, 0, "the process ended");
                from++;
            }
            else if (from == first)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<HostileTrial> Answers(HostileFamily family, int from, int end)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        string[] arguments = ["hostile", family.Name, from.ToString(CultureInfo.InvariantCulture), (end - from).ToString(CultureInfo.InvariantCulture)];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        while (true)
        {
            Task<string?> line = process.StandardOutput.ReadLineAsync();
            if (!line.Wait(TimeSpan.FromSeconds(60)))
            {
                process.Kill();
                break;
            }

            if (HostileTrial.Parse(line.Result) is not { } trial)
            {
                break;
            }

            yield return trial;
        }

        process.WaitForExit();
    }
}
