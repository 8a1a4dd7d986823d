using ModelMine.Server.Data;
using ModelMine.Server.Shell;

var builder = WebApplication.CreateBuilder(args);

builder.AddShell();
builder.AddSilo();
builder.Services.AddData();
builder.AddPages();

var app = builder.Build();

await app.PrepareDatabaseAsync();

app.UseAntiforgery();
app.MapPages();

await app.RunAsync();
