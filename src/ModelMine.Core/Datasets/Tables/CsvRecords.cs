using System.Text;

namespace ModelMine.Core.Datasets.Tables;

/// <summary>
/// Takes the characters of a CSV file (RFC 4180) one by one and gives its records. Quotes may hold delimiters, line ends and, twice,
/// quotes; a line ends with CR, LF or both; empty lines are passed over.
/// </summary>
internal sealed class CsvRecords(string file, char delimiter)
{
    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private State _state = State.FieldStart;
    private bool _afterReturn;
    private int _quoteLine;
    private int _nextRecordLine = 1;

    private enum State
    {
        FieldStart,
        Bare,
        Quoted,
        QuoteInQuoted,
    }

    /// <summary>Line of the character that comes next, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Line on which the record that was completed last began.</summary>
    public int RecordLine { get; private set; } = 1;

    /// <summary>Takes a character.</summary>
    /// <param name="character">The next one.</param>
    /// <param name="record">The record that it ends.</param>
    /// <returns>Whether it ends one.</returns>
    public bool Take(char character, out string[] record)
    {
        record = [];
        if (character == '\n' && _afterReturn)
        {
            _afterReturn = false;
            return false;
        }

        var endsLine = character is '\n' or '\r';
        _afterReturn = character == '\r';
        Line += endsLine ? 1 : 0;
        if (_state == State.Quoted)
        {
            _state = character == '"' ? State.QuoteInQuoted : State.Quoted;
            if (character != '"')
            {
                // A line end within quotes is one character, however it is written.
                Append(endsLine ? '\n' : character);
            }

            return false;
        }

        if (endsLine)
        {
            return TryEnd(out record);
        }

        TakeUnquoted(character);
        return false;
    }

    /// <summary>Ends the file.</summary>
    /// <exception cref="DatasetException">A quote was never closed.</exception>
    public bool End(out string[] record)
    {
        if (_state == State.Quoted)
        {
            throw new DatasetException($"{file}: the quote that opens on line {_quoteLine} is never closed.");
        }

        return TryEnd(out record);
    }

    private void TakeUnquoted(char character)
    {
        if (character == delimiter)
        {
            EndField();
        }
        else if (_state == State.FieldStart && character == '"')
        {
            (_state, _quoteLine) = (State.Quoted, Line);
        }
        else if (_state == State.QuoteInQuoted)
        {
            if (character != '"')
            {
                throw new DatasetException($"{file}, line {Line}: something follows a closing quote. Within quotes, a quote is written twice.");
            }

            Append('"');
            _state = State.Quoted;
        }
        else
        {
            Append(character);
            _state = State.Bare;
        }
    }

    private void Append(char character)
    {
        if (_field.Length >= TableLimits.ValueLength)
        {
            throw new DatasetException($"{file}, line {Line}: a value is longer than {TableLimits.ValueLength} characters. Is a quote not closed?");
        }

        _field.Append(character);
    }

    private void EndField()
    {
        if (_fields.Count > TableLimits.Columns)
        {
            throw new DatasetException($"{file}, line {Line}: there are more than {TableLimits.Columns} columns.");
        }

        _fields.Add(_field.ToString());
        _field.Clear();
        _state = State.FieldStart;
    }

    private bool TryEnd(out string[] record)
    {
        var isEmpty = _fields.Count == 0 && _state == State.FieldStart;
        if (isEmpty)
        {
            record = [];
            _nextRecordLine = Line;
            return false;
        }

        EndField();
        record = [.. _fields];
        (RecordLine, _nextRecordLine) = (_nextRecordLine, Line);
        _fields.Clear();
        return true;
    }
}
