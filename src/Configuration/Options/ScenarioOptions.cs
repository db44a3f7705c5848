using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace MlPipelines.Configuration;

/// <summary>A named experiment: data, preprocessing, model, training, and how often and in which variants it is repeated.</summary>
public sealed record ScenarioOptions
{
    /// <summary>
    /// The scenario of this file that this one starts from: its members are a merge patch on that one's (RFC 7396; <c>null</c> removes a member, arrays
    /// are replaced as a whole).
    /// </summary>
    public string? Extend { get; init; }

    /// <summary>One sentence, best a question, for the list of scenarios and the head of the report.</summary>
    public string? Description { get; init; }

    /// <summary>What somebody claims. The report says whether it holds, fails, or cannot be decided here, with the numbers.</summary>
    public ClaimOptions? Claim { get; init; }

    /// <summary>Where the samples come from, and how they are split.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>How samples are prepared and, in training only, augmented.</summary>
    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary>What is trained.</summary>
    public required ModelOptions Model { get; init; }

    /// <summary>How it is trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>
    /// How often each variant is trained, each time with its own seeds. One repeat says nothing about the spread between seeds;
    /// one variant beside the baseline can be shown to be better or worse from 6 repeats on, two or three from 7, up to six from 8.
    /// </summary>
    [Range(1, 1000)]
    public int Repeats { get; init; } = 6;

    /// <summary>The number that, with the repeat and the stream, keys every random draw of the study.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>
    /// The random streams that change from repeat to repeat; the others keep the draws of repeat 0. By default all but <c>split</c>,
    /// so that every repeat is measured on the same test rows.
    /// </summary>
    public IReadOnlyList<RandomStream> Vary { get; init; } =
        [RandomStream.Init, RandomStream.Order, RandomStream.Augment, RandomStream.Dropout, RandomStream.Sampling];

    /// <summary>
    /// Changes to this scenario that are trained beside it and compared with it: name → JSON merge patch (RFC 7396; <c>null</c> removes a
    /// member, arrays are replaced as a whole). <c>baseline</c> is the scenario itself and cannot be a name here. When a patch changes a
    /// <c>type</c>, members that only the old type has are dropped. <c>repeats</c>, <c>seed</c>, <c>vary</c> and <c>data.split</c> cannot be patched, because variants
    /// are compared repeat by repeat and row by row.
    /// </summary>
    public IReadOnlyDictionary<string, JsonObject> Variants { get; init; } = new Dictionary<string, JsonObject>();

    /// <summary>
    /// Options whose values are swept, each on its own: the option's path → values. <c>{ "data.trainSize": [250, 500, 1000] }</c> stands for the variants
    /// <c>trainSize-250</c>, <c>trainSize-500</c> and <c>trainSize-1000</c>, and the report draws accuracy and gap against the value.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JsonNode>> Sweep { get; init; } = new Dictionary<string, IReadOnlyList<JsonNode>>();

    /// <summary>
    /// What <c>run --size full</c> changes (JSON merge patch): more repeats, more data, more epochs. Without it both sizes are the same. It is applied before
    /// <c>--set</c> and before the variants.
    /// </summary>
    public JsonObject? Full { get; init; }

    /// <summary>Values that are searched for before anything is compared. A variant with a search of its own finds values of its own. Absent: none.</summary>
    public SearchOptions? Search { get; init; }

    /// <summary>How much each random stream alone makes test accuracy vary. Absent: not measured, because it takes many trainings.</summary>
    public VarianceComponentsOptions? VarianceComponents { get; init; }

    /// <summary>Which training labels are probably wrong, from predictions out of fold. Absent: not measured.</summary>
    public LabelAuditOptions? LabelAudit { get; init; }

    /// <summary>A short training whose learning rate rises from step to step, to find one that suits. Absent: none.</summary>
    public RangeTestOptions? RangeTest { get; init; }

    /// <summary>What counts as a cause of a gap.</summary>
    public DiagnosisOptions Diagnosis { get; init; } = new();

    /// <summary>What the study must show for a build to go on. Absent: nothing.</summary>
    public GateOptions? Gates { get; init; }

    /// <summary>Where the trials run. Absent: in processes of this machine. It changes no number.</summary>
    public ExecutionOptions? Execution { get; init; }
}
