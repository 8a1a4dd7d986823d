using ModelMine.Server.Data;
using ModelMine.Server.Shell;

var builder = WebApplication.CreateBuilder(args);

builder.AddShell();
builder.AddSilo();
builder.Services.AddData();

var app = builder.Build();

await app.PrepareDatabaseAsync();

await app.RunAsync();
