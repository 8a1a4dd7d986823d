// Connects the page to the server by one WebSocket and nothing else. Without the request that would agree on it first, there
// is no second request that a load balancer could bring to another server: it needs to know nothing of pages and servers.
Blazor.start({
  circuit: {
    configureSignalR: connection => connection.withUrl("_blazor", { skipNegotiation: true, transport: 1 }),
  },
});
