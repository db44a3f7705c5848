using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>The learning rate of every step: a rule over epochs, with a linear warm-up before it.</summary>
internal sealed class LearningRateSchedule
{
    private readonly ScheduleOptions _options;
    private readonly double _base;
    private readonly int _stepsPerEpoch;
    private readonly double _warmupSteps;
    private readonly double _totalSteps;
    private double _reduced;
    private double _best = double.PositiveInfinity;
    private int _waited;

    /// <summary>The schedule of one training.</summary>
    /// <param name="options">The rule.</param>
    /// <param name="learningRate">The optimiser's learning rate: the greatest value.</param>
    /// <param name="epochs">The greatest number of epochs.</param>
    /// <param name="stepsPerEpoch">The number of batches in an epoch.</param>
    public LearningRateSchedule(ScheduleOptions options, double learningRate, int epochs, int stepsPerEpoch)
    {
        (_options, _base, _stepsPerEpoch, _reduced) = (options, learningRate, stepsPerEpoch, learningRate);
        _warmupSteps = options.WarmupEpochs * stepsPerEpoch;
        _totalSteps = (double)epochs * stepsPerEpoch;
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="step">The step in the epoch, from 0.</param>
    public double At(int epoch, int step)
    {
        double done = ((double)epoch * _stepsPerEpoch) + step;

        // Step n of the warm-up has n/N of the rate, so that the first step already moves and the last has all of it.
        double warmup = done + 1 < _warmupSteps ? (done + 1) / _warmupSteps : 1;
        return warmup * _options switch
        {
            ConstantScheduleOptions => _base,
            StepScheduleOptions stepped => _base * Math.Pow(stepped.Factor, epoch / stepped.Every),
            CosineScheduleOptions cosine => _base * Cosine(cosine, done),
            PlateauScheduleOptions => _reduced,
            _ => throw new InvalidOperationException($"unknown schedule {_options.GetType().Name}"),
        };
    }

    /// <summary>Tells a schedule that reduces on a plateau how an epoch ended.</summary>
    /// <param name="selectionLoss">The log loss on the selection set.</param>
    public void EndEpoch(double selectionLoss)
    {
        if (_options is not PlateauScheduleOptions plateau)
        {
            return;
        }

        if (selectionLoss < _best - plateau.MinimumDelta)
        {
            (_best, _waited) = (selectionLoss, 0);
        }
        else if (++_waited >= plateau.Patience)
        {
            // A minimum above the learning rate must not raise it.
            _reduced = Math.Min(_reduced, Math.Max(_reduced * plateau.Factor, plateau.MinimumLearningRate));
            _waited = 0;
        }
    }

    /// <summary>Writes what epochs have told it; the rest follows from the options.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_reduced);
        writer.Write(_best);
        writer.Write(_waited);
    }

    /// <summary>Takes up what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader) => (_reduced, _best, _waited) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());

    private double Cosine(CosineScheduleOptions cosine, double done)
    {
        double span = _totalSteps - _warmupSteps;
        double progress = span > 0 ? Math.Clamp((done - _warmupSteps) / span, 0, 1) : 0;
        return cosine.FinalFraction + ((1 - cosine.FinalFraction) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
    }
}
