using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary>The whole command line: every verb in the order in which help lists them.</summary>
internal static class RootVerb
{
    /// <summary>The program's name.</summary>
    public const string Name = "mlpipelines";

    /// <summary>Builds the command line.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations) => Create(environment, operations, VerbOptions.Verbosity());

    /// <summary>Builds the command line with the option that says how much is printed, so that its value can be asked for.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations, Option<Verbosity?> verbosity)
    {
        var root = new VerbCommand(Name, "Trains your model over several seeds and tells why it is good in training and poor in test.")
        {
            Examples =
            [
                new($"{Name} init --images photos", "Looks at images and writes mlconfig.json for them."),
                new($"{Name} run", "Runs the scenario that mlconfig.json names and writes report.html."),
                new($"{Name} run churn --set training.epochs=3", "Runs another scenario with one value replaced."),
                new($"{Name} validate", "Checks mlconfig.json and lists everything that is wrong at once."),
                new($"{Name} run --help", "Lists what a verb takes."),
            ],
        };
        root.Add(InitVerb.Create(environment, operations));
        root.Add(RunVerb.Create(environment, operations));
        root.Add(DiagnoseVerb.Create(environment, operations));
        root.Add(ResumeVerb.Create(environment, operations));
        root.Add(ReportVerb.Create(environment, operations));
        root.Add(PredictVerb.Create(environment, operations));
        root.Add(ProbeVerb.Create(environment, operations));
        root.Add(ExportVerb.Create(environment, operations));
        root.Add(VerifyVerb.Create(environment, operations));
        root.Add(RunsVerb.Create(environment, operations));
        root.Add(CompareVerb.Create(environment, operations));
        root.Add(ServeVerb.Create(environment, operations));
        root.Add(DoctorVerb.Create(environment, operations));
        root.Add(ValidateVerb.Create(environment, operations));
        root.Add(ScenariosVerb.Create(environment, operations));
        root.Add(GuideVerb.Create(environment, operations));
        root.Add(SchemaVerb.Create(environment, operations));
        root.Add(PlanVerb.Create(environment, operations));
        root.Add(TrialVerb.Create(environment, operations));
        root.Add(ConcludeVerb.Create(environment, operations));
        root.Add(CancelVerb.Create(environment, operations));

        var help = new HelpOption { Description = "Shows this help." };
        help.Action = new HelpWithExamples((HelpAction)help.Action!, environment);
        root.Add(help);
        root.Add(verbosity);
        root.Add(new Option<bool>("--version") { Description = "Prints the version.", Action = new PrintVersion(environment) });
        return root;
    }

    private sealed class PrintVersion(HostEnvironment environment) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            environment.Output.WriteLine(ProgramVersion.Text);
            return ExitCode.Fine;
        }
    }
}
