namespace MlPipelines.Tests.Configuration;

/// <summary>What is said when every option is broken at once; read it as a user would.</summary>
internal static class BrokenMessages
{
    public const string All = """
        mlconfig.json:2:14 $.$schema: expected a text, received 3.
        mlconfig.json:3:15 $.scenario: expected one of the scenarios folder, list, idx, table, received "images".
        mlconfig.json:4:3 $.extra: expected one of the members $schema, scenario, scenarios, received the unknown member "extra".
        mlconfig.json:7:22 $.scenarios.folder.description: expected a text that is not empty, received "".
        mlconfig.json:8:49 $.scenarios.folder.data.train: expected an existing folder, received FOLDER/photos/trian, which does not exist. There is no "trian" in FOLDER/photos. Did you mean "train"?
        mlconfig.json:8:73 $.scenarios.folder.data.test: expected an existing folder, received the file FOLDER/train.csv. Name the folder that holds a sub-folder per class; a CSV list of images is "type": "imageList".
        mlconfig.json:8:102 $.scenarios.folder.data.onUnreadable: expected one of "stop", "skip", received "ignore".
        mlconfig.json:9:32 $.scenarios.folder.data.split.strategy: expected one of "stratified", "random", "grouped", "time", "kFold", received "stratify". Did you mean "stratified"?
        mlconfig.json:9:52 $.scenarios.folder.data.split.test: expected a number in [0.01, 0.9], received 0.95. The default is 0.2.
        mlconfig.json:9:72 $.scenarios.folder.data.split.validation: expected a number in [0.01, 0.9], received 0. The default is 0.15.
        mlconfig.json:9:88 $.scenarios.folder.data.split.selection: expected a number in [0.01, 0.9], received 1. The default is 0.1.
        mlconfig.json:9:102 $.scenarios.folder.data.split.groupBy: expected a text, received 1.
        mlconfig.json:9:116 $.scenarios.folder.data.split.orderBy: expected a text, received an array.
        mlconfig.json:9:129 $.scenarios.folder.data.split.folds: expected an integer in [2, 100], received 1. The default is 5.
        mlconfig.json:10:30 $.scenarios.folder.pipeline.width: expected an integer in [1, 1024], received 0.
        mlconfig.json:10:43 $.scenarios.folder.pipeline.height: expected an integer in [1, 1024], received 1025.
        mlconfig.json:10:59 $.scenarios.folder.pipeline.resize: expected one of "stretch", "crop", "pad", received "fit".
        mlconfig.json:10:75 $.scenarios.folder.pipeline.color: expected one of "auto", "grayscale", "rgb", received "bw".
        mlconfig.json:10:98 $.scenarios.folder.pipeline.normalization: expected one of "none", "unit", "symmetric", "standardize", received "minmax".
        mlconfig.json:10:126 $.scenarios.folder.pipeline.missingNumbers: expected one of "mean", "minimum", "maximum", "mode", "zero", received "median". Did you mean "mean"?
        mlconfig.json:11:30 $.scenarios.folder.pipeline.missingIndicators: expected true or false, received 1.
        mlconfig.json:11:47 $.scenarios.folder.pipeline.categories: expected one of "oneHot", "hashing", received "one-hot". Did you mean "oneHot"?
        mlconfig.json:11:70 $.scenarios.folder.pipeline.hashBits: expected an integer in [1, 16], received 17. The default is 8.
        mlconfig.json:11:85 $.scenarios.folder.pipeline.scaling: expected one of "none", "standardize", "minMax", received true.
        mlconfig.json:12:34 $.scenarios.folder.pipeline.augment.rotation: expected a number in [0, 180], received 181. The default is 0.
        mlconfig.json:12:53 $.scenarios.folder.pipeline.augment.widthShift: expected a number in [0, 1], received -0.1. The default is 0.
        mlconfig.json:12:74 $.scenarios.folder.pipeline.augment.heightShift: expected a number in [0, 1], received 1.1. The default is 0.
        mlconfig.json:12:87 $.scenarios.folder.pipeline.augment.zoom: expected a number in [0, 0.9], received 1. The default is 0.
        mlconfig.json:12:99 $.scenarios.folder.pipeline.augment.shear: expected a number in [0, 60], received 61. The default is 0.
        mlconfig.json:12:121 $.scenarios.folder.pipeline.augment.horizontalFlip: expected true or false, received "yes".
        mlconfig.json:13:27 $.scenarios.folder.pipeline.augment.verticalFlip: expected true or false, received 0.
        mlconfig.json:13:42 $.scenarios.folder.pipeline.augment.fillMode: expected one of "nearest", "constant", "reflect", "wrap", received "edge".
        mlconfig.json:13:63 $.scenarios.folder.pipeline.augment.fillValue: expected a number in [0, 255], received 256. The default is 0.
        mlconfig.json:13:82 $.scenarios.folder.pipeline.augment.randomCrop: expected an integer in [0, 128], received 1.5. The default is 0.
        mlconfig.json:13:101 $.scenarios.folder.pipeline.augment.brightness: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:13:116 $.scenarios.folder.pipeline.augment.contrast: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:14:28 $.scenarios.folder.pipeline.augment.gaussianNoise: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:14:42 $.scenarios.folder.pipeline.augment.erasing: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:14:60 $.scenarios.folder.pipeline.augment.erasingArea: expected a number in [0.02, 1], received 0.01. The default is 0.33.
        mlconfig.json:15:29 $.scenarios.folder.pipeline.test.resize: expected one of "stretch", "crop", "pad", received 1.
        mlconfig.json:15:49 $.scenarios.folder.pipeline.test.normalization: expected one of "none", "unit", "symmetric", "standardize", received "off".
        mlconfig.json:15:72 $.scenarios.folder.pipeline.test.channelOrder: expected one of "rgb", "bgr", received "gbr". Did you mean "bgr"?
        mlconfig.json:16:44 $.scenarios.folder.model.dropout: expected a number in [0, 1), received 1. The default is 0.
        mlconfig.json:16:53 $.scenarios.folder.model.l2: expected a number in [0, 1000], received -1. The default is 0.
        mlconfig.json:16:67 $.scenarios.folder.model.preset: expected one of "small", "medium", "large", received "huge".
        mlconfig.json:17:9 $.scenarios.folder.model.layers[0].filters: expected a member "filters", received none.
        mlconfig.json:17:43 $.scenarios.folder.model.layers[0].kernelSize: expected an integer in [1, 1024], received 0. The default is 3.
        mlconfig.json:17:57 $.scenarios.folder.model.layers[0].strides: expected an integer in [1, 1024], received 0. The default is 1.
        mlconfig.json:17:71 $.scenarios.folder.model.layers[0].padding: expected one of "valid", "same", received "full".
        mlconfig.json:17:93 $.scenarios.folder.model.layers[0].activation: expected one of "linear", "relu", "leakyRelu", "elu", "gelu", "tanh", "sigmoid", "softmax", received "swish".
        mlconfig.json:17:113 $.scenarios.folder.model.layers[0].useBias: expected true or false, received 1.
        mlconfig.json:17:137 $.scenarios.folder.model.layers[0].kernelInitializer: expected one of "glorotUniform", "glorotNormal", "heUniform", "heNormal", "lecunUniform", "lecunNormal", "zeros", received "he".
        mlconfig.json:17:149 $.scenarios.folder.model.layers[0].l2: expected a number in [0, 1000], received 1001. The default is 0.
        mlconfig.json:18:44 $.scenarios.folder.model.layers[1].poolSize: expected an integer in [1, 1024], received 0. The default is 2.
        mlconfig.json:18:58 $.scenarios.folder.model.layers[1].strides: expected an integer in [1, 1024], received 0.
        mlconfig.json:18:72 $.scenarios.folder.model.layers[1].padding: expected one of "valid", "same", received 1.
        mlconfig.json:19:48 $.scenarios.folder.model.layers[2].poolSize: expected an integer in [1, 1024], received 0. The default is 2.
        mlconfig.json:19:62 $.scenarios.folder.model.layers[2].strides: expected an integer in [1, 1024], received 0.
        mlconfig.json:19:76 $.scenarios.folder.model.layers[2].padding: expected one of "valid", "same", received 1.
        mlconfig.json:20:40 $.scenarios.folder.model.layers[3].size: expected no member but type, received the unknown member "size".
        mlconfig.json:21:44 $.scenarios.folder.model.layers[4].momentum: expected a number in [0, 1], received 2. The default is 0.99.
        mlconfig.json:21:58 $.scenarios.folder.model.layers[4].epsilon: expected a number in (0, 1], received 0. The default is 0.001.
        mlconfig.json:22:38 $.scenarios.folder.model.layers[5].rate: expected a number in [0, 1), received 1.
        mlconfig.json:23:37 $.scenarios.folder.model.layers[6].units: expected an integer in [1, 1000000], received 0.
        mlconfig.json:23:54 $.scenarios.folder.model.layers[6].activation: expected one of "linear", "relu", "leakyRelu", "elu", "gelu", "tanh", "sigmoid", "softmax", received null.
        mlconfig.json:23:71 $.scenarios.folder.model.layers[6].useBias: expected true or false, received "no".
        mlconfig.json:23:98 $.scenarios.folder.model.layers[6].kernelInitializer: expected one of "glorotUniform", "glorotNormal", "heUniform", "heNormal", "lecunUniform", "lecunNormal", "zeros", received 0.
        mlconfig.json:23:107 $.scenarios.folder.model.layers[6].l2: expected a number in [0, 1000], received -1. The default is 0.
        mlconfig.json:24:30 $.scenarios.folder.model.layers[7].axis: expected no member but type, received the unknown member "axis".
        mlconfig.json:25:9 $.scenarios.folder.model.layers[8].function: expected a member "function", received none.
        mlconfig.json:26:9 $.scenarios.folder.model.layers[9].type: expected a member "type": one of "conv2d", "maxPool2d", "averagePool2d", "globalAveragePool", "batchNorm", "dropout", "dense", "flatten", "activation", received none.
        mlconfig.json:27:9 $.scenarios.folder.model.layers[10]: expected an object, received "dense". Write { "type": "dense" }.
        mlconfig.json:29:31 $.scenarios.folder.training.epochs: expected an integer in [1, 100000], received 0. The default is 10.
        mlconfig.json:29:47 $.scenarios.folder.training.batchSize: expected an integer in [1, 65536], received 65537. The default is 32.
        mlconfig.json:29:66 $.scenarios.folder.training.clipNorm: expected a number in (0, 1000000], received 0.
        mlconfig.json:29:81 $.scenarios.folder.training.sampling: expected one of "natural", "oversample", "undersample", received "over". Did you mean "oversample"?
        mlconfig.json:29:107 $.scenarios.folder.training.classWeighting: expected one of "none", "balanced", received "auto".
        mlconfig.json:29:138 $.scenarios.folder.training.classWeights.a: expected a number in [0, 1000000], received -1.
        mlconfig.json:29:147 $.scenarios.folder.training.classWeights.b: expected a number in [0, 1000000], received "2". Write the number without quotes.
        mlconfig.json:30:32 $.scenarios.folder.training.cleanTrainingSample: expected an integer in [1, 1000000], received 0. The default is 1000.
        mlconfig.json:30:46 $.scenarios.folder.training.threads: expected an integer in [1, 256], received 0. The default is 1.
        mlconfig.json:30:59 $.scenarios.folder.training.device: expected "cpu", received "gpu".
        mlconfig.json:31:55 $.scenarios.folder.training.optimizer.learningRate: expected a number in (0, 10], received 0. The default is 0.01.
        mlconfig.json:31:73 $.scenarios.folder.training.optimizer.weightDecay: expected a number in [0, 10], received 11. The default is 0.
        mlconfig.json:31:89 $.scenarios.folder.training.optimizer.momentum: expected a number in [0, 1), received 1. The default is 0.
        mlconfig.json:31:104 $.scenarios.folder.training.optimizer.nesterov: expected true or false, received 1.
        mlconfig.json:31:107 $.scenarios.folder.training.optimizer.beta1: expected one of the members type, learningRate, weightDecay, momentum, nesterov, received the unknown member "beta1". It is a member of the type "adam" or "adamW".
        mlconfig.json:32:55 $.scenarios.folder.training.schedule.warmupEpochs: expected a number in [0, 10000], received -1. The default is 0.
        mlconfig.json:32:68 $.scenarios.folder.training.schedule.every: expected an integer in [1, 100000], received 0.
        mlconfig.json:32:81 $.scenarios.folder.training.schedule.factor: expected a number in (0, 1], received 0. The default is 0.1.
        mlconfig.json:33:38 $.scenarios.folder.training.earlyStopping.metric: expected one of "logLoss", "accuracy", received "loss".
        mlconfig.json:33:58 $.scenarios.folder.training.earlyStopping.patience: expected an integer in [1, 10000], received 0. The default is 5.
        mlconfig.json:33:77 $.scenarios.folder.training.earlyStopping.minimumDelta: expected a number in [0, 10], received -1. The default is 0.
        mlconfig.json:34:18 $.scenarios.folder.repeats: expected an integer in [1, 1000], received 0. The default is 6.
        mlconfig.json:34:29 $.scenarios.folder.seed: expected an integer in [0, 2147483647], received -1. The default is 1.
        mlconfig.json:34:42 $.scenarios.folder.vary[0]: expected one of "split", "init", "order", "augment", "dropout", "sampling", received "splits". Did you mean "split"?
        mlconfig.json:34:52 $.scenarios.folder.vary[1]: expected one of "split", "init", "order", "augment", "dropout", "sampling", received 1.
        mlconfig.json:34:75 $.scenarios.folder.variants.v: expected an object: a merge patch on the scenario, received 1.
        mlconfig.json:37:47 $.scenarios.list.data.train: expected an existing file, received the folder FOLDER/photos. Name the file itself; images in a folder per class are "type": "imageFolder".
        mlconfig.json:37:65 $.scenarios.list.data.test: expected a path, received 3.
        mlconfig.json:37:82 $.scenarios.list.data.pathColumn: expected a text that is not empty, received "".
        mlconfig.json:37:101 $.scenarios.list.data.labelColumn: expected a text, received null.
        mlconfig.json:38:49 $.scenarios.list.model.hiddenUnits[0]: expected an integer in [1, 1000000], received 0.
        mlconfig.json:38:52 $.scenarios.list.model.hiddenUnits[1]: expected an integer in [1, 1000000], received 2.5.
        mlconfig.json:38:72 $.scenarios.list.model.activation: expected one of "linear", "relu", "leakyRelu", "elu", "gelu", "tanh", "sigmoid", "softmax", received "ReLU". Did you mean "relu"?
        mlconfig.json:39:61 $.scenarios.list.training.optimizer.beta1: expected a number in [0, 1), received 1. The default is 0.9.
        mlconfig.json:39:73 $.scenarios.list.training.optimizer.beta2: expected a number in [0, 1), received -1. The default is 0.999.
        mlconfig.json:39:88 $.scenarios.list.training.optimizer.epsilon: expected a number in (0, 1], received 0. The default is 0.0000001.
        mlconfig.json:39:142 $.scenarios.list.training.schedule.finalFraction: expected a number in [0, 1], received 2. The default is 0.
        mlconfig.json:42:15 $.scenarios.idx.data.trainLabels: expected a member "trainLabels", received none.
        mlconfig.json:42:47 $.scenarios.idx.data.trainImages: expected an existing file, received FOLDER/images.id, which does not exist. There is no "images.id" in FOLDER. Did you mean "images.idx"?
        mlconfig.json:42:74 $.scenarios.idx.data.testImages: expected an existing file, received FOLDER/no, which does not exist. There is no "no" in FOLDER. Relative paths are taken from the configuration file's folder.
        mlconfig.json:42:94 $.scenarios.idx.data.testLabels: expected an existing file, received FOLDER/no, which does not exist. There is no "no" in FOLDER. Relative paths are taken from the configuration file's folder.
        mlconfig.json:42:114 $.scenarios.idx.data.classNames: expected an array, received "a".
        mlconfig.json:43:58 $.scenarios.idx.model.solver: expected one of "lbfgs", "sdca", received "sag".
        mlconfig.json:43:71 $.scenarios.idx.model.l1: expected a number in [0, 1000000], received -1. The default is 0.
        mlconfig.json:43:81 $.scenarios.idx.model.l2: expected a number in [0, 1000000], received 1e999. The default is 1.
        mlconfig.json:43:109 $.scenarios.idx.model.maximumIterations: expected an integer in [1, 100000], received 99999999999. The default is 1000.
        mlconfig.json:43:135 $.scenarios.idx.model.tolerance: expected a number in (0, 1], received 0. The default is 0.0000001.
        mlconfig.json:44:62 $.scenarios.idx.training.optimizer.rho: expected a number in [0, 1), received 1. The default is 0.9.
        mlconfig.json:44:77 $.scenarios.idx.training.optimizer.momentum: expected a number in [0, 1), received 1. The default is 0.
        mlconfig.json:44:91 $.scenarios.idx.training.optimizer.epsilon: expected a number in (0, 1], received 0. The default is 0.0000001.
        mlconfig.json:45:60 $.scenarios.idx.training.schedule.factor: expected a number in (0, 1), received 1. The default is 0.1.
        mlconfig.json:45:75 $.scenarios.idx.training.schedule.patience: expected an integer in [1, 10000], received 0. The default is 10.
        mlconfig.json:45:94 $.scenarios.idx.training.schedule.minimumDelta: expected a number in [0, 10], received 11. The default is 0.0001.
        mlconfig.json:45:121 $.scenarios.idx.training.schedule.minimumLearningRate: expected a number in [0, 10], received 11. The default is 0.
        mlconfig.json:48:15 $.scenarios.table.data.label: expected a member "label", received none.
        mlconfig.json:48:43 $.scenarios.table.data.train: expected an existing file, received "train�.csv".
        mlconfig.json:48:70 $.scenarios.table.data.test: expected an existing file, received the folder FOLDER/photos. Name the file itself; images in a folder per class are "type": "imageFolder".
        mlconfig.json:48:98 $.scenarios.table.data.missingValues[0]: expected a text, received 1.
        mlconfig.json:48:120 $.scenarios.table.data.columns.a: expected one of "numeric", "categorical", "ignore", received "number".
        mlconfig.json:48:145 $.scenarios.table.data.separator: expected one character, received ",,".
        mlconfig.json:49:26 $.scenarios.table.model.type: expected one of "logisticRegression", "mlp", "cnn", received "svm".
        mlconfig.json:50:64 $.scenarios.table.training.optimizer.epsilon: expected a number in (0, 1], received "1e-7". Write the number without quotes.
        mlconfig.json:50:86 $.scenarios.table.training.schedule: expected an object, received "cosine". Write { "type": "cosine" }.
        """;
}
