namespace MlPipelines.Tests.Configuration;

/// <summary>What is said when every option is broken at once; read it as a user would.</summary>
internal static class BrokenMessages
{
    public const string All = """
        mlconfig.json:2:14 $.$schema: expected a text, received 3.
        mlconfig.json:3:15 $.scenario: expected one of the scenarios folder, list, idx, table, generated, drawn, received "images".
        mlconfig.json:4:3 $.extra: expected one of the members $schema, scenario, scenarios, received the unknown member "extra". It belongs into "execution".
        mlconfig.json:7:17 $.scenarios.folder.extend: expected a text, received 3.
        mlconfig.json:7:35 $.scenarios.folder.description: expected a text that is not empty, received "".
        mlconfig.json:7:58 $.scenarios.folder.claim.text: expected a text that is not empty, received "".
        mlconfig.json:7:73 $.scenarios.folder.claim.variant: expected a text, received 1.
        mlconfig.json:7:87 $.scenarios.folder.claim.against: expected a text, received 2.
        mlconfig.json:7:100 $.scenarios.folder.claim.metric: expected a text, received false.
        mlconfig.json:7:120 $.scenarios.folder.claim.direction: expected one of "higher", "lower", "same", received "up".
        mlconfig.json:7:144 $.scenarios.folder.claim.smallestEffect: expected a number in [0, 10], received 11. The default is 0.02.
        mlconfig.json:7:157 $.scenarios.folder.claim.value: expected a number in [-1, 10], received -2. The default is 0.
        mlconfig.json:8:35 $.scenarios.folder.data.classes.a: expected a number in [0.0001, 1], received 0.
        mlconfig.json:8:43 $.scenarios.folder.data.classes.b: expected a number in [0.0001, 1], received 2.
        mlconfig.json:8:61 $.scenarios.folder.data.trainSize: expected an integer in [1, 2147483647], received 0.
        mlconfig.json:8:88 $.scenarios.folder.data.labelNoise.rate: expected a number in [0, 1], received 1.5.
        mlconfig.json:8:103 $.scenarios.folder.data.labelNoise.pairs[0]: expected an array, received "a".
        mlconfig.json:8:122 $.scenarios.folder.data.exclude: expected an existing file, received FOLDER/none.csv, which does not exist. There is no "none.csv" in FOLDER. Relative paths are taken from the configuration file's folder.
        mlconfig.json:9:33 $.scenarios.folder.data.corrupt.rescale: expected a number in [1, 32], received 0.5. The default is 1.
        mlconfig.json:9:46 $.scenarios.folder.data.corrupt.blur: expected a number in [0, 32], received 33. The default is 0.
        mlconfig.json:9:64 $.scenarios.folder.data.corrupt.brightness: expected a number in [-1, 1], received 2. The default is 0.
        mlconfig.json:9:79 $.scenarios.folder.data.corrupt.contrast: expected a number in [0, 10], received -1. The default is 1.
        mlconfig.json:9:92 $.scenarios.folder.data.corrupt.noise: expected a number in [0, 1], received 1.1. The default is 0.
        mlconfig.json:9:105 $.scenarios.folder.data.corrupt.jpeg: expected an integer in [1, 100], received 0.
        mlconfig.json:9:142 $.scenarios.folder.data.train: expected an existing folder, received FOLDER/photos/trian, which does not exist. There is no "trian" in FOLDER/photos. Did you mean "train"?
        mlconfig.json:9:166 $.scenarios.folder.data.test: expected an existing folder, received the file FOLDER/train.csv. Name the folder that holds a sub-folder per class; a CSV list of images is "type": "imageList".
        mlconfig.json:9:195 $.scenarios.folder.data.onUnreadable: expected one of "stop", "skip", received "ignore".
        mlconfig.json:9:221 $.scenarios.folder.data.allowOutside: expected true or false, received 1.
        mlconfig.json:10:32 $.scenarios.folder.data.split.strategy: expected one of "stratified", "random", "grouped", "time", "kFold", received "stratify". Did you mean "stratified"?
        mlconfig.json:10:52 $.scenarios.folder.data.split.test: expected a number in [0.01, 0.9], received 0.95. The default is 0.2.
        mlconfig.json:10:72 $.scenarios.folder.data.split.validation: expected a number in [0.01, 0.9], received 0. The default is 0.15.
        mlconfig.json:10:88 $.scenarios.folder.data.split.selection: expected a number in [0.01, 0.9], received 1. The default is 0.1.
        mlconfig.json:10:102 $.scenarios.folder.data.split.groupBy: expected a text, received 1.
        mlconfig.json:10:116 $.scenarios.folder.data.split.orderBy: expected a text, received an array.
        mlconfig.json:10:129 $.scenarios.folder.data.split.folds: expected an integer in [2, 100], received 1. The default is 5.
        mlconfig.json:11:30 $.scenarios.folder.pipeline.width: expected an integer in [1, 1024], received 0.
        mlconfig.json:11:43 $.scenarios.folder.pipeline.height: expected an integer in [1, 1024], received 1025.
        mlconfig.json:11:59 $.scenarios.folder.pipeline.resize: expected one of "stretch", "crop", "pad", received "fit".
        mlconfig.json:11:75 $.scenarios.folder.pipeline.color: expected one of "auto", "grayscale", "rgb", received "bw".
        mlconfig.json:11:98 $.scenarios.folder.pipeline.normalization: expected one of "none", "unit", "symmetric", "standardize", received "minmax".
        mlconfig.json:11:126 $.scenarios.folder.pipeline.missingNumbers: expected one of "mean", "minimum", "maximum", "mode", "zero", received "median". Did you mean "mean"?
        mlconfig.json:12:30 $.scenarios.folder.pipeline.missingIndicators: expected true or false, received 1.
        mlconfig.json:12:47 $.scenarios.folder.pipeline.categories: expected one of "oneHot", "hashing", received "one-hot". Did you mean "oneHot"?
        mlconfig.json:12:70 $.scenarios.folder.pipeline.hashBits: expected an integer in [1, 16], received 17. The default is 8.
        mlconfig.json:12:85 $.scenarios.folder.pipeline.scaling: expected one of "none", "standardize", "minMax", received true.
        mlconfig.json:13:33 $.scenarios.folder.pipeline.augment.classes: expected an array, received "a".
        mlconfig.json:13:50 $.scenarios.folder.pipeline.augment.rotation: expected a number in [0, 180], received 181. The default is 0.
        mlconfig.json:13:69 $.scenarios.folder.pipeline.augment.widthShift: expected a number in [0, 1], received -0.1. The default is 0.
        mlconfig.json:13:90 $.scenarios.folder.pipeline.augment.heightShift: expected a number in [0, 1], received 1.1. The default is 0.
        mlconfig.json:13:103 $.scenarios.folder.pipeline.augment.zoom: expected a number in [0, 0.9], received 1. The default is 0.
        mlconfig.json:13:115 $.scenarios.folder.pipeline.augment.shear: expected a number in [0, 60], received 61. The default is 0.
        mlconfig.json:13:137 $.scenarios.folder.pipeline.augment.horizontalFlip: expected true or false, received "yes".
        mlconfig.json:14:27 $.scenarios.folder.pipeline.augment.verticalFlip: expected true or false, received 0.
        mlconfig.json:14:42 $.scenarios.folder.pipeline.augment.fillMode: expected one of "nearest", "constant", "reflect", "wrap", received "edge".
        mlconfig.json:14:63 $.scenarios.folder.pipeline.augment.fillValue: expected a number in [0, 255], received 256. The default is 0.
        mlconfig.json:14:82 $.scenarios.folder.pipeline.augment.randomCrop: expected an integer in [0, 128], received 1.5. The default is 0.
        mlconfig.json:14:101 $.scenarios.folder.pipeline.augment.brightness: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:14:116 $.scenarios.folder.pipeline.augment.contrast: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:15:28 $.scenarios.folder.pipeline.augment.gaussianNoise: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:15:42 $.scenarios.folder.pipeline.augment.erasing: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:15:60 $.scenarios.folder.pipeline.augment.erasingArea: expected a number in [0.02, 1], received 0.01. The default is 0.33.
        mlconfig.json:16:29 $.scenarios.folder.pipeline.test.resize: expected one of "stretch", "crop", "pad", received 1.
        mlconfig.json:16:49 $.scenarios.folder.pipeline.test.normalization: expected one of "none", "unit", "symmetric", "standardize", received "off".
        mlconfig.json:16:72 $.scenarios.folder.pipeline.test.channelOrder: expected one of "rgb", "bgr", received "gbr". Did you mean "bgr"?
        mlconfig.json:16:94 $.scenarios.folder.pipeline.alignTest: expected true or false, received "yes".
        mlconfig.json:17:44 $.scenarios.folder.model.dropout: expected a number in [0, 1), received 1. The default is 0.
        mlconfig.json:17:53 $.scenarios.folder.model.l2: expected a number in [0, 1000], received -1. The default is 0.
        mlconfig.json:17:79 $.scenarios.folder.model.batchNormalization: expected true or false, received 1.
        mlconfig.json:17:92 $.scenarios.folder.model.preset: expected one of "small", "medium", "large", received "huge".
        mlconfig.json:17:112 $.scenarios.folder.model.filters[0]: expected an integer in [1, 100000], received 0.
        mlconfig.json:17:130 $.scenarios.folder.model.denseUnits: expected an integer in [0, 1000000], received -1. The default is 64.
        mlconfig.json:18:9 $.scenarios.folder.model.layers[0].filters: expected a member "filters", received none.
        mlconfig.json:18:43 $.scenarios.folder.model.layers[0].kernelSize: expected an integer in [1, 1024], received 0. The default is 3.
        mlconfig.json:18:57 $.scenarios.folder.model.layers[0].strides: expected an integer in [1, 1024], received 0. The default is 1.
        mlconfig.json:18:71 $.scenarios.folder.model.layers[0].padding: expected one of "valid", "same", received "full".
        mlconfig.json:18:93 $.scenarios.folder.model.layers[0].activation: expected one of "linear", "relu", "leakyRelu", "elu", "gelu", "tanh", "sigmoid", "softmax", received "swish".
        mlconfig.json:18:113 $.scenarios.folder.model.layers[0].useBias: expected true or false, received 1.
        mlconfig.json:18:137 $.scenarios.folder.model.layers[0].kernelInitializer: expected one of "glorotUniform", "glorotNormal", "heUniform", "heNormal", "lecunUniform", "lecunNormal", "zeros", received "he".
        mlconfig.json:18:149 $.scenarios.folder.model.layers[0].l2: expected a number in [0, 1000], received 1001. The default is 0.
        mlconfig.json:19:44 $.scenarios.folder.model.layers[1].poolSize: expected an integer in [1, 1024], received 0. The default is 2.
        mlconfig.json:19:58 $.scenarios.folder.model.layers[1].strides: expected an integer in [1, 1024], received 0.
        mlconfig.json:19:72 $.scenarios.folder.model.layers[1].padding: expected one of "valid", "same", received 1.
        mlconfig.json:20:48 $.scenarios.folder.model.layers[2].poolSize: expected an integer in [1, 1024], received 0. The default is 2.
        mlconfig.json:20:62 $.scenarios.folder.model.layers[2].strides: expected an integer in [1, 1024], received 0.
        mlconfig.json:20:76 $.scenarios.folder.model.layers[2].padding: expected one of "valid", "same", received 1.
        mlconfig.json:21:40 $.scenarios.folder.model.layers[3].size: expected no member but type, received the unknown member "size".
        mlconfig.json:22:44 $.scenarios.folder.model.layers[4].momentum: expected a number in [0, 1], received 2. The default is 0.99.
        mlconfig.json:22:58 $.scenarios.folder.model.layers[4].epsilon: expected a number in (0, 1], received 0. The default is 0.001.
        mlconfig.json:23:38 $.scenarios.folder.model.layers[5].rate: expected a number in [0, 1), received 1.
        mlconfig.json:24:37 $.scenarios.folder.model.layers[6].units: expected an integer in [1, 1000000], received 0.
        mlconfig.json:24:54 $.scenarios.folder.model.layers[6].activation: expected one of "linear", "relu", "leakyRelu", "elu", "gelu", "tanh", "sigmoid", "softmax", received null.
        mlconfig.json:24:71 $.scenarios.folder.model.layers[6].useBias: expected true or false, received "no".
        mlconfig.json:24:98 $.scenarios.folder.model.layers[6].kernelInitializer: expected one of "glorotUniform", "glorotNormal", "heUniform", "heNormal", "lecunUniform", "lecunNormal", "zeros", received 0.
        mlconfig.json:24:107 $.scenarios.folder.model.layers[6].l2: expected a number in [0, 1000], received -1. The default is 0.
        mlconfig.json:25:30 $.scenarios.folder.model.layers[7].axis: expected no member but type, received the unknown member "axis".
        mlconfig.json:26:9 $.scenarios.folder.model.layers[8].function: expected a member "function", received none.
        mlconfig.json:27:9 $.scenarios.folder.model.layers[9].type: expected a member "type": one of "conv2d", "maxPool2d", "averagePool2d", "globalAveragePool", "batchNorm", "dropout", "dense", "flatten", "activation", received none.
        mlconfig.json:28:9 $.scenarios.folder.model.layers[10]: expected an object, received "dense". Write { "type": "dense" }.
        mlconfig.json:30:31 $.scenarios.folder.training.epochs: expected an integer in [1, 100000], received 0. The default is 10.
        mlconfig.json:30:47 $.scenarios.folder.training.batchSize: expected an integer in [1, 65536], received 65537. The default is 32.
        mlconfig.json:30:63 $.scenarios.folder.training.order: expected one of "shuffled", "source", "buffered", received "random".
        mlconfig.json:30:90 $.scenarios.folder.training.shuffleBuffer: expected an integer in [1, 10000000], received 0. The default is 1000.
        mlconfig.json:30:106 $.scenarios.folder.training.landscape: expected true or false, received 1.
        mlconfig.json:30:121 $.scenarios.folder.training.clipNorm: expected a number in (0, 1000000], received 0.
        mlconfig.json:30:136 $.scenarios.folder.training.sampling: expected one of "natural", "oversample", "undersample", "stratified", received "over". Did you mean "oversample"?
        mlconfig.json:30:162 $.scenarios.folder.training.classWeighting: expected one of "none", "balanced", received "auto".
        mlconfig.json:30:193 $.scenarios.folder.training.classWeights.a: expected a number in [0, 1000000], received -1.
        mlconfig.json:30:202 $.scenarios.folder.training.classWeights.b: expected a number in [0, 1000000], received "2". Write the number without quotes.
        mlconfig.json:31:32 $.scenarios.folder.training.cleanTrainingSample: expected an integer in [1, 1000000], received 0. The default is 1000.
        mlconfig.json:31:46 $.scenarios.folder.training.threads: expected an integer in [1, 256], received 0. The default is 1.
        mlconfig.json:31:59 $.scenarios.folder.training.device: expected "cpu", received "gpu".
        mlconfig.json:31:76 $.scenarios.folder.training.engine: expected one of "torch", "tensorflow", received "tensorFlow". Did you mean "tensorflow"?
        mlconfig.json:31:111 $.scenarios.folder.training.tensorFlowLibrary: expected an existing file or folder, received FOLDER/none.so, which does not exist. There is no "none.so" in FOLDER. Relative paths are taken from the configuration file's folder.
        mlconfig.json:32:55 $.scenarios.folder.training.optimizer.learningRate: expected a number in (0, 10], received 0. The default is 0.01.
        mlconfig.json:32:73 $.scenarios.folder.training.optimizer.weightDecay: expected a number in [0, 10], received 11. The default is 0.
        mlconfig.json:32:89 $.scenarios.folder.training.optimizer.momentum: expected a number in [0, 1), received 1. The default is 0.
        mlconfig.json:32:104 $.scenarios.folder.training.optimizer.nesterov: expected true or false, received 1.
        mlconfig.json:32:107 $.scenarios.folder.training.optimizer.beta1: expected one of the members type, learningRate, weightDecay, momentum, nesterov, received the unknown member "beta1". It is a member of the type "adam" or "adamW".
        mlconfig.json:33:55 $.scenarios.folder.training.schedule.warmupEpochs: expected a number in [0, 10000], received -1. The default is 0.
        mlconfig.json:33:68 $.scenarios.folder.training.schedule.every: expected an integer in [1, 100000], received 0.
        mlconfig.json:33:81 $.scenarios.folder.training.schedule.factor: expected a number in (0, 1], received 0. The default is 0.1.
        mlconfig.json:34:38 $.scenarios.folder.training.earlyStopping.metric: expected one of "logLoss", "accuracy", received "loss".
        mlconfig.json:34:58 $.scenarios.folder.training.earlyStopping.patience: expected an integer in [1, 10000], received 0. The default is 5.
        mlconfig.json:34:77 $.scenarios.folder.training.earlyStopping.minimumDelta: expected a number in [0, 10], received -1. The default is 0.
        mlconfig.json:35:18 $.scenarios.folder.repeats: expected an integer in [1, 1000], received 0. The default is 6.
        mlconfig.json:35:29 $.scenarios.folder.seed: expected an integer in [0, 2147483647], received -1. The default is 1.
        mlconfig.json:35:42 $.scenarios.folder.vary[0]: expected one of "split", "init", "order", "augment", "dropout", "sampling", "data", received "splits". Did you mean "split"?
        mlconfig.json:35:52 $.scenarios.folder.vary[1]: expected one of "split", "init", "order", "augment", "dropout", "sampling", "data", received 1.
        mlconfig.json:35:75 $.scenarios.folder.variants.v: expected an object: a merge patch on the scenario, received 1.
        mlconfig.json:35:111 $.scenarios.folder.sweep['training.epochs'][0]: expected a value that is not null, received null.
        mlconfig.json:35:118 $.scenarios.folder.sweep.a: expected the path of an option; a scenario has the members extend, description, claim, data, pipeline, model, training, repeats, seed, vary, variants, sweep, full, search, varianceComponents, labelAudit, rangeTest, diagnosis, gates, execution, received "a".
        mlconfig.json:35:123 $.scenarios.folder.sweep.a: expected an array, received 1.
        mlconfig.json:35:136 $.scenarios.folder.full: expected an object: a merge patch on the scenario, received an array.
        mlconfig.json:36:31 $.scenarios.folder.search.strategy: expected one of "grid", "random", "bayesian", received "tpe".
        mlconfig.json:36:48 $.scenarios.folder.search.trials: expected an integer in [1, 10000], received 0. The default is 20.
        mlconfig.json:36:63 $.scenarios.folder.search.parallel: expected an integer in [1, 64], received 0. The default is 2.
        mlconfig.json:36:95 $.scenarios.folder.search.space.a.uniform: expected an array of 2 values, received one of 1.
        mlconfig.json:36:115 $.scenarios.folder.search.space.a.logUniform[0]: expected a number, received "1". Write the number without quotes.
        mlconfig.json:36:142 $.scenarios.folder.search.space.a.uniformInteger: expected an array, received 3.
        mlconfig.json:36:167 $.scenarios.folder.search.space.a.logUniformInteger[0]: expected an integer, received 1.5.
        mlconfig.json:36:187 $.scenarios.folder.search.space.a.choice[0]: expected a value that is not null, received null.
        mlconfig.json:37:22 $.scenarios.folder.search.objective: expected a text, received 1.
        mlconfig.json:37:45 $.scenarios.folder.search.prune.after: expected an integer in [1, 1000], received 0. The default is 5.
        mlconfig.json:37:58 $.scenarios.folder.search.prune.epochs: expected an integer in [1, 10000], received 0. The default is 1.
        mlconfig.json:38:43 $.scenarios.folder.varianceComponents.streams[0]: expected one of "split", "init", "order", "augment", "dropout", "sampling", "data", received "seed".
        mlconfig.json:38:61 $.scenarios.folder.varianceComponents.pairs: expected an integer in [3, 1000], received 2. The default is 6.
        mlconfig.json:38:73 $.scenarios.folder.varianceComponents.bases: expected an integer in [3, 1000], received 2. The default is 3.
        mlconfig.json:38:87 $.scenarios.folder.varianceComponents.changes: expected an integer in [1, 1000], received 0. The default is 2.
        mlconfig.json:39:36 $.scenarios.folder.labelAudit.variants[0]: expected a text, received 1.
        mlconfig.json:39:49 $.scenarios.folder.labelAudit.folds: expected an integer in [2, 50], received 1. The default is 5.
        mlconfig.json:40:34 $.scenarios.folder.rangeTest.variants: expected an array, received "a".
        mlconfig.json:40:50 $.scenarios.folder.rangeTest.minimum: expected a number in (0, 1], received 0. The default is 0.000001.
        mlconfig.json:40:64 $.scenarios.folder.rangeTest.maximum: expected a number in (0, 100], received 101. The default is 10.
        mlconfig.json:40:78 $.scenarios.folder.rangeTest.steps: expected an integer in [10, 10000], received 9. The default is 100.
        mlconfig.json:41:40 $.scenarios.folder.diagnosis.smallestEffect: expected a number in [0.001, 0.5], received 0. The default is 0.02.
        mlconfig.json:41:68 $.scenarios.folder.gates.require[0]: expected a text, received 1.
        mlconfig.json:41:85 $.scenarios.folder.gates.undecided: expected one of "fail", "pass", received "maybe".
        mlconfig.json:42:34 $.scenarios.folder.execution.executor: expected one of "local", "slurm", received "pbs".
        mlconfig.json:42:54 $.scenarios.folder.execution.partition: expected a text, received 1.
        mlconfig.json:42:68 $.scenarios.folder.execution.account: expected a text that is not empty, received "".
        mlconfig.json:42:85 $.scenarios.folder.execution.timeLimit: expected a text, received 90.
        mlconfig.json:42:99 $.scenarios.folder.execution.memory: expected a text, received 4.
        mlconfig.json:42:110 $.scenarios.folder.execution.cpus: expected an integer in [1, 1024], received 0.
        mlconfig.json:42:121 $.scenarios.folder.execution.gpus: expected an integer in [0, 64], received -1. The default is 0.
        mlconfig.json:42:140 $.scenarios.folder.execution.maxParallel: expected an integer in [1, 1000000], received 0.
        mlconfig.json:42:153 $.scenarios.folder.execution.extra[0]: expected a text, received 1.
        mlconfig.json:42:168 $.scenarios.folder.execution.scratch: expected a text, received 1.
        mlconfig.json:42:182 $.scenarios.folder.execution.program: expected a text, received 1.
        mlconfig.json:45:47 $.scenarios.list.data.train: expected an existing file, received the folder FOLDER/photos. Name the file itself; images in a folder per class are "type": "imageFolder".
        mlconfig.json:45:65 $.scenarios.list.data.test: expected a path, received 3.
        mlconfig.json:45:82 $.scenarios.list.data.pathColumn: expected a text that is not empty, received "".
        mlconfig.json:45:101 $.scenarios.list.data.labelColumn: expected a text, received null.
        mlconfig.json:45:123 $.scenarios.list.data.allowOutside: expected true or false, received 1.
        mlconfig.json:46:49 $.scenarios.list.model.hiddenUnits[0]: expected an integer in [1, 1000000], received 0.
        mlconfig.json:46:52 $.scenarios.list.model.hiddenUnits[1]: expected an integer in [1, 1000000], received 2.5.
        mlconfig.json:46:72 $.scenarios.list.model.activation: expected one of "linear", "relu", "leakyRelu", "elu", "gelu", "tanh", "sigmoid", "softmax", received "ReLU". Did you mean "relu"?
        mlconfig.json:47:61 $.scenarios.list.training.optimizer.beta1: expected a number in [0, 1), received 1. The default is 0.9.
        mlconfig.json:47:73 $.scenarios.list.training.optimizer.beta2: expected a number in [0, 1), received -1. The default is 0.999.
        mlconfig.json:47:88 $.scenarios.list.training.optimizer.epsilon: expected a number in (0, 1], received 0. The default is 0.0000001.
        mlconfig.json:47:142 $.scenarios.list.training.schedule.finalFraction: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:50:15 $.scenarios.idx.data.trainLabels: expected a member "trainLabels", received none.
        mlconfig.json:50:47 $.scenarios.idx.data.trainImages: expected an existing file, received FOLDER/images.id, which does not exist. There is no "images.id" in FOLDER. Did you mean "images.idx"?
        mlconfig.json:50:74 $.scenarios.idx.data.testImages: expected an existing file, received FOLDER/no, which does not exist. There is no "no" in FOLDER. Relative paths are taken from the configuration file's folder.
        mlconfig.json:50:94 $.scenarios.idx.data.testLabels: expected an existing file, received FOLDER/no, which does not exist. There is no "no" in FOLDER. Relative paths are taken from the configuration file's folder.
        mlconfig.json:50:114 $.scenarios.idx.data.classNames: expected an array, received "a".
        mlconfig.json:51:58 $.scenarios.idx.model.solver: expected one of "lbfgs", "sdca", received "sag".
        mlconfig.json:51:71 $.scenarios.idx.model.l1: expected a number in [0, 1000000], received -1. The default is 0.
        mlconfig.json:51:81 $.scenarios.idx.model.l2: expected a number in [0, 1000000], received 1e999. The default is 1.
        mlconfig.json:51:109 $.scenarios.idx.model.maximumIterations: expected an integer in [1, 100000], received 99999999999. The default is 1000.
        mlconfig.json:51:135 $.scenarios.idx.model.tolerance: expected a number in (0, 1], received 0. The default is 0.0000001.
        mlconfig.json:52:62 $.scenarios.idx.training.optimizer.rho: expected a number in [0, 1), received 1. The default is 0.9.
        mlconfig.json:52:77 $.scenarios.idx.training.optimizer.momentum: expected a number in [0, 1), received 1. The default is 0.
        mlconfig.json:52:91 $.scenarios.idx.training.optimizer.epsilon: expected a number in (0, 1], received 0. The default is 0.0000001.
        mlconfig.json:53:60 $.scenarios.idx.training.schedule.factor: expected a number in (0, 1), received 1. The default is 0.1.
        mlconfig.json:53:75 $.scenarios.idx.training.schedule.patience: expected an integer in [1, 10000], received 0. The default is 10.
        mlconfig.json:53:94 $.scenarios.idx.training.schedule.minimumDelta: expected a number in [0, 10], received 11. The default is 0.0001.
        mlconfig.json:53:121 $.scenarios.idx.training.schedule.minimumLearningRate: expected a number in [0, 10], received 11. The default is 0.
        mlconfig.json:56:15 $.scenarios.table.data.label: expected a member "label", received none.
        mlconfig.json:56:43 $.scenarios.table.data.train: expected an existing file, received "train�.csv".
        mlconfig.json:56:70 $.scenarios.table.data.test: expected an existing file, received the folder FOLDER/photos. Name the file itself; images in a folder per class are "type": "imageFolder".
        mlconfig.json:56:98 $.scenarios.table.data.missingValues[0]: expected a text, received 1.
        mlconfig.json:56:120 $.scenarios.table.data.columns.a: expected one of "numeric", "categorical", "ignore", received "number".
        mlconfig.json:56:145 $.scenarios.table.data.separator: expected one character, received ",,".
        mlconfig.json:57:26 $.scenarios.table.model.type: expected one of "logisticRegression", "mlp", "cnn", "transfer", received "svm".
        mlconfig.json:58:64 $.scenarios.table.training.optimizer.epsilon: expected a number in (0, 1], received "1e-7". Write the number without quotes.
        mlconfig.json:58:86 $.scenarios.table.training.schedule: expected an object, received "cosine". Write { "type": "cosine" }.
        mlconfig.json:61:51 $.scenarios.generated.data.trainRows: expected an integer in [2, 10000000], received 1. The default is 1000.
        mlconfig.json:61:66 $.scenarios.generated.data.testRows: expected an integer in [1, 10000000], received 0. The default is 1000.
        mlconfig.json:61:81 $.scenarios.generated.data.features: expected an integer in [1, 10000], received 0. The default is 10.
        mlconfig.json:61:94 $.scenarios.generated.data.labels: expected one of "random", "linear", received "square".
        mlconfig.json:61:115 $.scenarios.generated.data.shares[0]: expected a number in [0.0001, 0.9999], received 0.
        mlconfig.json:61:118 $.scenarios.generated.data.shares[1]: expected a number in [0.0001, 0.9999], received 1.
        mlconfig.json:62:26 $.scenarios.generated.model.type: expected "mlp" or "logisticRegression" for a table, received "transfer".
        mlconfig.json:62:50 $.scenarios.generated.model.backbone: expected an existing file, received the folder FOLDER/photos. Name the file itself; images in a folder per class are "type": "imageFolder".
        mlconfig.json:62:70 $.scenarios.generated.model.output: expected a text that is not empty, received "".
        mlconfig.json:62:120 $.scenarios.generated.model.head.l1: expected a number in [0, 1000000], received -1. The default is 0.
        mlconfig.json:62:130 $.scenarios.generated.model.head.l2: expected a number in [0, 1000000], received -1. The default is 1.
        mlconfig.json:62:155 $.scenarios.generated.model.head.maximumIterations: expected an integer in [1, 100000], received 0. The default is 1000.
        mlconfig.json:62:171 $.scenarios.generated.model.head.tolerance: expected a number in (0, 1], received 0. The default is 0.0000001.
        mlconfig.json:63:17 $.scenarios.generated.search.space: expected a member "space", received none.
        mlconfig.json:66:58 $.scenarios.drawn.data.trainCount: expected an integer in [2, 1000000], received 1. The default is 1000.
        mlconfig.json:66:74 $.scenarios.drawn.data.testCount: expected an integer in [1, 1000000], received 0. The default is 1000.
        mlconfig.json:66:85 $.scenarios.drawn.data.side: expected an integer in [8, 256], received 7. The default is 28.
        mlconfig.json:66:99 $.scenarios.drawn.data.shapes[0]: expected one of "circle", "square", "triangle", "cross", "ring", "bar", received "star".
        mlconfig.json:66:117 $.scenarios.drawn.data.color: expected true or false, received 1.
        mlconfig.json:66:129 $.scenarios.drawn.data.noise: expected a number in [0, 1], received 2. The default is 0.1.
        mlconfig.json:66:143 $.scenarios.drawn.data.corrupt: expected an object, received 3.
        mlconfig.json:66:160 $.scenarios.drawn.data.labelNoise.rate: expected a member "rate", received none.
        mlconfig.json:67:50 $.scenarios.drawn.model.backbone: expected an existing file, received FOLDER/none.onnx, which does not exist. There is no "none.onnx" in FOLDER. Relative paths are taken from the configuration file's folder.
        mlconfig.json:67:73 $.scenarios.drawn.model.output: expected a text, received 1.
        mlconfig.json:67:117 $.scenarios.drawn.model.head.hiddenUnits[0]: expected an integer in [1, 1000000], received 0.
        mlconfig.json:67:135 $.scenarios.drawn.model.head.activation: expected one of "linear", "relu", "leakyRelu", "elu", "gelu", "tanh", "sigmoid", "softmax", received "ReLU". Did you mean "relu"?
        mlconfig.json:67:154 $.scenarios.drawn.model.head.dropout: expected a number in [0, 1), received 1. The default is 0.
        mlconfig.json:67:163 $.scenarios.drawn.model.head.l2: expected a number in [0, 1000], received -1. The default is 0.
        mlconfig.json:67:189 $.scenarios.drawn.model.head.batchNormalization: expected true or false, received 1.
        mlconfig.json:68:16 $.scenarios.drawn.claim.text: expected a member "text", received none.
        mlconfig.json:68:16 $.scenarios.drawn.claim.direction: expected a member "direction", received none.
        mlconfig.json:68:16 $.scenarios.drawn.claim.against: expected a variant or a "value" to compare test.accuracy with, received none. Set "against": "baseline", or a value such as 0.5.
        """;
}
