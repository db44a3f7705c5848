namespace MlPipelines.Pipelines;

/// <summary>Which preprocessing a sample goes through. The two are the same unless <c>pipeline.test</c> reproduces skew.</summary>
public enum PreprocessingPath
{
    /// <summary>As training samples are prepared, without augmentation.</summary>
    Training,

    /// <summary>As test samples are prepared.</summary>
    Test,

    /// <summary>As test samples are prepared, after the corruption that <c>data.corrupt</c> names: what happens to the test set.</summary>
    Deployment,
}
