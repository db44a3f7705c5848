using MlPipelines.Configuration;
using Xunit;

namespace MlPipelines.Tests.Configuration;

public class DefaultTests
{
    /// <summary>Every option, what it is when it is not given, and what it may be. A change here changes what existing files mean.</summary>
    private const string Pinned = """
        MlConfig.$schema = absent
        MlConfig.scenario = required
        MlConfig.scenarios = required
        Scenario.extend = absent
        Scenario.description = absent
        Scenario.claim = absent
        Scenario.data = required
        Scenario.pipeline = new PipelineOptions
        Scenario.model = required
        Scenario.training = new TrainingOptions
        Scenario.repeats = 6; an integer in [1, 1000]
        Scenario.seed = 1; an integer in [0, 2147483647]
        Scenario.vary = ["init","order","augment","dropout","sampling"]; each split | init | order | augment | dropout | sampling | data
        Scenario.variants = {}
        Scenario.sweep = {}
        Scenario.full = absent
        Scenario.search = absent
        Scenario.varianceComponents = absent
        Scenario.labelAudit = absent
        Scenario.rangeTest = absent
        Scenario.diagnosis = new DiagnosisOptions
        Scenario.gates = absent
        Scenario.execution = absent
        Claim.text = required
        Claim.variant = "baseline"
        Claim.against = absent
        Claim.metric = "test.accuracy"
        Claim.direction = required; higher | lower | same
        Claim.smallestEffect = 0.02; a number in [0, 10]
        Claim.value = 0; a number in [-1, 10]
        ImageFolder.classes = absent; each a number in [0.0001, 1]
        ImageFolder.trainSize = absent; an integer in [1, 2147483647]
        ImageFolder.labelNoise = absent
        ImageFolder.exclude = absent
        ImageFolder.split = new SplitOptions
        ImageFolder.onUnreadable = "stop"; stop | skip
        ImageFolder.corrupt = absent
        ImageFolder.train = required
        ImageFolder.test = absent
        ImageFolder.allowOutside = false
        LabelNoise.rate = required; a number in [0, 1]
        LabelNoise.pairs = absent
        Split.strategy = "stratified"; stratified | random | grouped | time | kFold
        Split.test = 0.2; a number in [0.01, 0.9]
        Split.validation = 0.15; a number in [0.01, 0.9]
        Split.selection = 0.1; a number in [0.01, 0.9]
        Split.groupBy = absent
        Split.orderBy = absent
        Split.folds = 5; an integer in [2, 100]
        Corrupt.rescale = 1; a number in [1, 32]
        Corrupt.blur = 0; a number in [0, 32]
        Corrupt.brightness = 0; a number in [-1, 1]
        Corrupt.contrast = 1; a number in [0, 10]
        Corrupt.noise = 0; a number in [0, 1]
        Corrupt.jpeg = absent; an integer in [1, 100]
        ImageList.classes = absent; each a number in [0.0001, 1]
        ImageList.trainSize = absent; an integer in [1, 2147483647]
        ImageList.labelNoise = absent
        ImageList.exclude = absent
        ImageList.split = new SplitOptions
        ImageList.onUnreadable = "stop"; stop | skip
        ImageList.corrupt = absent
        ImageList.train = required
        ImageList.test = absent
        ImageList.pathColumn = "path"
        ImageList.labelColumn = "label"
        ImageList.allowOutside = false
        Idx.classes = absent; each a number in [0.0001, 1]
        Idx.trainSize = absent; an integer in [1, 2147483647]
        Idx.labelNoise = absent
        Idx.exclude = absent
        Idx.split = new SplitOptions
        Idx.onUnreadable = "stop"; stop | skip
        Idx.corrupt = absent
        Idx.trainImages = required
        Idx.trainLabels = required
        Idx.testImages = absent
        Idx.testLabels = absent
        Idx.classNames = absent
        Table.classes = absent; each a number in [0.0001, 1]
        Table.trainSize = absent; an integer in [1, 2147483647]
        Table.labelNoise = absent
        Table.exclude = absent
        Table.split = new SplitOptions
        Table.train = required
        Table.test = absent
        Table.label = required
        Table.missingValues = ["NA","N/A","n/a","NaN","nan","null","NULL","?"]
        Table.columns = {}; each numeric | categorical | ignore
        Table.separator = absent
        Synthetic.classes = absent; each a number in [0.0001, 1]
        Synthetic.trainSize = absent; an integer in [1, 2147483647]
        Synthetic.labelNoise = absent
        Synthetic.exclude = absent
        Synthetic.split = new SplitOptions
        Synthetic.trainRows = 1000; an integer in [2, 10000000]
        Synthetic.testRows = 1000; an integer in [1, 10000000]
        Synthetic.features = 10; an integer in [1, 10000]
        Synthetic.labels = "random"; random | linear
        Synthetic.shares = [0.5,0.5]; each a number in [0.0001, 0.9999]
        SyntheticImages.classes = absent; each a number in [0.0001, 1]
        SyntheticImages.trainSize = absent; an integer in [1, 2147483647]
        SyntheticImages.labelNoise = absent
        SyntheticImages.exclude = absent
        SyntheticImages.split = new SplitOptions
        SyntheticImages.onUnreadable = "stop"; stop | skip
        SyntheticImages.corrupt = absent
        SyntheticImages.trainCount = 1000; an integer in [2, 1000000]
        SyntheticImages.testCount = 1000; an integer in [1, 1000000]
        SyntheticImages.side = 28; an integer in [8, 256]
        SyntheticImages.shapes = ["circle","square","triangle","cross"]; each circle | square | triangle | cross | ring | bar
        SyntheticImages.color = false
        SyntheticImages.noise = 0.1; a number in [0, 1]
        Pipeline.width = absent; an integer in [1, 1024]
        Pipeline.height = absent; an integer in [1, 1024]
        Pipeline.resize = "stretch"; stretch | crop | pad
        Pipeline.color = "auto"; auto | grayscale | rgb
        Pipeline.normalization = "standardize"; none | unit | symmetric | standardize
        Pipeline.missingNumbers = "mean"; mean | minimum | maximum | mode | zero
        Pipeline.missingIndicators = false
        Pipeline.categories = "oneHot"; oneHot | hashing
        Pipeline.hashBits = 8; an integer in [1, 16]
        Pipeline.scaling = "standardize"; none | standardize | minMax
        Pipeline.augment = absent
        Pipeline.test = absent
        Pipeline.alignTest = false
        Augment.classes = absent
        Augment.rotation = 0; a number in [0, 180]
        Augment.widthShift = 0; a number in [0, 1]
        Augment.heightShift = 0; a number in [0, 1]
        Augment.zoom = 0; a number in [0, 0.9]
        Augment.shear = 0; a number in [0, 60]
        Augment.horizontalFlip = false
        Augment.verticalFlip = false
        Augment.fillMode = "nearest"; nearest | constant | reflect | wrap
        Augment.fillValue = 0; a number in [0, 255]
        Augment.randomCrop = 0; an integer in [0, 128]
        Augment.brightness = 0; a number in [0, 1]
        Augment.contrast = 0; a number in [0, 1]
        Augment.gaussianNoise = 0; a number in [0, 1]
        Augment.erasing = 0; a number in [0, 1]
        Augment.erasingArea = 0.33; a number in [0.02, 1]
        TestPath.resize = absent; stretch | crop | pad
        TestPath.normalization = absent; none | unit | symmetric | standardize
        TestPath.channelOrder = absent; rgb | bgr
        LogisticRegression.solver = "lbfgs"; lbfgs | sdca
        LogisticRegression.l1 = 0; a number in [0, 1000000]
        LogisticRegression.l2 = 1; a number in [0, 1000000]
        LogisticRegression.maximumIterations = 1000; an integer in [1, 100000]
        LogisticRegression.tolerance = 1E-07; a number in (0, 1]
        Mlp.layers = absent
        Mlp.dropout = 0; a number in [0, 1)
        Mlp.l2 = 0; a number in [0, 1000]
        Mlp.batchNormalization = false
        Mlp.hiddenUnits = [128]; each an integer in [1, 1000000]
        Mlp.activation = "relu"; linear | relu | leakyRelu | elu | gelu | tanh | sigmoid | softmax
        Conv2D.filters = required; an integer in [1, 100000]
        Conv2D.kernelSize = 3; an integer in [1, 1024]
        Conv2D.strides = 1; an integer in [1, 1024]
        Conv2D.padding = "valid"; valid | same
        Conv2D.activation = "linear"; linear | relu | leakyRelu | elu | gelu | tanh | sigmoid | softmax
        Conv2D.useBias = true
        Conv2D.kernelInitializer = "glorotUniform"; glorotUniform | glorotNormal | heUniform | heNormal | lecunUniform | lecunNormal | zeros
        Conv2D.l2 = 0; a number in [0, 1000]
        MaxPool2D.poolSize = 2; an integer in [1, 1024]
        MaxPool2D.strides = absent; an integer in [1, 1024]
        MaxPool2D.padding = "valid"; valid | same
        AveragePool2D.poolSize = 2; an integer in [1, 1024]
        AveragePool2D.strides = absent; an integer in [1, 1024]
        AveragePool2D.padding = "valid"; valid | same
        BatchNorm.momentum = 0.99; a number in [0, 1]
        BatchNorm.epsilon = 0.001; a number in (0, 1]
        Dropout.rate = required; a number in [0, 1)
        Dense.units = required; an integer in [1, 1000000]
        Dense.activation = "linear"; linear | relu | leakyRelu | elu | gelu | tanh | sigmoid | softmax
        Dense.useBias = true
        Dense.kernelInitializer = "glorotUniform"; glorotUniform | glorotNormal | heUniform | heNormal | lecunUniform | lecunNormal | zeros
        Dense.l2 = 0; a number in [0, 1000]
        ActivationLayer.function = required; linear | relu | leakyRelu | elu | gelu | tanh | sigmoid | softmax
        Cnn.layers = absent
        Cnn.dropout = 0; a number in [0, 1)
        Cnn.l2 = 0; a number in [0, 1000]
        Cnn.batchNormalization = false
        Cnn.preset = "small"; small | medium | large
        Cnn.filters = absent; each an integer in [1, 100000]
        Cnn.denseUnits = 64; an integer in [0, 1000000]
        Transfer.backbone = required
        Transfer.output = absent
        Transfer.head = logisticRegression
        LogisticHead.l1 = 0; a number in [0, 1000000]
        LogisticHead.l2 = 1; a number in [0, 1000000]
        LogisticHead.maximumIterations = 1000; an integer in [1, 100000]
        LogisticHead.tolerance = 1E-07; a number in (0, 1]
        MlpHead.hiddenUnits = [128]; each an integer in [1, 1000000]
        MlpHead.activation = "relu"; linear | relu | leakyRelu | elu | gelu | tanh | sigmoid | softmax
        MlpHead.dropout = 0; a number in [0, 1)
        MlpHead.l2 = 0; a number in [0, 1000]
        MlpHead.batchNormalization = false
        Training.epochs = 10; an integer in [1, 100000]
        Training.batchSize = 32; an integer in [1, 65536]
        Training.order = "shuffled"; shuffled | source | buffered
        Training.shuffleBuffer = 1000; an integer in [1, 10000000]
        Training.optimizer = adam
        Training.schedule = constant
        Training.clipNorm = absent; a number in (0, 1000000]
        Training.earlyStopping = absent
        Training.sampling = "natural"; natural | oversample | undersample | stratified
        Training.classWeighting = "none"; none | balanced
        Training.classWeights = absent; each a number in [0, 1000000]
        Training.cleanTrainingSample = 1000; an integer in [1, 1000000]
        Training.landscape = false
        Training.threads = 1; an integer in [1, 256]
        Training.device = "cpu"; cpu
        Training.engine = "torch"; torch | tensorflow
        Training.tensorFlowLibrary = absent
        Sgd.learningRate = 0.01; a number in (0, 10]
        Sgd.weightDecay = 0; a number in [0, 10]
        Sgd.momentum = 0; a number in [0, 1)
        Sgd.nesterov = false
        Adam.learningRate = 0.001; a number in (0, 10]
        Adam.weightDecay = 0; a number in [0, 10]
        Adam.beta1 = 0.9; a number in [0, 1)
        Adam.beta2 = 0.999; a number in [0, 1)
        Adam.epsilon = 1E-07; a number in (0, 1]
        AdamW.learningRate = 0.001; a number in (0, 10]
        AdamW.weightDecay = 0.004; a number in [0, 10]
        AdamW.beta1 = 0.9; a number in [0, 1)
        AdamW.beta2 = 0.999; a number in [0, 1)
        AdamW.epsilon = 1E-07; a number in (0, 1]
        RmsProp.learningRate = 0.001; a number in (0, 10]
        RmsProp.weightDecay = 0; a number in [0, 10]
        RmsProp.rho = 0.9; a number in [0, 1)
        RmsProp.momentum = 0; a number in [0, 1)
        RmsProp.epsilon = 1E-07; a number in (0, 1]
        ConstantSchedule.warmupEpochs = 0; a number in [0, 10000]
        StepSchedule.warmupEpochs = 0; a number in [0, 10000]
        StepSchedule.every = required; an integer in [1, 100000]
        StepSchedule.factor = 0.1; a number in (0, 1]
        CosineSchedule.warmupEpochs = 0; a number in [0, 10000]
        CosineSchedule.finalFraction = 0; a number in [0, 1]
        PlateauSchedule.warmupEpochs = 0; a number in [0, 10000]
        PlateauSchedule.factor = 0.1; a number in (0, 1)
        PlateauSchedule.patience = 10; an integer in [1, 10000]
        PlateauSchedule.minimumDelta = 0.0001; a number in [0, 10]
        PlateauSchedule.minimumLearningRate = 0; a number in [0, 10]
        EarlyStopping.metric = "logLoss"; logLoss | accuracy
        EarlyStopping.patience = 5; an integer in [1, 10000]
        EarlyStopping.minimumDelta = 0; a number in [0, 10]
        Search.strategy = "bayesian"; grid | random | bayesian
        Search.trials = 20; an integer in [1, 10000]
        Search.parallel = 2; an integer in [1, 64]
        Search.space = required
        Search.objective = "selection.logLoss"
        Search.prune = absent
        SearchDimension.uniform = absent; each a number
        SearchDimension.logUniform = absent; each a number
        SearchDimension.uniformInteger = absent; each an integer
        SearchDimension.logUniformInteger = absent; each an integer
        SearchDimension.choice = absent
        Prune.after = 5; an integer in [1, 1000]
        Prune.epochs = 1; an integer in [1, 10000]
        VarianceComponents.streams = ["init","order"]; each split | init | order | augment | dropout | sampling | data
        VarianceComponents.pairs = 6; an integer in [3, 1000]
        VarianceComponents.bases = 3; an integer in [3, 1000]
        VarianceComponents.changes = 2; an integer in [1, 1000]
        LabelAudit.variants = ["baseline"]
        LabelAudit.folds = 5; an integer in [2, 50]
        RangeTest.variants = ["baseline"]
        RangeTest.minimum = 1E-06; a number in (0, 1]
        RangeTest.maximum = 10; a number in (0, 100]
        RangeTest.steps = 100; an integer in [10, 10000]
        Diagnosis.smallestEffect = 0.02; a number in [0.001, 0.5]
        Gate.require = required
        Gate.undecided = "fail"; fail | pass
        Execution.executor = "local"; local | slurm
        Execution.partition = absent
        Execution.account = absent
        Execution.timeLimit = absent
        Execution.memory = absent
        Execution.cpus = absent; an integer in [1, 1024]
        Execution.gpus = 0; an integer in [0, 64]
        Execution.maxParallel = absent; an integer in [1, 1000000]
        Execution.extra = []
        Execution.scratch = absent
        Execution.program = absent
        """;

