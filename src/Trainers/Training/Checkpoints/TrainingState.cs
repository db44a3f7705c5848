using MlPipelines.Configuration;

namespace MlPipelines.Trainers;

/// <summary>
/// All that changes while a network is trained, apart from the network itself. Random streams are functions of epoch and step, so these two stand for the positions of all of them. With the
/// weights and the optimiser's state it is all that the next step depends on.
/// </summary>
internal sealed class TrainingState
{
    private readonly NetworkDescription _description;
    private readonly int _rows;
    private readonly int _epochs;

    /// <summary>The state before the first step.</summary>
    /// <param name="training">How it is trained.</param>
    /// <param name="description">What is trained.</param>
    /// <param name="rows">The number of training samples.</param>
    /// <param name="stepsPerEpoch">The number of batches in the first epoch.</param>
    public TrainingState(TrainingOptions training, NetworkDescription description, int rows, int stepsPerEpoch)
    {
        (_description, _rows, _epochs) = (description, rows, training.Epochs);
        Stopping = training.EarlyStopping is { } options ? new EarlyStopping(options) : null;
        Schedule = new LearningRateSchedule(training.Schedule, training.Optimizer.LearningRate, training.Epochs, stepsPerEpoch);
        Running = new RunningPredictions(rows, description.Classes);
    }

    /// <summary>The epoch that is being trained, from 0; the number of epochs when all are done.</summary>
    public int Epoch { get; private set; }

    /// <summary>The sums over the steps of this epoch so far; null before its first step.</summary>
    public EpochTotals? Totals { get; private set; }

    /// <summary>The epochs that are done.</summary>
    public List<EpochRecord> History { get; } = [];

    /// <summary>Says when to stop, or null.</summary>
    public EarlyStopping? Stopping { get; }

    /// <summary>The learning rate.</summary>
    public LearningRateSchedule Schedule { get; }

    /// <summary>The predictions that training makes in this epoch.</summary>
    public RunningPredictions Running { get; private set; }

    /// <summary>Those of the kept epoch; null while no epoch is done.</summary>
    public RunningPredictions? Kept { get; private set; }

    /// <summary>The epoch that is kept.</summary>
    public int KeptEpoch { get; private set; }

    /// <summary>The weights of the kept epoch, where early stopping may give them back; null elsewhere.</summary>
    public NamedWeights? Best { get; private set; }

    /// <summary>Whether the caller ended the training.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Begins an epoch, or goes on with one that was interrupted.</summary>
    public EpochTotals BeginEpoch()
    {
        if (Totals is null)
        {
            Running.Begin();
            Totals = new EpochTotals(_description);
        }

        return Totals;
    }

    /// <summary>Takes in a finished epoch.</summary>
    /// <param name="record">What it gave.</param>
    /// <param name="network">The network, whose weights are remembered where they are the best so far.</param>
    public void EndEpoch(EpochRecord record, INeuralNetwork network)
    {
        History.Add(record);
        Schedule.EndEpoch(record.HeldOutLoss);
        if (Stopping is null || Stopping.Improves(record.HeldOutLoss, record.HeldOutAccuracy))
        {
            KeptEpoch = Epoch;
            Best = Stopping is null ? null : network.GetWeights();
            (Kept, Running) = (Running, Kept ?? new RunningPredictions(_rows, _description.Classes));
        }

        Totals = null;
        Epoch++;
    }

    /// <summary>Writes the state and the network's.</summary>
    public void Write(BinaryWriter writer, INeuralNetwork network)
    {
        writer.Write(Epoch);
        writer.Write(IsStopped);
        writer.Write(KeptEpoch);
        WriteHistory(writer);
        Schedule.Write(writer);
        Stopping?.Write(writer);
        CheckpointArrays.Write(writer, network.GetWeights());
        CheckpointArrays.Write(writer, network.GetOptimizerState());
        writer.Write(Best is not null);
        if (Best is not null)
        {
            CheckpointArrays.Write(writer, Best);
        }

        writer.Write(Kept is not null);
        Kept?.Write(writer);
        writer.Write(Totals is not null);
        if (Totals is not null)
        {
            Totals.Write(writer);
            Running.Write(writer);
        }
    }

    /// <summary>Takes up what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">The content of a checkpoint of the same training, its checksum checked.</param>
    /// <param name="network">A network of the same layers and optimiser, whose weights and state are replaced.</param>
    public void Read(BinaryReader reader, INeuralNetwork network)
    {
        Epoch = reader.ReadInt32();
        if (Epoch < 0 || Epoch > _epochs)
        {
            throw new InvalidDataException("it stands at an epoch that the training does not have");
        }

        IsStopped = reader.ReadBoolean();
        KeptEpoch = reader.ReadInt32();
        ReadHistory(reader);
        Schedule.Read(reader);
        Stopping?.Read(reader);
        NamedWeights layout = network.GetWeights();
        network.SetWeights(CheckpointArrays.Read(reader, layout));
        network.SetOptimizerState(CheckpointArrays.Read(reader, network.GetOptimizerState()));
        Best = reader.ReadBoolean() ? CheckpointArrays.Read(reader, layout) : null;
        if (reader.ReadBoolean())
        {
            Kept = new RunningPredictions(_rows, _description.Classes);
            Kept.Read(reader);
        }

        if (reader.ReadBoolean())
        {
            Totals = new EpochTotals(_description);
            Totals.Read(reader);
            Running.Read(reader);
        }
    }

    private void WriteHistory(BinaryWriter writer)
    {
        foreach (EpochRecord epoch in History)
        {
            foreach (double value in (ReadOnlySpan<double>)[
                epoch.RunningLoss, epoch.RunningAccuracy, epoch.TrainLoss, epoch.TrainAccuracy, epoch.HeldOutLoss, epoch.HeldOutAccuracy, epoch.LearningRate, epoch.GradientNorm,
                epoch.Seconds, epoch.StepSeconds, .. epoch.LayerGradientNorms])
            {
                writer.Write(value);
            }

            writer.Write(epoch.HeldOutSet);
        }
    }

    /// <summary>An epoch that is begun has a record of every one before it.</summary>
    private void ReadHistory(BinaryReader reader)
    {
        int layers = TrainedLayers.Indexes(_description).Length;
        for (int epoch = 0; epoch < Epoch; epoch++)
        {
            double[] values = [.. Enumerable.Range(0, 10 + layers).Select(_ => reader.ReadDouble())];
            History.Add(new EpochRecord
            {
                Epoch = epoch,
                RunningLoss = values[0],
                RunningAccuracy = values[1],
                TrainLoss = values[2],
                TrainAccuracy = values[3],
                HeldOutLoss = values[4],
                HeldOutAccuracy = values[5],
                LearningRate = values[6],
                GradientNorm = values[7],
                Seconds = values[8],
                StepSeconds = values[9],
                LayerGradientNorms = values[10..],
                HeldOutSet = reader.ReadString(),
            });
        }
    }
}
