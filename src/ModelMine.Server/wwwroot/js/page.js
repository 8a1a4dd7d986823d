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
