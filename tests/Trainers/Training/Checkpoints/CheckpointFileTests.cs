using MlPipelines.Configuration;
using MlPipelines.Trainers;
using Xunit;

namespace MlPipelines.Tests.Trainers;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "checkpoint.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatWasWritten_IsThere()
    {
        Write("key", "first");
        Write("key", "second, longer");

        string? read = null;
        Assert.Equal(2.5, CheckpointFile.Read(Path, "key", reader => read = reader.ReadString()));
        Assert.Equal("second, longer", read);
        Assert.Single(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void Read_NoFile_IsNull() => Assert.Null(CheckpointFile.Read(Path, "key", _ => Assert.Fail("nothing to read")));

    [Fact]
    public void Read_AnotherKey_IsRefusedBeforeAnythingIsRead()
    {
        Write("key", "content");

        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(Path, "another key", _ => Assert.Fail("foreign")));

        Assert.Contains("another configuration, other data or another version", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutOffAnywhere_IsRefusedBeforeAnythingIsRead()
    {
        Write("key", "content");
        byte[] whole = File.ReadAllBytes(Path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(Path, "key", _ => Assert.Fail("torn")));
        }
    }

    [Fact]
    public void Read_AnyByteChanged_IsRefusedBeforeAnythingIsRead()
    {
        Write("key", "content");
        byte[] whole = File.ReadAllBytes(Path);
        for (int index = 0; index < whole.Length; index++)
        {
            byte[] changed = [.. whole];
            changed[index] ^= 1;
            File.WriteAllBytes(Path, changed);
            Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(Path, "key", _ => Assert.Fail("changed")));
        }
    }

    [Fact]
    public void Read_MoreOrLessThanWasWritten_IsRefused()
    {
        Write("key", "content");

        Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(Path, "key", _ => { }));
        Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(Path, "key", reader => reader.BaseStream.ReadExactly(new byte[1000])));
    }

    [Fact]
    public void Write_FolderThatIsGone_IsAProblemOfTheStorage()
    {
        string path = System.IO.Path.Combine(_folder, "missing", "checkpoint.bin");

        ProblemException thrown = Assert.Throws<ProblemException>(() => CheckpointFile.Write(path, "key", 0, _ => { }));

        Assert.Equal(ProblemStage.Storage, thrown.Stage);
    }

    private void Write(string key, string content) => CheckpointFile.Write(Path, key, 2.5, writer => writer.Write(content));
}
