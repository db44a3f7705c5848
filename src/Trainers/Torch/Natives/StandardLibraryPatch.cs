namespace MlPipelines.Trainers;

/// <summary>
/// Lets a library that was linked against GCC 13's libstdc++ load on hosts with GCC 12's (Debian 12, Ubuntu 22.04, RHEL 9), where it needs nothing
/// of the newer one but <c>_ZSt21ios_base_library_initv</c>: a marker that the linker emits for &lt;iostream&gt; and that does no work when the
/// streams are initialised by an older library. The version entry is renamed to one the library needs anyway, and the marker to libc's
/// <c>tzset</c>, which takes no arguments, so that even a call would be harmless.
/// </summary>
internal static class StandardLibraryPatch
{
    private const string MissingVersion = "GLIBCXX_3.4.32";
    private const string PresentVersion = "GLIBCXX_3.4.30";
    private const string Marker = "_ZSt21ios_base_library_initv";
    private const string Substitute = "tzset";
    private const string SubstituteVersion = "GLIBC_2.2.5";

    /// <summary>A patched copy of a library.</summary>
    /// <param name="library">The file's bytes, left as they are.</param>
    /// <exception cref="InvalidDataException">The library needs more of the newer version than the marker, or has another form.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> library)
    {
        byte[] patched = library.ToArray();
        ElfImage image = new(patched);
        IReadOnlyList<NeededVersion> versions = image.NeededVersions();
        NeededVersion missing = Find(versions, "libstdc++.so.6", MissingVersion);
        NeededVersion present = Find(versions, "libstdc++.so.6", PresentVersion);
        NeededVersion substitute = Find(versions, "libc.so.6", SubstituteVersion);

        int marker = FindMarker(image, missing);
        int name = image.NameOffsetOf(marker);
        RefuseSharedName(image, versions, marker, name);

        image.Write32(missing.Entry, present.Hash);
        image.Write32(missing.Entry + 8, (uint)present.NameOffset);
        image.WriteString(name, Marker.Length, Substitute);
        image.Write16(image.SymbolVersions + (marker * 2), substitute.Index);
        return patched;
    }

    /// <summary>The hash by which the loader compares version names (System V ABI, "Hash Table").</summary>
    internal static uint ElfHash(string name)
    {
        uint hash = 0;
        foreach (char character in name)
        {
            hash = (hash << 4) + character;
            uint high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }

    private static NeededVersion Find(IReadOnlyList<NeededVersion> versions, string library, string name)
    {
        NeededVersion found = versions.FirstOrDefault(version => version.Library == library && version.Name == name)
            ?? throw new InvalidDataException($"the library does not need {name} of {library}");
        return found.Hash == ElfHash(name) ? found : throw new InvalidDataException($"the entry of {name} holds another hash");
    }

    private static int FindMarker(ElfImage image, NeededVersion missing)
    {
        List<int> users = [.. Enumerable.Range(0, image.SymbolCount).Where(symbol => image.VersionOf(symbol) == missing.Index)];
        return users.Count == 1 && image.StringAt(image.NameOffsetOf(users[0])) == Marker
            ? users[0]
            : throw new InvalidDataException(
                $"the library needs {string.Join(", ", users.Select(user => image.StringAt(image.NameOffsetOf(user))))} of {MissingVersion}");
    }

    /// <summary>Linkers let one name be the tail of another: nothing else may point into the bytes that are about to change.</summary>
    private static void RefuseSharedName(ElfImage image, IReadOnlyList<NeededVersion> versions, int marker, int name)
    {
        IEnumerable<int> others = Enumerable.Range(0, image.SymbolCount).Where(symbol => symbol != marker).Select(image.NameOffsetOf)
            .Concat(versions.Select(version => version.NameOffset))
            .Concat(image.DynamicStringOffsets());
        if (others.Any(offset => offset >= name && offset <= name + Marker.Length - 1))
        {
            throw new InvalidDataException($"another name shares the bytes of {Marker}");
        }
    }
}
