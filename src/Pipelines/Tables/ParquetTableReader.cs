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
    /// <summary>The most rows for a byte of the largest column of a group. A column of one value has more, but at least the label has two. Chosen here.</summary>
    private const long MostRowsPerByte = 4_000;

    /// <summary>The table, or null when the file cannot be understood; the problems are added.</summary>
    public static RawTable? Read(TableFile.Content content, HashSet<string> missing, ProblemList problems, CancellationToken cancellation)
    {
        try
        {
            // Nothing else is done meanwhile.
            return ReadAsync(content, missing, problems, cancellation).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A library of many codecs meets bytes that may be anything: whatever it throws, running out of memory included, says that the file is not what it should be.
            problems.Add(new Problem(content.Name, "a Parquet file that can be read", failure.Message, "Write the file again, or as CSV."));
            return null;
        }
    }

    private static async Task<RawTable?> ReadAsync(
        TableFile.Content content, HashSet<string> missing, ProblemList problems, CancellationToken cancellation)
    {
        await using FileStream stream = content.Open();
        if (ParquetPages.FooterFault(stream) is { } fault)
        {
            problems.Add(new Problem(content.Name, "a Parquet file that can be read", fault, "Write the file again, or as CSV."));
            return null;
        }

        stream.Position = 0;
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellation).ConfigureAwait(false);
        string[] header = [.. reader.Schema.Fields.Select(field => field.Name.Trim())];
        RawTable.CheckHeader(content.Name, header, problems);
        if (!CheckFields(content.Name, reader.Schema, problems) || !CheckCounts(content, reader, stream, problems))
        {
            return null;
        }

        CellColumn.Builder[] columns = [.. header.Select(_ => new CellColumn.Builder())];
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader groupReader = reader.OpenRowGroupReader(group);
            int count = checked((int)groupReader.RowCount);
            for (int column = 0; column < header.Length; column++)
            {
                string[] texts = await TextsAsync(groupReader, (DataField)reader.Schema.Fields[column], count, cancellation).ConfigureAwait(false);
                TextTableReader.MarkMissing(texts, missing);
                foreach (string text in texts)
                {
                    columns[column].Add(text);
                }
            }
        }

        return RawTable.Of(content.Name, header, [.. columns.Select(column => column.Build())]);
    }

    /// <summary>Whether the numbers of the footer agree, before memory is taken for what they say.</summary>
    private static bool CheckCounts(TableFile.Content content, ParquetReader reader, Stream stream, ProblemList problems)
    {
        long rows = 0;
        foreach (Parquet.Meta.RowGroup group in reader.Metadata!.RowGroups)
        {
            long most = 0;
            foreach (Parquet.Meta.ColumnChunk chunk in group.Columns)
            {
                long packed = chunk.MetaData?.TotalCompressedSize ?? 0;
                if (chunk.MetaData is null || chunk.MetaData.NumValues != group.NumRows || packed < 0 || packed > content.Length)
                {
                    return Wrong($"a column of {chunk.MetaData?.NumValues:N0} values and {packed:N0} bytes in a group of {group.NumRows:N0} rows");
                }

                most = Math.Max(most, packed);
                long start = chunk.MetaData.DictionaryPageOffset is > 0 and long dictionary ? Math.Min(dictionary, chunk.MetaData.DataPageOffset) : chunk.MetaData.DataPageOffset;
                if (ParquetPages.Fault(stream, start, packed, group.NumRows) is { } fault)
                {
                    return Wrong($"{fault}");
                }
            }

            rows += group.NumRows;
            if (group.NumRows < 0 || group.NumRows > MostRowsPerByte * most)
            {
                return Wrong($"{group.NumRows:N0} rows in {most:N0} bytes");
            }
        }

        return rows == reader.Metadata.NumRows || Wrong($"{rows:N0} rows in its groups and {reader.Metadata.NumRows:N0} in all");

        bool Wrong(FormattableString received)
        {
            problems.Add(new Problem(content.Name, "a Parquet file whose numbers of rows, values and bytes agree", FormattableString.Invariant(received), "Write the file again, or as CSV."));
            return false;
        }
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
