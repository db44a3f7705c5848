using System.Globalization;
using System.Text.RegularExpressions;
using MlPipelines.Reports;
using Xunit;

namespace MlPipelines.Tests.Reports;

/// <summary>Contrast as WCAG 2.2 defines it (relative luminance of sRGB), over the style sheet's own colours.</summary>
public partial class ReportStyleTests
{
    private const double Text = 4.5;
    private const double Graphic = 3;

    public static TheoryData<string> Themes => ["light", "dark", "print"];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Sheet_Text_HasContrast(string theme)
    {
        var colours = Colours(theme);
        foreach (var ground in new[] { "page", "paper" })
        {
            Assert.All(["ink", "quiet", "train", "test", "held"], ink => AssertContrast(colours, ink, ground, Text));
        }

        AssertContrast(colours, "ink", "code", Text);
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Sheet_Marks_HaveContrast(string theme)
    {
        var colours = Colours(theme);
        Assert.All(["train", "test", "held", "running", "loss", "gain", "nothing", "floor", "axis"], mark => AssertContrast(colours, mark, "paper", Graphic));
        Assert.All(["loss", "gain", "nothing"], bar => AssertContrast(colours, "ink", bar, Graphic));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Sheet_CountsInTheDarkestCells_HaveContrast(string theme)
    {
        var colours = Colours(theme);
        foreach (var shade in new[] { "train", "test" })
        {
            var cell = Mix(colours[shade], colours["paper"], ConfusionModel.DeepestShade);
            Assert.True(Contrast(colours["ink"], cell) >= Text, $"{theme}: ink on {shade} cells has {Contrast(colours["ink"], cell):0.00}:1");
        }
    }

    // Lines that differ by colour differ by dashes too; the colours alone must still differ in luminance or hue for the three usual kinds of colour blindness.
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Sheet_TrainTestAndHeldOut_StayApartForTheColourBlind(string theme)
    {
        var colours = Colours(theme);
        foreach (var kind in ColourBlindness)
        {
            var train = See(colours["train"], kind);
            Assert.True(Distance(train, See(colours["test"], kind)) > 0.2);
            Assert.True(Distance(See(colours["loss"], kind), See(colours["gain"], kind)) > 0.2);
        }
    }

    // Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB: protanopia, deuteranopia, tritanopia.
    private static readonly double[][] ColourBlindness =
    [
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    [GeneratedRegex("--(?<name>[a-z]+): #(?<value>[0-9a-f]{3,6})\\b")]
    private static partial Regex Variable();

    private static Dictionary<string, double[]> Colours(string theme)
    {
        var sheet = ReportStyle.Sheet;
        var dark = sheet.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        var print = sheet.IndexOf("@media print", StringComparison.Ordinal);
        var part = theme switch
        {
            "light" => sheet[..dark],
            "dark" => sheet[dark..print],
            _ => sheet[print..],
        };
        return Variable().Matches(part).ToDictionary(match => match.Groups["name"].Value, match => Linear(match.Groups["value"].Value));
    }

    private static double[] Linear(string hex)
    {
        var full = hex.Length == 3 ? string.Concat(hex.Select(digit => new string(digit, 2))) : hex;
        return [.. Enumerable.Range(0, 3).Select(index => ToLinear(int.Parse(full.AsSpan(index * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0))];
    }

    private static double ToLinear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double ToGamma(double value) => value <= 0.0031308 ? value * 12.92 : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055;

    // Browsers blend in gamma-encoded sRGB.
    private static double[] Mix(double[] over, double[] under, double opacity) =>
        [.. over.Zip(under, (a, b) => ToLinear((ToGamma(a) * opacity) + (ToGamma(b) * (1 - opacity))))];

    private static double Luminance(double[] colour) => (0.2126 * colour[0]) + (0.7152 * colour[1]) + (0.0722 * colour[2]);

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static void AssertContrast(Dictionary<string, double[]> colours, string one, string other, double least)
    {
        var contrast = Contrast(colours[one], colours[other]);
        Assert.True(contrast >= least, FormattableString.Invariant($"{one} on {other} has {contrast:0.00}:1"));
    }

    private static double[] See(double[] colour, double[] kind) =>
        [.. Enumerable.Range(0, 3).Select(row => ToGamma(Math.Clamp(Enumerable.Range(0, 3).Sum(column => kind[(row * 3) + column] * colour[column]), 0, 1)))];

    private static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());
}
