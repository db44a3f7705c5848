using System.Diagnostics;
using System.Globalization;
using MlPipelines.Evaluation;

namespace MlPipelines.Bench;

/// <summary>Runs studies on file systems without room, and on ones that cannot be written.</summary>
internal static class DiskFullCheck
{
    private const int Sizes = 24;

    public static ReliabilityCheck Check { get; } = new(
        "disk-full",
        "Full and read-only disks",
        "A study whose output or cache has no room, or cannot be written, stops with exit code 3 and a message that says where and what to do, without a stack trace; a read-only place is told before anything is "
            + "trained. Finished trials are intact, and after space is made `resume` ends with the result of an undisturbed run.",
        Run);

    private static ReliabilityOutcome Run(double share)
    {
        if (!CanMount())
        {
            return new ReliabilityOutcome([], ["Not tried: small file systems could not be mounted here, which takes root on Linux."]);
        }

        List<ReliabilityFigure> figures = [];
        foreach (string kind in SmallStudy.Kinds)
        {
            SortedDictionary<string, string> reference;
            long size;
            using (SmallStudy undisturbed = SmallStudy.Create(kind))
            {
                Expect(ProgramProcess.Run(undisturbed.Folder, undisturbed.RunArguments(2)));
                reference = RunContent.Of(undisturbed.Run!, undisturbed.Folder);
                size = new DirectoryInfo(undisturbed.Run!.Root).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => (file.Length + 4095) / 4096 * 4096);
            }

            int tries = Math.Max(1, (int)Math.Round(Sizes * share / SmallStudy.Kinds.Count));
            List<string> faults = [];
            List<string> kept = [];
            for (int number = 0; number < tries; number++)
            {
                long room = Math.Max(16384, (long)(size * (number + 0.5) / tries));
                string? fault = Filled(kind, reference, room, size);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}, {room:N0} of {size:N0} bytes: {fault ?? "held"}"));
                (fault is null ? kept : faults).Add(fault ?? "");
            }

            figures.Add(new ReliabilityFigure(
                string.Create(CultureInfo.InvariantCulture, $"study \"{kind}\" on a disk with room for a part of its {size / 1024:N0} KiB, then with room"), tries, kept.Count, faults.FirstOrDefault() ?? "-"));
        }

        figures.Add(Refused("a full cache folder", "size=64k", "runs", "small", "images"));
        figures.Add(Refused("a read-only cache folder", "size=1m,ro", "runs", "small", "images"));
        figures.Add(Refused("a read-only output folder", "size=1m,ro", "small", "cache", "images"));
        return new ReliabilityOutcome(figures, ["Sizes are spread evenly between nothing and what the run takes, so that the disk is full at another file each time."]);
    }

    /// <summary>A run on a disk of a size, then with more room.</summary>
    private static string? Filled(string kind, SortedDictionary<string, string> reference, long room, long size)
    {
        using SmallStudy study = SmallStudy.Create(kind);
        string runs = Path.Combine(study.Folder, "runs");
        Directory.CreateDirectory(runs);
        Mount(runs, FormattableString.Invariant($"size={room}"));
        try
        {
            ProgramEnd full = ProgramProcess.Run(study.Folder, study.RunArguments(2));
            if (Misled(full, "full disk") is { } misled)
            {
                return misled;
            }

            Dictionary<string, byte[]> finished = study.Run is { } stopped
                ? Directory.EnumerateFiles(stopped.Root, "trial.json", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes)
                : [];
            foreach (string file in finished.Keys)
            {
                ResultFiles.ReadTrial(file);
            }

            Mount(runs, FormattableString.Invariant($"remount,size={size * 4}"));
            ProgramEnd end = ProgramProcess.Run(study.Folder, study.Run is null ? study.RunArguments(2) : study.ResumeArguments(2));
            return end.Code != 0 ? end.Said
                : finished.Any(pair => !pair.Key.Contains(".partial", StringComparison.Ordinal) && !File.ReadAllBytes(pair.Key).AsSpan().SequenceEqual(pair.Value)) ? "a finished trial was not kept"
                : RunContent.Leftover(study.Run!) is { } leftover ? $"{Path.GetFileName(leftover)} was left"
                : RunContent.Difference(reference, RunContent.Of(study.Run!, study.Folder));
        }
        finally
        {
            Unmount(runs);
        }
    }

    private static ReliabilityFigure Refused(string what, string options, string output, string cache, string kind)
    {
        using SmallStudy study = SmallStudy.Create(kind);
        string small = Path.Combine(study.Folder, "small");
        Directory.CreateDirectory(small);
        Mount(small, options);
        try
        {
            ProgramEnd end = ProgramProcess.Run(study.Folder, [.. study.RunArguments(2), "--output", output, "--cache", cache]);
            string? fault = Misled(end, options.Contains("ro", StringComparison.Ordinal) ? "Read-only" : "full disk")
                ?? (Directory.EnumerateDirectories(study.Folder, "trials", SearchOption.AllDirectories).Any() ? "trials were begun" : null);
            return new ReliabilityFigure($"{what}, told before anything is trained", 1, fault is null ? 1 : 0, fault ?? "-");
        }
        finally
        {
            Unmount(small);
        }
    }

    private static string? Misled(ProgramEnd end, string reason) => end.Code != 3 ? end.Said
        : !end.Error.Contains(reason, StringComparison.Ordinal) || !end.Error.Contains("remedy", StringComparison.Ordinal) ? $"the message does not say so: {end.Said}"
        : end.Error.Contains("   at ", StringComparison.Ordinal) ? "a stack trace was printed"
        : null;

    private static void Expect(ProgramEnd end)
    {
        if (end.Code != 0)
        {
            throw new InvalidOperationException($"an undisturbed run ended with {end.Said}");
        }
    }

    private static bool CanMount()
    {
        string folder = Directory.CreateTempSubdirectory("reliability-mount-").FullName;
        try
        {
            bool can = OperatingSystem.IsLinux() && Call("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder) == 0;
            return can && Call("umount", folder) == 0;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static void Mount(string folder, string options)
    {
        if (Call("mount", "-t", "tmpfs", "-o", options, "none", folder) != 0)
        {
            throw new InvalidOperationException($"{folder} cannot be mounted");
        }
    }

    private static void Unmount(string folder)
    {
        // A worker that was just told to end may still have a file open.
        for (int attempt = 0; Call("umount", folder) != 0 && attempt < 50; attempt++)
        {
            Thread.Sleep(200);
        }
    }

    private static int Call(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
