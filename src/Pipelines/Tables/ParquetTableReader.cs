using System.Globalization;
using MlPipelines.Configuration;
using Parquet;
using Parquet.Schema;

namespace MlPipelines.Pipelines;

/// <summary>
/// Reads flat Parquet files. Values become the texts that a CSV file would have, so that both are understood by the same rules: numbers in
/// their shortest exact form, dates as ISO 8601, truth values as <c>true</c> and <c>false</c>.
/// </summary>
internal static class ParquetTableReader
{
    /// <summary>The table, or null when the file cannot be understood; the problems are added.</summary>
    public static RawTable? Read(TableFile.Content content, HashSet<string> missing, ProblemList problems, CancellationToken cancellation)
    {
        try
        {
            // The bytes are in memory, so nothing here waits for a disk.
            return ReadAsync(content, missing, problems, cancellation).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is ParquetException or IOException or InvalidDataException or IndexOutOfRangeException
            or ArgumentException or OverflowException or NotSupportedException or InvalidOperationException)
        {
            problems.Add(new Problem(content.Name, "a Parquet file that can be read", failure.Message));
            return null;
        }
    }

    private static async Task<RawTable?> ReadAsync(
        TableFile.Content content, HashSet<string> missing, ProblemList problems, CancellationToken cancellation)
    {
        using MemoryStream stream = new(content.Bytes, writable: false);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellation).ConfigureAwait(false);
        string[] header = [.. reader.Schema.Fields.Select(field => field.Name.Trim())];
        RawTable.CheckHeader(content.Name, header, problems);
        if (!CheckFields(content.Name, reader.Schema, problems))
        {
            return null;
        }

        List<string[]> rows = [];
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader groupReader = reader.OpenRowGroupReader(group);
            int count = checked((int)groupReader.RowCount);
            int first = rows.Count;
            rows.AddRange(Enumerable.Range(0, count).Select(_ => new string[header.Length]));
            for (int column = 0; column < header.Length; column++)
            {
                string[] texts = await TextsAsync(groupReader, (DataField)reader.Schema.Fields[column], count, cancellation).ConfigureAwait(false);
                for (int row = 0; row < count; row++)
                {
                    rows[first + row][column] = texts[row];
                }
            }
        }

        foreach (string[] cells in rows)
        {
            TextTableReader.MarkMissing(cells, missing);
        }

        return new RawTable(content.Name, header, rows);
    }

    private static bool CheckFields(string file, ParquetSchema schema, ProblemList problems)
    {
        bool right = true;
        foreach (Field field in schema.Fields.Where(field => field is not DataField { IsArray: false } flat || !IsKnown(flat.ClrType)))
        {
            string received = field is DataField { IsArray: false } known ? known.ClrType.Name : "a nested column";
            problems.Add(new Problem(
                $"{file}, column \"{field.Name}\"",
                "numbers, texts, dates or truth values",
                received,
                "Leave the column out or flatten it."));
            right = false;
        }

        return right;
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(ReadOnlyMemory<char>);

    private static bool IsKnown(Type type) => IsText(type) || type == typeof(bool) || type == typeof(DateTime) || type == typeof(DateOnly)
        || type == typeof(float) || type == typeof(double) || type == typeof(decimal)
        || type == typeof(sbyte) || type == typeof(byte) || type == typeof(short) || type == typeof(ushort)
        || type == typeof(int) || type == typeof(uint) || type == typeof(long) || type == typeof(ulong);

    private static async Task<string[]> TextsAsync(ParquetRowGroupReader group, DataField field, int count, CancellationToken cancellation)
    {
        if (IsText(field.ClrType))
        {
            string?[] texts = new string?[count];
            await group.ReadAsync(field, texts.AsMemory()!, cancellationToken: cancellation).ConfigureAwait(false);
            return [.. texts.Select(text => text?.Trim() ?? "")];
        }

        return Type.GetTypeCode(field.ClrType) switch
        {
            TypeCode.Boolean => await Values<bool>(value => value ? "true" : "false").ConfigureAwait(false),
            TypeCode.DateTime => await Values<DateTime>(value => value.ToString("O", CultureInfo.InvariantCulture)).ConfigureAwait(false),
            TypeCode.Single => await Values<float>(value => Number(value)).ConfigureAwait(false),
            TypeCode.Double => await Values<double>(Number).ConfigureAwait(false),
            TypeCode.Decimal => await Numbers<decimal>().ConfigureAwait(false),
            TypeCode.SByte => await Numbers<sbyte>().ConfigureAwait(false),
            TypeCode.Byte => await Numbers<byte>().ConfigureAwait(false),
            TypeCode.Int16 => await Numbers<short>().ConfigureAwait(false),
            TypeCode.UInt16 => await Numbers<ushort>().ConfigureAwait(false),
            TypeCode.Int32 => await Numbers<int>().ConfigureAwait(false),
            TypeCode.UInt32 => await Numbers<uint>().ConfigureAwait(false),
            TypeCode.Int64 => await Numbers<long>().ConfigureAwait(false),
            TypeCode.UInt64 => await Numbers<ulong>().ConfigureAwait(false),
            _ => await Values<DateOnly>(value => value.ToString("O", CultureInfo.InvariantCulture)).ConfigureAwait(false),
        };

        static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

        Task<string[]> Numbers<T>()
            where T : struct, IFormattable => Values<T>(value => value.ToString(null, CultureInfo.InvariantCulture));

        async Task<string[]> Values<T>(Func<T, string> format)
            where T : struct
        {
            // Parquet.Net 6.1 fills nullable memory of a required column wrongly, so each kind of column has its own.
            if (!field.IsNullable)
            {
                T[] required = new T[count];
                await group.ReadAsync<T>(field, required.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
                return [.. required.Select(format)];
            }

            T?[] values = new T?[count];
            await group.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancellation).ConfigureAwait(false);
            return [.. values.Select(value => value is { } present ? format(present) : "")];
        }
    }
}
