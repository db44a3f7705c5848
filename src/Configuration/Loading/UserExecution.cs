using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary><c>execution.json</c> of a user: where the trials of all their scenarios run, so that a scenario need not name anybody's partition.</summary>
public static class UserExecution
{
    /// <summary>The scenario's <c>execution</c> with what it leaves at its default taken from a user's file.</summary>
    /// <param name="study">The study.</param>
    /// <param name="file">The file, absolute; one that is not there changes nothing.</param>
    /// <exception cref="ProblemException">The file is no object of the members of <c>execution</c>.</exception>
    public static StudyConfiguration Apply(StudyConfiguration study, string file)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (!File.Exists(file))
        {
            return study;
        }

        JsonObject members = Read(file);
        JsonObject given = study.Baseline.Execution is { } own ? ScenarioJson.GivenMembers((RecordShape)OptionShapes.OfObject(typeof(ExecutionOptions)), own) : [];
        foreach ((string name, JsonNode? value) in given)
        {
            members[name] = value?.DeepClone();
        }

        try
        {
            ScenarioOptions baseline = ScenarioJson.Patched(study.Baseline with { Execution = null }, new JsonObject { ["execution"] = members });
            return study with { Baseline = study.Baseline with { Execution = baseline.Execution } };
        }
        catch (ProblemException exception)
        {
            throw new ProblemException(ProblemStage.Configuration, [.. exception.Problems.Select(problem => problem with
            {
                Where = $"{file} {problem.Where.Replace("changed options $.execution", "$", StringComparison.Ordinal)}",
            })]);
        }
    }

    private static JsonObject Read(string file)
    {
        List<Finding> findings = [];
        ConfigurationNode? root = NodeReader.ReadFile(SourceText.Read(file, "a user's execution options", ProblemStage.Configuration), file, findings);
        if (findings.Count > 0)
        {
            throw new ProblemException(ProblemStage.Configuration, [.. findings.Select(finding => finding.ToProblem())]);
        }

        return root is ObjectNode members
            ? NodeJson.ToJson(members)
            : throw new ProblemException(ProblemStage.Configuration, new Problem(file, "an object with the members of \"execution\"", root?.Description ?? "nothing"));
    }
}
