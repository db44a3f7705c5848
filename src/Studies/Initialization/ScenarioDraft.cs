namespace MlPipelines.Studies;

/// <summary>A scenario before it is a file: its members with their reasons, and what was seen on the way.</summary>
/// <param name="Scenario">The members.</param>
/// <param name="Found">What the data are.</param>
/// <param name="Odd">What looks odd.</param>
/// <param name="Cost">How long it takes.</param>
internal sealed record ScenarioDraft(CommentedObject Scenario, IReadOnlyList<string> Found, IReadOnlyList<string> Odd, RunCost Cost);
