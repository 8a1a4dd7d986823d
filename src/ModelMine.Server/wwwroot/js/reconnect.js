// What a page says and does while it has lost the server: it keeps what it shows, tries again, and recovers by itself.
let probe = 0;

const banner = () => document.getElementById("components-reconnect-modal");

const stopProbing = () => {
  clearInterval(probe);
  probe = 0;
};

async function retry() {
  try {
    if (await Blazor.reconnect()) return stopProbing();
    // The server answers, but has forgotten this page (it was restarted): load it anew.
    if (!(await Blazor.resumeCircuit())) await reload();
    else stopProbing();
  } catch {
    startProbing();
  }
}

// Loads the page anew once somebody answers: a load that fails would leave the browser's or the balancer's own error behind.
async function reload() {
  for (;;) {
    try {
      if ((await fetch("/health", { cache: "no-store" })).ok) return location.reload();
    } catch {
      // Not yet.
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

function startProbing() {
  if (probe) return;
  probe = setInterval(async () => {
    try {
      const answer = await fetch("/health", { cache: "no-store" });
      if (answer.ok) await retry();
    } catch {
      // Still away.
    }
  }, 3000);
}

function follow() {
  const element = banner();
  if (!element || element.dataset.followed) return;
  element.dataset.followed = "yes";
  element.addEventListener("components-reconnect-state-changed", event => {
    const { state } = event.detail;
    if (state === "hide") stopProbing();
    else if (state === "failed") startProbing();
    else if (state === "rejected") reload();
  });
}

document.addEventListener("click", event => event.target.closest?.("[data-reconnect]") && retry());
follow();
new MutationObserver(follow).observe(document.body, { childList: true, subtree: false });
