using MlPipelines.Audits;
using MlPipelines.Pipelines;
using MlPipelines.Tests.Pipelines;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class RowIndexTests : IDisposable
{
    private readonly PreparedData _data = TableCase.Prepare(
        new() { Train = RepositoryFiles.Asset("tables", "penguins.csv"), Label = "species" });

    public void Dispose() => _data.Dispose();

    [Fact]
    public void EqualRows_AnyHashes_AreThoseOfALoopOverAllPairs()
    {
        Random random = new(1);
        ulong[] hashes = [.. Enumerable.Range(0, 300).Select(_ => (ulong)random.Next(60) * 0x2000000000000001)];
        const int References = 200;
        EqualRows equal = new(hashes, References);

        Assert.All(hashes, hash => Assert.Equal(Enumerable.Range(0, References).Where(row => hashes[row] == hash), equal.Of(hash).ToArray().Order()));
        Assert.Equal(
            Enumerable.Range(0, References).Select(row => hashes[..References].Count(hash => hash == hashes[row]) - 1).Order(),
            equal.Others().Order());
        Assert.Equal([0, 2], new EqualRows([ulong.MaxValue, 1, ulong.MaxValue], 3).Of(ulong.MaxValue).ToArray().Order());
        Assert.Empty(new EqualRows([], 0).Of(1).ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void RowKeys_OfManyRows_AreThoseOfEach(int bands)
    {
        RowKeys keys = new(new RowComparison(_data.Cells!, new AuditedSets(_data)), bands);
        int rows = 0;
        keys.ForEach(_data.Train.Count + _data.Validation.Count, (row, ofRow) =>
        {
            Assert.Equal(rows++, row);
            Assert.Equal(keys.Of(row), ofRow);
        }, TestContext.Current.CancellationToken);

        Assert.Equal(_data.Train.Count + _data.Validation.Count, rows);
    }

    [Fact]
    public void Candidates_OfReferences_HoldThemselvesAndAllOfAKeyOrNone()
    {
        AuditedSets sets = new(_data);
        RowComparison comparison = new(_data.Cells!, sets);
        int[] asked = [.. Enumerable.Range(0, sets.TestStart + sets.Test.Count)];
        IReadOnlyList<int>[] candidates = RowBands.Candidates(comparison, sets.References, asked, TestContext.Current.CancellationToken);

        RowKeys keys = new(comparison, 4);
        ulong[][] all = [.. asked.Select(keys.Of)];
        Assert.All(asked, row => Assert.Equal(
            Enumerable.Range(0, keys.Kinds)
                .Select(kind => Enumerable.Range(0, sets.References).Where(reference => all[reference][kind] == all[row][kind]).ToArray())
                .Where(matches => matches.Length <= 64).SelectMany(matches => matches).Distinct().Order(),
            candidates[row]));
    }
}
