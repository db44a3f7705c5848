namespace MlPipelines.Bench;

/// <summary>A check of something the program promises.</summary>
/// <param name="Name">One word of the command line, and the name of its file of figures.</param>
/// <param name="Title">Its heading on the page.</param>
/// <param name="Promise">What is promised, in a sentence or two.</param>
/// <param name="Run">Measures. The argument scales the number of tries: 1 is what the page shows, the tests run a small part.</param>
internal sealed record ReliabilityCheck(string Name, string Title, string Promise, Func<double, ReliabilityOutcome> Run);
