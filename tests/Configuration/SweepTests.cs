using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class SweepTests
{
    [Fact]
    public void Study_Sweep_IsAVariantPerValueAfterTheWrittenOnes()
    {
        using ConfigurationText text = new();
        StudyConfiguration study = text.Load(ConfigurationText.Scenario(
            ConfigurationText.Table,
            """{ "type": "mlp" }""",
            """
            "variants": { "plain": { "training": { "optimizer": { "type": "sgd" } } } },
            "sweep": {
              "data.trainSize": [250, 1e3],
              "training.optimizer.learningRate": [1e-3, 0.01, 1e-12],
              "training.optimizer.type": ["adam", "rmsProp"],
              "model.hiddenUnits": [[8], [128], [8, 8]],
              "model.batchNormalization": [true],
              "data.labelNoise.rate": [0.05],
              "data.exclude": ["test.csv"],
              "training.classWeights.a b": [2]
            }
            """)).Study(null);

        Assert.Equal(
            [
                "plain", "trainSize-250", "trainSize-1000", "learningRate-0.01", "learningRate-1E-12", "type-rmsProp", "hiddenUnits-1", "hiddenUnits-3",
                "batchNormalization-true", "rate-0.05", "exclude-test-csv", "a-b-2",
            ],
            study.Variants.Select(variant => variant.Name));
        Assert.Equal(
            [null, "data.trainSize", "data.trainSize", "training.optimizer.learningRate"], study.Variants.Take(4).Select(variant => variant.SweptPath));
        Assert.Equal(1000, study.Variants[2].Options.Data.TrainSize);
        Assert.Equal("""{"data":{"trainSize":1e3}}""", study.Variants[2].Patch.ToJsonString());
        Assert.Equal(Path.Combine(text.Folder, "test.csv"), study.Variants[10].Options.Data.Exclude);
        Assert.Empty(study.Variants[2].Options.Sweep);
        Assert.Equal(8, study.Baseline.Sweep.Count);
    }

    [Theory]
    [InlineData("\"training.learningRate\": [1]", ".sweep['training.learningRate']: expected the path of an option; \"training\" has the members epochs, batchSize, order, shuffleBuffer, optimizer, schedule, "
        + "clipNorm, earlyStopping, sampling, classWeighting, classWeights, cleanTrainingSample, landscape, threads, device, engine, tensorFlowLibrary, received \"training.learningRate\". Did you mean \"training.optimizer.learningRate\"?")]
    [InlineData("\"training.optimizer.momentum\": [1]", ".sweep['training.optimizer.momentum']: expected the path of an option; \"training.optimizer\" has the members type, learningRate, weightDecay, beta1, beta2, epsilon, "
        + "received \"training.optimizer.momentum\". It is a member of the type \"sgd\" or \"rmsProp\".")]
    [InlineData("\"training.epoch\": [1]", "received \"training.epoch\". Did you mean \"training.epochs\"?")]
    [InlineData("\"training.epochs.x\": [1]", "expected the path of an option; \"training.epochs\" has no members, received \"training.epochs.x\".")]
    [InlineData("\"model.layers[0].units\": [1]", "expected a path of member names, received \"model.layers[0].units\". Arrays are replaced as a whole; name the array itself.")]
    [InlineData("\"\": [1]", "received \"\".")]
    [InlineData("\"repeats\": [1, 2]", ".sweep.repeats: expected an option that a variant may change, received \"repeats\". "
        + "All variants are repeated alike, so that they are compared repeat by repeat; set it on the scenario.")]
    [InlineData("\"data.split.validation\": [0.1, 0.2]", ".sweep['data.split.validation']: expected an option that a variant may change, received \"data.split.validation\". "
        + "All variants are measured on the same rows; change the split on the scenario, or make this a scenario of its own.")]
    [InlineData("\"training.epochs\": []", ".sweep['training.epochs']: expected at least one value, received an empty array.")]
    [InlineData("\"training.epochs\": 3", ".sweep['training.epochs']: expected an array, received 3.")]
    [InlineData("\"training.epochs\": [null, 3]", ".sweep['training.epochs'][0]: expected a value that is not null, received null.")]
    [InlineData("\"training.epochs\": [10]", ".sweep['training.epochs']: expected a value other than the scenario's own, received none. Add the values to compare with it.")]
    [InlineData("\"training.epochs\": [3, 0]", ".sweep['training.epochs'][1]: expected an integer in [1, 100000], received 0. The default is 10.")]
    [InlineData("\"training.epochs\": [3, 3.0]", ".sweep['training.epochs'][1]: expected a value whose variant has a name of its own, received \"epochs-3\" again. "
        + "Write one of them as a variant with another name.")]
    [InlineData("\"training.epochs\": [7]", ".sweep['training.epochs'][0]: expected a value whose variant has a name of its own, received \"epochs-7\" again. "
        + "Write one of them as a variant with another name.")]
    [InlineData("\"training.batchSize\": [7]", ".sweep['training.batchSize'][0]: expected a value that changes something, received one with the same result as the variant \"small\". Remove it here or there.")]
    [InlineData("\"training.optimizer.type\": [\"x234567890123456789012345678901234567890123456789012345678901\"]", "expected a value whose variant has a name of at most 64 characters, "
        + "received \"type-x234567890123456789012345678901234567890123456789012345678901\". Write it as a variant with a name of its own.")]
    [InlineData("\"training.optimizer\": [{ \"type\": \"sgd\", \"nesterov\": true }]", ".sweep['training.optimizer'][0].nesterov: expected false, because there is no momentum, received true. Set \"momentum\": 0.9.")]
    [InlineData("\"data\": [{ \"split\": {} }]", ".sweep.data[0].split: expected a member that a variant may change, received the member \"split\". "
        + "All variants are measured on the same rows; change the split on the scenario, or make this a scenario of its own.")]
    public void Load_SweepThatMakesNoVariants_IsReportedAtTheValue(string sweep, string problem)
    {
        using ConfigurationText text = new();

        Assert.EndsWith(
            problem,
            Assert.Single(text.Problems(ConfigurationText.Scenario(
                ConfigurationText.Table,
                """{ "type": "mlp" }""",
                $$$""" "variants": { "Epochs-7": { "training": { "epochs": 11 } }, "small": { "training": { "batchSize": 7 } } }, "sweep": { {{{sweep}}} } """))),
            StringComparison.Ordinal);
    }
}
