using System.Globalization;

namespace MlPipelines.Pipelines;

/// <summary>Some cells of a column in one of four forms; each gives every text back as it was.</summary>
internal abstract class CellChunk
{
    /// <summary>A cell's text.</summary>
    public abstract string Text(int index);

    /// <summary>Whether a cell has no text.</summary>
    public abstract bool IsEmpty(int index);

    /// <summary>What <see cref="TableNumber.TryParse"/> says of a cell's text.</summary>
    public abstract bool TryNumber(int index, out double value);

    /// <summary>The cells in the smallest form that holds them.</summary>
    public static CellChunk Of(ReadOnlySpan<string> texts) =>
        FewTexts.TryOf(texts) ?? Decimals.TryOf(texts) ?? Doubles.TryOf(texts) ?? (CellChunk)new AnyTexts(texts);

    /// <summary>At most 256 different texts: a byte for each cell.</summary>
    private sealed class FewTexts(string[] texts, byte[] codes) : CellChunk
    {
        private readonly double[] _numbers = [.. texts.Select(text => TableNumber.TryParse(text, out double value) ? value : double.NaN)];

        public static FewTexts? TryOf(ReadOnlySpan<string> cells)
        {
            Dictionary<string, byte> codeOf = new(StringComparer.Ordinal);
            byte[] codes = new byte[cells.Length];
            for (int index = 0; index < cells.Length; index++)
            {
                if (!codeOf.TryGetValue(cells[index], out codes[index]))
                {
                    if (codeOf.Count == 256)
                    {
                        return null;
                    }

                    codes[index] = (byte)codeOf.Count;
                    codeOf.Add(cells[index], codes[index]);
                }
            }

            return new FewTexts([.. codeOf.Keys], codes);
        }

        public override string Text(int index) => texts[codes[index]];

        public override bool IsEmpty(int index) => texts[codes[index]].Length == 0;

        public override bool TryNumber(int index, out double value)
        {
            value = _numbers[codes[index]];
            return !double.IsNaN(value);
        }
    }

    /// <summary>Numbers of up to nine digits, all with the same number of decimals: four bytes for each.</summary>
    private sealed class Decimals(int[] scaled, int decimals) : CellChunk
    {
        private const int Empty = int.MinValue;

        /// <summary>What rounding makes of a small negative number: <c>-0.00</c>, which is neither 0.00 nor another number.</summary>
        private const int MinusZero = int.MinValue + 1;

        private const int MostDigits = 9;
        private static readonly int[] _powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

        public static Decimals? TryOf(ReadOnlySpan<string> cells)
        {
            int[] scaled = new int[cells.Length];
            int decimals = -1;
            for (int index = 0; index < cells.Length; index++)
            {
                if (cells[index].Length == 0)
                {
                    scaled[index] = Empty;
                }
                else if (!TryScale(cells[index], out scaled[index], out int own) || (decimals >= 0 && own != decimals))
                {
                    return null;
                }
                else
                {
                    decimals = own;
                }
            }

            return new Decimals(scaled, Math.Max(decimals, 0));
        }

        public override string Text(int index)
        {
            if (scaled[index] == Empty)
            {
                return "";
            }

            int whole = scaled[index] == MinusZero ? 0 : Math.Abs(scaled[index]);
            string sign = scaled[index] < 0 ? "-" : "";
            return decimals == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}")
                : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole / _powers[decimals]}.{(whole % _powers[decimals]).ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0')}");
        }

        public override bool IsEmpty(int index) => scaled[index] == Empty;

        /// <summary>Both numbers are exact in 64 bits, so their quotient is rounded once, as parsing would round it.</summary>
        public override bool TryNumber(int index, out double value)
        {
            value = scaled[index] == MinusZero ? -0.0 : (double)scaled[index] / _powers[decimals];
            return scaled[index] != Empty;
        }

        /// <summary>Reads what <see cref="Text"/> writes, and nothing else: <c>1.50</c>, <c>-3</c> and <c>-0.00</c>, but not <c>+1</c>, <c>01</c>, <c>.5</c> or <c>1.</c></summary>
        private static bool TryScale(string text, out int scaled, out int decimals)
        {
            (scaled, decimals) = (0, 0);
            bool isNegative = text[0] == '-';
            ReadOnlySpan<char> digits = text.AsSpan(isNegative ? 1 : 0);
            int point = digits.IndexOf('.');
            int whole = point < 0 ? digits.Length : point;
            if (whole == 0 || (whole > 1 && digits[0] == '0') || point == digits.Length - 1 || digits.Length - (point < 0 ? 0 : 1) > MostDigits)
            {
                return false;
            }

            decimals = point < 0 ? 0 : digits.Length - point - 1;
            foreach (char digit in digits)
            {
                if (char.IsAsciiDigit(digit))
                {
                    scaled = (10 * scaled) + (digit - '0');
                }
                else if (digit != '.')
                {
                    return false;
                }
            }

            scaled = !isNegative ? scaled : scaled == 0 ? MinusZero : -scaled;
            return digits[whole..].Count('.') <= 1;
        }
    }

    /// <summary>Numbers in their shortest form: eight bytes for each.</summary>
    private sealed class Doubles(double[] values) : CellChunk
    {
        public static Doubles? TryOf(ReadOnlySpan<string> cells)
        {
            double[] values = new double[cells.Length];
            for (int index = 0; index < cells.Length; index++)
            {
                if (cells[index].Length == 0)
                {
                    values[index] = double.NaN;
                }
                else if (!double.TryParse(cells[index], NumberStyles.Float, CultureInfo.InvariantCulture, out values[index])
                    || double.IsNaN(values[index])
                    || values[index].ToString("R", CultureInfo.InvariantCulture) != cells[index])
                {
                    return null;
                }
            }

            return new Doubles(values);
        }

        public override string Text(int index) => double.IsNaN(values[index]) ? "" : values[index].ToString("R", CultureInfo.InvariantCulture);

        public override bool IsEmpty(int index) => double.IsNaN(values[index]);

        public override bool TryNumber(int index, out double value)
        {
            value = values[index];
            return Math.Abs(value) <= float.MaxValue;
        }
    }

    /// <summary>All other texts, one after the other.</summary>
    private sealed class AnyTexts : CellChunk
    {
        private readonly char[] _characters;
        private readonly int[] _ends;

        public AnyTexts(ReadOnlySpan<string> cells)
        {
            _ends = new int[cells.Length];
            int end = 0;
            for (int index = 0; index < cells.Length; index++)
            {
                end = checked(end + cells[index].Length);
                _ends[index] = end;
            }

            _characters = new char[end];
            for (int index = 0; index < cells.Length; index++)
            {
                cells[index].CopyTo(_characters.AsSpan(_ends[index] - cells[index].Length));
            }
        }

        public override string Text(int index) => Cell(index).ToString();

        public override bool IsEmpty(int index) => Cell(index).IsEmpty;

        public override bool TryNumber(int index, out double value) =>
            double.TryParse(Cell(index), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= float.MaxValue;

        private ReadOnlySpan<char> Cell(int index)
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _characters.AsSpan(start, _ends[index] - start);
        }
    }
}
