// Small things that need no round trip to the server: copy buttons, and closing menus.
document.addEventListener("click", async event => {
  const button = event.target.closest?.("[data-copy]");
  if (button) {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.dataset.copied = "yes";
    } catch {
      button.dataset.copied = "no";
    }
    setTimeout(() => delete button.dataset.copied, 1600);
  }

  for (const menu of document.querySelectorAll("details[data-menu][open]"))
    if (!menu.contains(event.target) || event.target.closest("a, button")) menu.removeAttribute("open");
});

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  }
});

// What a page showed first is replaced once it is live: a menu that was opened by then stays open.
let opened = null;
document.addEventListener("toggle", event => {
  if (!event.target.matches?.("details[data-menu]")) return;
  if (event.target.open) opened = event.target;
  else if (event.target === opened) opened = null;
}, true);

new MutationObserver(() => {
  if (!opened || opened.isConnected) return;
  const menu = document.querySelector("details[data-menu]");
  if (!menu) return;
  opened = null;
  menu.open = true;
}).observe(document.body, { childList: true, subtree: true });
