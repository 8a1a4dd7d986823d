using ModelMine.Server.Data;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

var builder = WebApplication.CreateBuilder(args);

builder.AddShell();
builder.AddSilo();
builder.Services.AddData();
builder.Services.AddTokens();
builder.Services.AddJobs();
builder.AddPages();

var app = builder.Build();

await app.PrepareDatabaseAsync();

app.UseAntiforgery();
app.MapPages();

await app.RunAsync();
