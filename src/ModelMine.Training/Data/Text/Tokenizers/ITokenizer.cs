namespace ModelMine.Training.Data.Text.Tokenizers;

/// <summary>Cuts texts into tokens, each of which has a number from 0 to <see cref="Count"/> - 1.</summary>
internal interface ITokenizer
{
    /// <summary>What a token stands for, in the plural, for messages.</summary>
    string Unit { get; }

    /// <summary>Different tokens.</summary>
    int Count { get; }

    /// <summary>The numbers of a text's tokens.</summary>
    int[] Encode(string text);

    /// <summary>The text of tokens; where they make no valid text, U+FFFD stands.</summary>
    string Decode(IEnumerable<int> tokens);

    /// <summary>
    /// Characters (Unicode scalar values) that begin in a token: what bits a character are counted by, so that they can be compared
    /// whatever the tokens are.
    /// </summary>
    int CharactersBegunIn(int token);

    /// <summary>What <see cref="TokenizerChoice.FromMetadata"/> makes the same tokenizer of.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }
}
