using System.Security.Cryptography;
using System.Text;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Datasets;

/// <summary>Uploads data sets as a client does.</summary>
internal static class Uploads
{
    /// <summary>Thirty rows with a number, a word and a number to learn.</summary>
    public static readonly string Houses = "rooms,town,price\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7},{(i % 3 == 0 ? "Ulm" : "Bonn")},{100 * (i % 7) + i}\n"));

    public static string Digest(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public static async Task<string> UploadAsync(this TestUser user, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        (await user.Api.AppendDatasetUploadAsync(Digest(content), 0, bytes.Length, bytes)).ShouldBe(bytes.Length);
        return Digest(content);
    }

    public static async Task<DatasetDetail> AddAsync(this TestUser user, string name, string content, string file = "data.csv") =>
        await user.Api.AddDatasetAsync(new(name, [new(file, await user.UploadAsync(content))]));
}
