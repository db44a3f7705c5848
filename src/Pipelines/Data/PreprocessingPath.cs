namespace MlPipelines.Pipelines;

/// <summary>Which preprocessing a sample goes through. The two are the same unless <c>pipeline.test</c> reproduces skew.</summary>
public enum PreprocessingPath
{
    /// <summary>As training samples are prepared, without augmentation.</summary>
    Training,

    /// <summary>As test samples are prepared.</summary>
    Test,
}
