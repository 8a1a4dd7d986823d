using ModelMine.Server.Accounts;
using ModelMine.Server.Blobs;
using ModelMine.Server.Blobs.S3;
using ModelMine.Server.Data;
using ModelMine.Server.Datasets;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Ledger;
using ModelMine.Server.Live;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Clustering;
using ModelMine.Server.Shell.Health;
using ModelMine.Server.Shell.Lifetime;
using ModelMine.Server.Shell.Protection;
using ModelMine.Server.Shell.Settings;
using ModelMine.Server.Tokens;
using ModelMine.Server.Tries;

if (HealthVerb.IsMeant(args)) return await HealthVerb.RunAsync(args);
var builder = WebApplication.CreateBuilder(args);

builder.AddShell();
builder.AddSilo();
builder.Services.AddData();
builder.Services.AddAccounts();
builder.Services.AddTokens();
builder.Services.AddJobs();
builder.Services.AddDispatch();
builder.Services.AddNodes();
builder.Services.AddBlobs();
builder.Services.AddDatasets();
builder.Services.AddLedger();
builder.Services.AddLive();
builder.Services.AddTries();
builder.AddPages();

if (!builder.HasGoodSettings()) return SettingsCheck.ExitCode;
var app = builder.Build();

if (!await app.PrepareDatabaseAsync(app.PrepareSessionKeysAsync)) return DatabaseStart.ExitCode;
if (!await app.HasRightClockAsync()) return ClockCheck.ExitCode;
if (!await app.FindBucketAsync() || !await app.FindClusterAsync()) return Awaited.ExitCode;

app.UseShell();
var api = app.MapApi();
api.MapAccounts();
api.MapTokens();
api.MapJobs();
api.MapDispatch();
api.MapNodes();
api.MapBlobs();
api.MapDatasets();
api.MapLedger();
api.MapLive();
api.MapTries();
api.MapLiveHub();
app.MapAccountForms();
app.MapPages();

return await app.RunServerAsync();
