using MlPipelines.Audits;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class LeadingColumnTests
{
    [Theory]
    [InlineData(0.93, 0.91, 0.66, true)]
    [InlineData(0.93, 0.91, 0.82, false)]
    [InlineData(0.84, 0.79, 0.60, false)]
    [InlineData(0.845, 0.82, 0.699, false)]
    [InlineData(0.97, 0.96, 0.95, false)]
    public void WithLead_OneColumnFarAheadOfAllOthers_IsSuspected(double power, double lower, double next, bool isSuspected)
    {
        IReadOnlyList<AuditedColumn> columns = LeakSuspicion.WithLead([Column("age", next, next - 0.02), Column("balance", power, lower), Column("city", 0.5, 0.45)]);

        Assert.Equal(isSuspected, columns[1].Suspicion is not null);
        Assert.Null(columns[0].Suspicion);
        Assert.Null(columns[2].Suspicion);
    }

    [Fact]
    public void WithLead_OneColumnOnly_LeadsNothing() => Assert.Null(Assert.Single(LeakSuspicion.WithLead([Column("only", 0.95, 0.93)])).Suspicion);

    private static AuditedColumn Column(string name, double power, double lower) => new()
    {
        Name = name,
        Kind = "numeric",
        Missing = new Dictionary<string, double>(),
        Power = power,
        PowerInterval = new Interval(lower, power + 0.02),
    };
}
