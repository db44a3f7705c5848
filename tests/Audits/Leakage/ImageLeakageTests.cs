using MlPipelines.Audits;
using MlPipelines.Configuration;
using MlPipelines.Evaluation;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Audits;

public sealed class ImageLeakageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Audit_HonestPictures_FindsNothing()
    {
        using PicturedData data = new(1000, 300, 300);
        LeakageAudit audit = LeakageAudits.Audit(data, null, null, Cancellation)!;
        Assert.Equal((300, 0), (audit.TestRows, audit.Exact));
        Assert.InRange(audit.Near, 0, 1);
        Assert.Contains("of 300 validation images are near copies", audit.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_ExactCopies_AreFoundWithLabelsAndPictures()
    {
        using PicturedData data = new(600, 200, 100);
        data.TestSet.Copy(7, data.TrainSet, 31);
        data.TestSet.Copy(3, data.TrainSet, 40);
        LeakageAudit audit = LeakageAudits.Audit(data, null, (set, row) => $"{set.Name}-{row}.png", Cancellation)!;
        Assert.Equal(2, audit.Exact);
        Assert.Equal([new LeakedRow(3, "train", 40, true, true), new LeakedRow(7, "train", 31, true, true)], audit.Rows.Where(row => row.IsExact));
        Assert.Contains("train/31.png", audit.TrainingCopies);
        Assert.Equal(new LeakedPair("test/3.png", "train/40.png", "a", "a", true, 0, "test-3.png", "train-40.png"), audit.Examples[0]);
    }

    [Theory]
    [InlineData("shift", 38)]
    [InlineData("brightness", 38)]
    [InlineData("noise", 24)]
    public void Audit_ChangedCopies_AreFound(string kind, int least)
    {
        using PicturedData data = new(1000, 300, 300);
        for (int copy = 0; copy < 40; copy++)
        {
            int row = copy;
            data.TestSet.Copy(copy, data.TrainSet, 20 * copy, pixels => Changed(pixels, kind, row));
        }

        LeakageAudit audit = LeakageAudits.Audit(data, null, null, Cancellation)!;
        LeakedRow[] found = [.. audit.Rows.Where(row => row.Row < 40 && row.TrainRow == 20 * row.Row)];
        Assert.InRange(found.Length, least, 40);
        Assert.All(found, row => Assert.Equal((false, "train", true), (row.IsExact, row.TrainSet, row.SameLabel)));
        Assert.InRange(audit.Rows.Count - found.Length, 0, 1);
        Assert.All(found, row => Assert.Contains(data.TrainSet.Ids[row.TrainRow], audit.TrainingCopies));
        Assert.Equal(10, audit.Examples.Count);
        Assert.Equal(audit.Examples.Select(pair => pair.Distance).Order(), audit.Examples.Select(pair => pair.Distance));
    }

    /// <summary>A network that sees every copy as something quite different from its source.</summary>
    [Fact]
    public void Audit_CopiesFarApartInFeatures_AreNotCounted()
    {
        using PicturedData data = new(1000, 300, 300);
        for (int copy = 0; copy < 40; copy++)
        {
            data.TestSet.Copy(copy, data.TrainSet, 20 * copy, pixels => Changed(pixels, "brightness", 0));
        }

        FeatureMatrix Same(int rows, float second) => new([.. Enumerable.Range(0, rows).SelectMany(row => new[] { 1f, second + (0.001f * row) })], 2);
        ModelView model = new(
            new Dictionary<string, FeatureMatrix> { ["train"] = Same(1000, 0), ["validation"] = Same(300, 0), ["test"] = Same(300, -50) },
            new Dictionary<string, float[]>());
        Assert.Equal(0, LeakageAudits.Audit(data, model, null, Cancellation)!.Near);
    }

    [Fact]
    public void Audit_FewPictures_SaysThatOnlyExactCopiesCount()
    {
        using PicturedData data = new(20, 5, 5);
        data.TestSet.Copy(1, data.TrainSet, 2);
        LeakageAudit audit = LeakageAudits.Audit(data, null, null, Cancellation)!;
        Assert.Equal((1, 0), (audit.Exact, audit.Near));
        Assert.StartsWith("Images with the same content only", audit.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearest_ManySpectra_AreThoseOfANaiveLoop()
    {
        using PicturedData data = new(203, 1, 20);
        SmallPictures pictures = SmallPictures.Of([data.TrainSet, data.TestSet], data.Shape, Cancellation);
        PictureSpectra spectra = PictureSpectra.Of(pictures, Cancellation);
        SpectrumSearch search = new(spectra, 0, 203);
        for (int query = 203; query < 223; query++)
        {
            double Product(int row) => Enumerable.Range(0, PictureSpectra.Length).Sum(index => spectra.Row(row)[index] * (double)spectra.Row(query)[index]);
            int[] naive = [.. Enumerable.Range(0, 203).Where(row => row % 5 != 0).OrderByDescending(Product).Take(6)];
            Assert.Equal(naive.Order(), search.Nearest(spectra.Row(query), 6, row => row % 5 == 0).Order());
        }
    }

    /// <summary>Pearson's r of the overlapping pixels, by the plain formula.</summary>
    [Fact]
    public void To_ShiftedPicture_IsThatOfTheOverlap()
    {
        using PicturedData data = new(2, 1, 1);
        data.TrainSet.Copy(1, data.TrainSet, 0, pixels => Changed(pixels, "shift", 0));
        SmallPictures pictures = SmallPictures.Of([data.TrainSet, data.TestSet], data.Shape, Cancellation);
        AlignedDistance distance = new(pictures);
        distance.Take(pictures.Row(0));
        Assert.Equal(0, distance.To(pictures.Row(0)), 1e-6);
        Assert.InRange(distance.To(pictures.Row(1)), 0, 0.06);
        Assert.InRange(distance.To(pictures.Row(2)), 0.3, AlignedDistance.Unrelated);
        distance.Take(pictures.Row(2));
        Assert.True(distance.To(pictures.Row(0)) <= Naive(pictures.Row(2).ToArray(), pictures.Row(0).ToArray()) + 1e-6);
    }

    private static double Naive(byte[] one, byte[] two)
    {
        (double meanOne, double meanTwo) = (one.Average(value => (double)value), two.Average(value => (double)value));
        double covariance = one.Zip(two, (a, b) => (a - meanOne) * (b - meanTwo)).Sum();
        double r = covariance / Math.Sqrt(one.Sum(a => (a - meanOne) * (a - meanOne)) * two.Sum(b => (b - meanTwo) * (b - meanTwo)));
        return Math.Sqrt(2 * (1 - r));
    }

    private static byte[] Changed(byte[] pixels, string kind, int row)
    {
        CounterRandom random = new(5, row, RandomStream.Data);
        byte[] changed = new byte[pixels.Length];
        for (int pixel = 0; pixel < pixels.Length; pixel++)
        {
            double value = kind switch
            {
                "shift" => pixel % PicturedData.Side == 0 ? pixels[pixel] : pixels[pixel - 1],
                "brightness" => 0.9 * pixels[pixel],
                _ => pixels[pixel] + (5 * random.NextNormal()),
            };
            changed[pixel] = (byte)Math.Clamp(Math.Round(value), 0, 255);
        }

        return changed;
    }
}
