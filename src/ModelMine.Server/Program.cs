using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Live;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

var builder = WebApplication.CreateBuilder(args);

builder.AddShell();
builder.AddSilo();
builder.Services.AddData();
builder.Services.AddTokens();
builder.Services.AddJobs();
builder.Services.AddDispatch();
builder.Services.AddNodes();
builder.Services.AddLive();
builder.AddPages();

var app = builder.Build();

await app.PrepareDatabaseAsync();

app.UseAntiforgery();
app.MapPages();

var api = app.MapGroup("/api");
api.MapTokens();
api.MapJobs();
api.MapDispatch();
api.MapNodes();
api.MapLive();
app.MapLiveHub();

await app.RunAsync();
