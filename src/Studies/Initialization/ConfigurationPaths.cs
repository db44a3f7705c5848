using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>How a configuration file in a folder names data: relative to it, with slashes, where both are on one drive.</summary>
internal sealed class ConfigurationPaths(string folder)
{
    /// <summary>A path as it is written.</summary>
    public string Relative(string path)
    {
        string relative = Path.GetRelativePath(folder, path);
        return Path.IsPathRooted(relative) ? path : relative.Replace('\\', '/');
    }

    /// <summary>The training source as messages name it.</summary>
    public string Shown(ImageDataOptions data) => data switch
    {
        ImageFolderOptions images => images.Train,
        ImageListOptions list => list.Train,
        IdxOptions idx => idx.TrainImages,
        _ => folder,
    };
}
