using System.CommandLine;
using MlPipelines.Studies;

namespace MlPipelines.Host;

/// <summary><c>init</c>: looks at data and writes a configuration file for them.</summary>
internal static class InitVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(HostEnvironment environment, IStudyOperations operations)
    {
        Option<string?> images = VerbOptions.Path<string?>(
            "--images", "DIR", "Images: a folder with a sub-folder per class, or with train and test folders, IDX files, or a CSV file that lists images (also the CSV file itself).");
        Option<string?> table = VerbOptions.Path<string?>("--table", "FILE", "A table: CSV, TSV or Parquet.");
        Option<string?> label = VerbOptions.Path<string?>("--label", "COLUMN", "The column to predict; without it the columns are listed and one is proposed.");
        Option<string?> test = VerbOptions.Path<string?>("--test", "PATH", "Test data of the same kind. [default: what the folder brings, or a part that is held out]");
        Option<string?> name = VerbOptions.Path<string?>("--name", "NAME", "The scenario's name. [default: that of the folder or file]");
        Option<string> config = VerbOptions.Config();
        config.Description = "The file to write.";
        var force = new Option<bool>("--force") { Description = "Replaces a file that exists." };
        Option<string?> cache = VerbOptions.Cache(".mlpipelines/cache beside the configuration file");

        var verb = new VerbCommand("init", "Looks at a folder of images or a table and writes a commented mlconfig.json for it.")
        {
            Examples =
            [
                new("mlpipelines init --images photos", "Class folders in photos; then \"mlpipelines run\"."),
                new("mlpipelines init --table customers.csv --label churn", "A table and the column to predict."),
                new("mlpipelines init --images photos/train --test photos/test --config photos/mlconfig.json --force", "Everything named, an older file replaced."),
            ],
        };
        foreach (Option option in new Option[] { images, table, label, test, name, config, force, cache })
        {
            verb.Add(option);
        }

        verb.Validators.Add(result =>
        {
            if (result.GetValue(images) is null == result.GetValue(table) is null)
            {
                result.AddError(result.GetValue(images) is null
                    ? "init looks at data: give --images DIR or --table FILE."
                    : "--images and --table exclude each other: give one of them.");
            }
        });
        verb.SetAction(async (parse, cancellation) =>
        {
            StudyPaths paths = StudyPaths.From(environment, parse.GetRequiredValue(config), null, parse.GetValue(cache));
            string? Absolute(Option<string?> option) => parse.GetValue(option) is { } path ? environment.Absolute(path) : null;
            InitializedScenario written = await operations.InitializeAsync(
                new InitializationRequest
                {
                    Images = Absolute(images),
                    Table = Absolute(table),
                    Label = parse.GetValue(label),
                    Test = Absolute(test),
                    Name = parse.GetValue(name),
                    ConfigurationFile = paths.Configuration,
                    CacheFolder = paths.Cache,
                    Force = parse.GetValue(force),
                },
                cancellation).ConfigureAwait(false);
            InitializationPrinter.Print(written, environment);
            return ExitCode.Fine;
        });
        return verb;
    }
}