    [Fact]
    public void Options_NotGiven_HaveThesePinnedDefaults()
    {
        IEnumerable<string> lines = BindingTests.AllRecords(OptionShapes.File).Distinct()
            .SelectMany(record => record.Members.Select(member => $"{Name(record)}.{member.Name} = {Default(member)}{Allowed(member.Shape)}"));

        Assert.Equal(Pinned.ReplaceLineEndings("\n"), string.Join('\n', lines));
    }

    [Fact]
    public void Load_ShortestFile_HasTheRecordsDefaults()
    {
        using ConfigurationText text = new();
        ScenarioOptions loaded = text.Baseline(ConfigurationText.Scenario(ConfigurationText.Folders, """{ "type": "cnn" }"""));
        ScenarioOptions made = new() { Data = loaded.Data, Model = new CnnOptions() };

        Assert.Equal(ScenarioJson.ToJson(made).ToJsonString(), ScenarioJson.ToJson(loaded).ToJsonString());
        Assert.Equal(new SplitOptions(), loaded.Data.Split);
    }

    private static string Name(RecordShape record) => record.Type.Name.Replace("Options", "", StringComparison.Ordinal);

    private static string Default(MemberShape member) => (member.IsRequired, member.Default) switch
    {
        (true, _) => "required",
        (_, null) => "absent",
        (_, { } value) when member.Shape is RecordShape => $"new {value.GetType().Name}",
        (_, { } value) when member.Shape is UnionShape union => union.NameOf(value),
        (_, { } value) => ScenarioJson.ToJson(member.Shape, value).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
    };

    private static string Allowed(OptionShape shape) => shape switch
    {
        NumberShape number => $"; {number.Description}",
        EnumShape names => $"; {string.Join(" | ", names.Values.Keys)}",
        ListShape { Element: NumberShape or EnumShape } list => $"; each{Allowed(list.Element)[1..]}",
        MapShape { Value: NumberShape or EnumShape } map => $"; each{Allowed(map.Value)[1..]}",
        _ => "",
    };
}
