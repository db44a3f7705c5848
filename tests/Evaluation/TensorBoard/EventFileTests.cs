using System.Buffers.Binary;
using System.Text;
using MlPipelines.Evaluation;
using Xunit;

namespace MlPipelines.Tests.Evaluation;

public class EventFileTests
{
    /// <summary>The check value of CRC-32C, and RFC 3720 B.4: 32 bytes of zeros, of ones, ascending.</summary>
    [Theory]
    [InlineData("313233343536373839", 0xE3069283u)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43u)]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", 0x46DD794Eu)]
    public void MaskedChecksum_KnownVectors_IsTheRotatedChecksum(string bytes, uint checksum)
    {
        uint expected = ((checksum >> 15) | (checksum << 17)) + 0xA282EAD8;

        Assert.Equal(checksum, EventReader.Checksum(Convert.FromHexString(bytes)));
        Assert.Equal(expected, EventFile.MaskedChecksum(Convert.FromHexString(bytes)));
    }

    [Fact]
    public void Add_Scalars_AreReadBack()
    {
        using MemoryStream stream = new();
        EventFile file = new(stream);
        DateTimeOffset start = DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000.25);

        file.Begin(start);
        file.Add(start.AddSeconds(2), 300, [("loss/train", 0.125), ("größe", -3)]);

        EventReader.Event[] events = [.. EventReader.Read(stream.ToArray())];
        Assert.Equal(("brain.Event:2", 1_800_000_000.25), (events[0].Version, events[0].Time));
        Assert.Equal((300, 1_800_000_002.25), (events[1].Step, events[1].Time));
        Assert.Equal([("loss/train", 0.125f), ("größe", -3f)], events[1].Scalars);
    }

    [Fact]
    public void Write_ATrial_HasItsEpochsGradientsAndFinalMetrics()
    {
        string root = Directory.CreateTempSubdirectory("events-").FullName;
        try
        {
            RunDirectory run = new(root);
            Directory.CreateDirectory(run.Trial("wide", 2));
            DateTimeOffset started = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
            ResultFiles.WriteTrial(run.TrialResult("wide", 2), new TrialResult
            {
                Variant = "wide",
                Repeat = 2,
                State = TrialState.Finished,
                Started = started,
                Epochs = 2,
                Measurements = new Dictionary<string, MeasurementValues> { ["test"] = new() { Rows = 10, Accuracy = 0.9, BalancedAccuracy = 0.8, MacroF1 = 0.7, LogLoss = 0.5 } },
            });
            ResultFiles.WriteHistory(run.History("wide", 2), [Epoch(1, 0.75, 3), Epoch(2, double.NaN, 4)]);
            ResultFiles.WriteGradients(run.Gradients("wide", 2), [new GradientRow(1, "0-dense", 8, 0.5), new GradientRow(2, "0-dense", 8, 0.25)]);

            Assert.Equal(1, TensorBoardFiles.WriteAll(run));

            string file = Assert.Single(Directory.EnumerateFiles(Path.Combine(run.TensorBoard, "wide", "2")));
            EventReader.Event[] events = [.. EventReader.Read(File.ReadAllBytes(file))];
            Assert.Equal("events.out.tfevents.1795953600.mlpipelines", Path.GetFileName(file));
            Assert.Equal([0L, 1, 2, 2], events.Select(one => one.Step));
            Assert.Equal(events[0].Time + 3, events[1].Time);
            Assert.Equal(
                ["loss/running", "loss/train", "loss/validation", "accuracy/running", "accuracy/train", "accuracy/validation", "learningRate", "gradientNorm/all", "gradientNorm/0-dense"],
                events[1].Scalars.Select(scalar => scalar.Tag));
            Assert.Contains(("gradientNorm/0-dense", 0.25f), events[2].Scalars);
            Assert.DoesNotContain(events[2].Scalars, scalar => scalar.Tag == "loss/running");
            Assert.Contains(("final/test/accuracy", 0.9f), events[3].Scalars);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void WriteAll_NoTrialWithEpochs_WritesNothing()
    {
        RunDirectory run = new(Path.Combine(Path.GetTempPath(), "no-such-run"));

        Assert.Equal(0, TensorBoardFiles.WriteAll(run));
        Assert.False(TensorBoardFiles.Write(run, "baseline", "0"));
    }

    private static EpochRow Epoch(int number, double loss, double seconds) => new(number, loss, 0.5, 0.6, 0.7, "validation", 0.8, 0.9, 0.001, 2, seconds);

    /// <summary>Reads records and messages by their published formats, with a checksum by table (the reversed polynomial 0x82F63B78).</summary>
    private static class EventReader
    {
        public sealed record Event(double Time, long Step, string? Version, IReadOnlyList<(string Tag, float Value)> Scalars);

        private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
        {
            uint value = (uint)index;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0x82F63B78;
            }

            return value;
        })];

        public static uint Checksum(ReadOnlySpan<byte> bytes)
        {
            uint value = 0xFFFFFFFF;
            foreach (byte one in bytes)
            {
                value = Table[(value ^ one) & 0xFF] ^ (value >> 8);
            }

            return value ^ 0xFFFFFFFF;
        }

        public static IEnumerable<Event> Read(byte[] file)
        {
            for (int position = 0; position < file.Length;)
            {
                int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(position));
                AssertMasked(file.AsSpan(position, 8), file.AsSpan(position + 8));
                byte[] data = file[(position + 12)..(position + 12 + length)];
                AssertMasked(data, file.AsSpan(position + 12 + length));
                position += length + 16;
                yield return Parse(data);
            }
        }

        private static void AssertMasked(ReadOnlySpan<byte> data, ReadOnlySpan<byte> stored)
        {
            uint unrotated = BinaryPrimitives.ReadUInt32LittleEndian(stored) - 0xA282EAD8;
            Assert.Equal(Checksum(data), (unrotated >> 17) | (unrotated << 15));
        }

        private static Event Parse(byte[] data)
        {
            (double time, long step, string? version, List<(string, float)> scalars) = (0, 0, null, []);
            foreach ((int field, byte[] bytes, ulong number) in Fields(data))
            {
                switch (field)
                {
                    case 1: time = BitConverter.ToDouble(bytes); break;
                    case 2: step = (long)number; break;
                    case 3: version = Encoding.UTF8.GetString(bytes); break;
                    case 5: scalars.AddRange(Fields(bytes).Select(value => Scalar(value.Bytes))); break;
                    default: Assert.Fail($"field {field}"); break;
                }
            }

            return new Event(time, step, version, scalars);
        }

        private static (string Tag, float Value) Scalar(byte[] data)
        {
            (int Field, byte[] Bytes, ulong Number)[] fields = [.. Fields(data)];
            return (Encoding.UTF8.GetString(fields.Single(field => field.Field == 1).Bytes), BitConverter.ToSingle(fields.Single(field => field.Field == 2).Bytes));
        }

        private static IEnumerable<(int Field, byte[] Bytes, ulong Number)> Fields(byte[] data)
        {
            int position = 0;
            ulong Varint()
            {
                ulong value = 0;
                for (int shift = 0; ; shift += 7)
                {
                    byte one = data[position++];
                    value |= (ulong)(one & 0x7F) << shift;
                    if (one < 0x80)
                    {
                        return value;
                    }
                }
            }

            while (position < data.Length)
            {
                ulong key = Varint();
                int kind = (int)(key & 7);
                ulong number = kind == 0 ? Varint() : 0;
                int length = kind switch { 0 => 0, 1 => 8, 5 => 4, _ => (int)Varint() };
                yield return ((int)(key >> 3), data[position..(position + length)], number);
                position += length;
            }
        }
    }
}
