using static ModelMine.Core.Datasets.TableColumnKind;

namespace ModelMine.Core.Datasets.Catalog;

/// <summary>Palmer penguins (Gorman, Williams, Fraser 2014), shipped.</summary>
internal static class Penguins
{
    public static CatalogEntry Entry { get; } = new()
    {
        Facts = new()
        {
            Name = "penguins",
            Kind = DatasetKind.Table,
            TrainSamples = 344,
            TestSamples = 0,
            Columns =
            [
                new("species", Categorical, 0, ["Adelie", "Gentoo", "Chinstrap"]),
                new("island", Categorical, 0, ["Biscoe", "Dream", "Torgersen"]),
                new("bill_length_mm", Numeric, 2, []),
                new("bill_depth_mm", Numeric, 2, []),
                new("flipper_length_mm", Numeric, 2, []),
                new("body_mass_g", Numeric, 2, []),
                new("sex", Categorical, 11, ["MALE", "FEMALE"]),
            ],
            Files = [new("penguins.csv", "e07636bd8af74260099ea2f8678e2eabbf35def579940cc76f67061ee16c06c1")],
        },
        Aliases = ["palmerPenguins"],
        Description = "Species, island, sex and four measures of 344 penguins; some values are missing.",
        Source = "K. Gorman, Palmer Station LTER; allisonhorst.github.io/palmerpenguins",
        Licence = "CC0 1.0",
        IsShipped = true,
    };
}
