using CsCheck;
using MlPipelines.Host;
using Xunit;

namespace MlPipelines.Tests.Host;

public class NearestNameTests
{
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("run", "rnu", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    public void Changes_KnownPairs_AreCounted(string from, string to, int changes) => Assert.Equal(changes, NearestName.Changes(from, to));

    [Fact]
    public void Changes_AnyPair_IsSymmetricAndAtMostTheLongerLength()
    {
        Gen<string> words = Gen.String[Gen.Char["abc"], 0, 12];
        words.Select(words).Sample((first, second) =>
            NearestName.Changes(first, second) == NearestName.Changes(second, first)
            && NearestName.Changes(first, second) <= Math.Max(first.Length, second.Length)
            && (NearestName.Changes(first, second) == 0) == (first == second));
    }

    [Theory]
    [InlineData("repaets", "repeats")]
    [InlineData("wrokers", "workers")]
    [InlineData("frobnicate", null)]
    public void Find_Name_IsTheNearestOrNone(string unknown, string? found) => Assert.Equal(found, NearestName.Find(unknown, ["repeats", "workers", "config"]));
}
