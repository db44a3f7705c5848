using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipelines.Pipelines;

namespace MlPipelines.Trainers;

/// <summary>
/// A saved logistic model as one ML.NET model: the transforms of a table, then the linear model. For images it is the linear model alone, whose input are prepared pixels, because
/// decoding, resizing and normalising are not ML.NET's.
/// </summary>
public static class LogisticMlNet
{
    /// <summary>The column with the name of the predicted class.</summary>
    public const string PredictedClass = "PredictedClass";

    /// <summary>What runs the file: <c>ML.NET 5.0.1</c>.</summary>
    public static string Runtime { get; } = $"ML.NET {ModelTraining.VersionOf(typeof(MLContext))}";

    private const string PredictedLabel = "PredictedLabel";

    /// <summary>
    /// Makes the model from the numbers of <c>logistic.json</c> and transforms that were fitted anew: no file of the run is given to ML.NET, which would load the assemblies that the file names.
    /// </summary>
    /// <param name="trained">The model.</param>
    /// <param name="fitted">Its preprocessing, for the names of the classes and the number of features.</param>
    /// <param name="data">The data of its trial, prepared anew: gives the transforms of a table.</param>
    /// <returns>The ML.NET model, a zip file. Beside ML.NET's own columns it gives <see cref="PredictedClass"/>.</returns>
    public static byte[] Make(ITrainedModel trained, FittedPreprocessing fitted, PreparedData data)
    {
        LogisticModel logistic = (LogisticModel)trained;
        string[] names = [.. logistic.TrainedClasses.Select(index => fitted.Classes[index])];
        MLContext context = new(seed: 0);
        ITransformer model = LogisticStandIn.Of(context, logistic.Weights);
        List<ITransformer> steps = [model, ClassNames(context, model, names, fitted.Shape.Size)];
        DataViewSchema input = Empty(names.Length, fitted.Shape.Size).Schema;
        if (fitted is FittedTable)
        {
            (ITransformer transforms, input) = Transforms(context, data);
            steps.Insert(0, transforms);
        }

        using MemoryStream stream = new();
        context.Model.Save(new TransformerChain<ITransformer>([.. steps]), input, stream);
        return stream.ToArray();
    }

    /// <summary>The columns that a model takes, a line each: name and type. What training alone reads, label and weight of prepared pixels, is left out.</summary>
    /// <param name="file">The model.</param>
    /// <param name="fitted">Its preprocessing.</param>
    public static IReadOnlyList<string> Inputs(byte[] file, FittedPreprocessing fitted)
    {
        new MLContext(seed: 0).Model.Load(new MemoryStream(file), out DataViewSchema input);
        return [.. input.Where(column => fitted is FittedTable || column.Name == LogisticDataView.Features).Select(column => $"{column.Name}: {column.Type}")];
    }

    /// <summary>What the ML.NET model predicts for the samples of a set.</summary>
    /// <param name="file">The model.</param>
    /// <param name="model">The model that it was made from, for the classes.</param>
    /// <param name="data">The data.</param>
    /// <param name="set">The samples.</param>
    /// <param name="cancellation">Checked at every row.</param>
    /// <returns>Probabilities (rows, classes).</returns>
    public static float[] Predict(byte[] file, ITrainedModel model, PreparedData data, SampleSet set, CancellationToken cancellation)
    {
        LogisticModel logistic = (LogisticModel)model;
        MLContext context = new(seed: 0);
        ITransformer loaded = context.Model.Load(new MemoryStream(file), out _);
        IDataView scored = loaded.Transform(data.Cells is { } cells ? cells.View(set) : Prepared(set, data.Shape.Size, cancellation));
        float[] probabilities = new float[set.Count * data.Classes.Count];
        IReadOnlyList<int> trained = logistic.TrainedClasses;
        bool isBinary = scored.Schema.GetColumnOrNull("Probability") is not null;
        int row = 0;
        if (isBinary)
        {
            foreach (float probability in scored.GetColumn<float>("Probability"))
            {
                probabilities[(row * data.Classes.Count) + trained[0]] = 1 - probability;
                probabilities[(row++ * data.Classes.Count) + trained[1]] = probability;
            }
        }
        else
        {
            foreach (float[] scores in scored.GetColumn<float[]>("Score"))
            {
                for (int index = 0; index < trained.Count; index++)
                {
                    probabilities[(row * data.Classes.Count) + trained[index]] = scores[index];
                }

                row++;
            }
        }

        return probabilities;
    }

    /// <summary>From ML.NET's truth value or key to the name of the class.</summary>
    private static Microsoft.ML.Transforms.ValueMappingTransformer ClassNames(MLContext context, ITransformer model, string[] names, int size)
    {
        IDataView scored = model.Transform(Empty(names.Length, size));
        return scored.Schema[PredictedLabel].Type is BooleanDataViewType
            ? context.Transforms.Conversion.MapValue(PredictedClass, [KeyValuePair.Create(false, names[0]), KeyValuePair.Create(true, names[1])], PredictedLabel).Fit(scored)
            : context.Transforms.Conversion.MapValue(PredictedClass, [.. names.Select((name, index) => KeyValuePair.Create((uint)index + 1, name))], PredictedLabel).Fit(scored);
    }

    private static LogisticDataView Prepared(SampleSet set, int size, CancellationToken cancellation)
    {
        float[] features = new float[(long)set.Count * size];
        set.CopySamples([.. Enumerable.Range(0, set.Count)], PreprocessingPath.Test, features);
        return new LogisticDataView(new LogisticRows(features, size, new int[set.Count], new float[set.Count], [0, 1]), cancellation);
    }

    private static LogisticDataView Empty(int classes, int size) =>
        new(new LogisticRows([], size, Array.Empty<int>(), [], [.. Enumerable.Range(0, classes)]), CancellationToken.None);

    /// <summary>The transforms of a table as ML.NET writes them, by way of a folder that only this program writes to.</summary>
    private static (ITransformer Transformer, DataViewSchema Input) Transforms(MLContext context, PreparedData data)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlpipelines-");
        try
        {
            data.SavePreprocessing(folder.FullName);
            return (context.Model.Load(Path.Combine(folder.FullName, FittedTable.TransformsFileName), out DataViewSchema input), input);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
