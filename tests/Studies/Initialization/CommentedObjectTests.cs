using System.Text.Json.Nodes;
using MlPipelines.Studies;
using Xunit;

namespace MlPipelines.Tests.Studies;

public class CommentedObjectTests
{
    [Fact]
    public void ToText_MembersReasonsAndSuggestions_IsAnObjectForPeople()
    {
        string text = new CommentedObject()
            .Add("type", "cnn", "A short reason.")
            .Add("empty", new CommentedObject())
            .Add("training", new CommentedObject().Add("epochs", 3).Suggest("classWeighting", "balanced", "Try this."))
            .Add("names", new JsonArray("größe", "a\"b"))
            .Add("patch", new JsonObject { ["data"] = new JsonObject { ["trainSize"] = null } })
            .ToText(["The head."]);

        Assert.Equal(
            """
            // The head.
            {
              // A short reason.
              "type": "cnn",
              "training": {
                "epochs": 3,
                // Try this.
                // "classWeighting": "balanced",
              },
              "names": ["größe", "a\"b"],
              "patch": { "data": { "trainSize": null } },
            }

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void ToText_LongReason_IsBrokenBetweenWords()
    {
        string text = new CommentedObject().Add("width", 64, string.Join(' ', Enumerable.Repeat("reason", 40))).ToText([]);

        string[] lines = [.. text.Split('\n').Where(line => line.Contains("reason", StringComparison.Ordinal))];
        Assert.True(lines.Length > 1);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 110));
        Assert.All(lines, line => Assert.StartsWith("  // reason", line, StringComparison.Ordinal));
    }
}
