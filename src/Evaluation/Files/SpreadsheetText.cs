namespace MlPipelines.Evaluation;

/// <summary>
/// Keeps a spreadsheet from running a sample's name as a formula (OWASP, "CSV injection"): an apostrophe goes before it. A name that begins
/// with an apostrophe gets another one, so that taking one away gives every name back.
/// </summary>
internal static class SpreadsheetText
{
    public static string Neutralise(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\'' ? "'" + text : text;

    public static string Restore(string text) => text.StartsWith('\'') ? text[1..] : text;
}
