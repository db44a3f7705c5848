using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MlPipelines.Trainers;

/// <summary>One number that tells whether two models have the same weights.</summary>
internal static class WeightsDigest
{
    /// <summary>SHA-256 over the bytes of all arrays in their order, in hexadecimal.</summary>
    public static string Of(IEnumerable<float[]> arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (float[] array in arrays)
        {
            hash.AppendData(MemoryMarshal.AsBytes(array.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
