using MlPipelines.Evaluation;
using MlPipelines.Pipelines;
using MlPipelines.Trainers;

namespace MlPipelines.Audits;

/// <summary>How sample sets differ.</summary>
public static class ShiftAudits
{
    /// <summary>The level at which a property counts as shifted for the order and the pictures; the convention.</summary>
    private const double Level = 0.05;

    /// <summary>The properties whose distributions are kept: the most shifted ones, so that a table of a thousand columns stays small.</summary>
    private const int DrawnProperties = 3;

    /// <summary>
    /// Compares validation with test samples, and training with validation samples. Images are compared as they reach the normalisation: test images as deployed, corruption included, against validation
    /// images on the test path; training images against validation images on the training path, so that skew between the paths shows in neither.
    /// </summary>
    /// <param name="data">The prepared data.</param>
    /// <param name="model">What the model sees and says; null without a model.</param>
    /// <param name="writePicture">Writes the picture of a row of a set and gives its path relative to the run directory; null for a table.</param>
    /// <param name="cancellation">Checked between images, columns and permutations.</param>
    /// <returns>A comparison per pair; a pair with an empty set is left out.</returns>
    /// <exception cref="ArgumentException">The model's view is of other rows than the data.</exception>
    public static IReadOnlyList<ShiftAudit> Audit(
        PreparedData data, ModelView? model, Func<SampleSet, int, string?>? writePicture, CancellationToken cancellation)
    {
        MeasuredImages? validation = null;
        MeasuredImages Measured(SampleSet set, PreprocessingPath path)
        {
            // Without skew the validation images are the same on both paths.
            bool isShared = set == data.Validation && path != PreprocessingPath.Deployment && !data.PathsDiffer;
            return (isShared ? validation : null) ?? Keep(MeasuredImages.Of(set, path, data.Shape, cancellation));
            MeasuredImages Keep(MeasuredImages images) => isShared ? validation = images : images;
        }

        List<ShiftAudit> audits = [];
        foreach ((SampleSet from, PreprocessingPath fromPath, SampleSet to, PreprocessingPath toPath) in new[]
        {
            (data.Validation, PreprocessingPath.Test, data.Test, PreprocessingPath.Deployment),
            (data.Train, PreprocessingPath.Training, data.Validation, PreprocessingPath.Training),
        })
        {
            if (from.Count == 0 || to.Count == 0)
            {
                continue;
            }

            ShiftAudit audit = Labelled(data, from, to) with
            {
                Features = SetClassifier.Test(from, to, set => model?.Features.GetValueOrDefault(set.Name), cancellation),
                Outputs = SetClassifier.Test(from, to, set => ProbabilitiesOf(model, set, data.Classes.Count), cancellation),
            };
            if (data.Cells is { } cells)
            {
                audits.Add(audit with { Properties = Adjusted(ShiftedColumns.Of(cells, from, to, cancellation)) });
            }
            else if (data.Shape.IsImage)
            {
                MeasuredImages first = Measured(from, fromPath);
                MeasuredImages second = Measured(to, toPath);
                IReadOnlyList<string> names = ImageProperties.Names(data.Shape);
                IReadOnlyList<ShiftedProperty> properties = Adjusted(ShiftedImages.Of(names, first, second));
                audits.Add(audit with
                {
                    RowsFrom = first.Rows.Length,
                    RowsTo = second.Rows.Length,
                    Properties = writePicture is null ? properties : ShiftedImages.WithPictures(properties, names, first, second, Level, writePicture),
                });
            }
            else
            {
                audits.Add(audit);
            }
        }

        return audits;
    }

    private static ShiftAudit Labelled(PreparedData data, SampleSet from, SampleSet to)
    {
        int[] Counts(SampleSet set)
        {
            int[] counts = new int[data.Classes.Count];
            foreach (int label in set.Labels)
            {
                counts[label]++;
            }

            return counts;
        }

        (int[] first, int[] second) = (Counts(from), Counts(to));
        HomogeneityTest test = HomogeneityTest.Of(first, second)!;
        return new ShiftAudit
        {
            From = from.Name,
            To = to.Name,
            RowsFrom = from.Count,
            RowsTo = to.Count,
            Labels = new LabelShiftTest(
                [.. first.Select(count => (double)count / from.Count)], [.. second.Select(count => (double)count / to.Count)], test.P),
        };
    }

    private static FeatureMatrix? ProbabilitiesOf(ModelView? model, SampleSet set, int classes) =>
        model?.Probabilities.GetValueOrDefault(set.Name) is { } probabilities ? new FeatureMatrix(probabilities, classes) : null;

    private static IReadOnlyList<ShiftedProperty> Adjusted(IEnumerable<ShiftedProperty> properties)
    {
        ShiftedProperty[] all = [.. properties];
        double[] adjusted = HolmCorrection.Adjust([.. all.Select(property => property.P)]);
        return
        [
            .. all.Select((property, index) => property with { AdjustedP = adjusted[index] })
                .OrderByDescending(property => property.AdjustedP < Level).ThenByDescending(property => property.Distance)
                .Select((property, place) => place < DrawnProperties ? property : property with { Distributions = null }),
        ];
    }
}
