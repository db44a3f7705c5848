using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MlPipelines.Trainers;

/// <summary>
/// The numbers of a logistic model and the one way they are evaluated: sums in 64 bits, feature after feature, so that a prediction depends on
/// nothing but the sample.
/// </summary>
/// <param name="Weights">One row per linear function: one for two classes (of the second against the first), otherwise one per class.</param>
/// <param name="Biases">The constant of each linear function.</param>
internal sealed record LogisticWeights(float[][] Weights, float[] Biases)
{
    /// <summary>The number of trained numbers.</summary>
    public long Count => Biases.Length + Weights.Sum(row => (long)row.Length);

    /// <summary>Whether all of them are numbers.</summary>
    public bool AreFinite => Biases.Concat(Weights.SelectMany(row => row)).All(float.IsFinite);

    /// <summary>Reads them out of a trained ML.NET model.</summary>
    public static LogisticWeights Of(ITransformer transformer)
    {
        object model = ((ISingleFeaturePredictionTransformer<object>)transformer).Model;
        switch (model)
        {
            case CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> binary:
                return new LogisticWeights([[.. binary.SubModel.Weights]], [binary.SubModel.Bias]);
            case MaximumEntropyModelParameters multiclass:
                VBuffer<float>[] weights = [];
                multiclass.GetWeights(ref weights, out _);
                return new LogisticWeights([.. weights.Select(row => row.DenseValues().ToArray())], [.. multiclass.GetBiases()]);
            default:
                throw new InvalidOperationException($"ML.NET trained an unexpected model: {model.GetType()}");
        }
    }

    /// <summary>Probabilities of the trained classes: the sigmoid of one linear function, or the softmax of several.</summary>
    /// <param name="sample">The features.</param>
    /// <param name="probabilities">Receives one number per trained class.</param>
    public void Predict(ReadOnlySpan<float> sample, Span<double> probabilities)
    {
        if (Biases is [float bias])
        {
            double score = Score(Weights[0], bias, sample);

            // Of the two forms of the sigmoid, each is exact where the other loses digits.
            double tail = Math.Exp(-Math.Abs(score));
            (probabilities[0], probabilities[1]) = score >= 0 ? (tail / (1 + tail), 1 / (1 + tail)) : (1 / (1 + tail), tail / (1 + tail));
            return;
        }

        double greatest = double.NegativeInfinity;
        for (int label = 0; label < Biases.Length; label++)
        {
            probabilities[label] = Score(Weights[label], Biases[label], sample);
            greatest = Math.Max(greatest, probabilities[label]);
        }

        double sum = 0;
        foreach (ref double probability in probabilities)
        {
            probability = Math.Exp(probability - greatest);
            sum += probability;
        }

        foreach (ref double probability in probabilities)
        {
            probability /= sum;
        }
    }

    private static double Score(float[] weights, float bias, ReadOnlySpan<float> sample)
    {
        double score = bias;
        for (int feature = 0; feature < weights.Length; feature++)
        {
            score += (double)weights[feature] * sample[feature];
        }

        return score;
    }
}
