// Runs before the first paint, so that no page flashes in the other theme. Choice: "light", "dark", or none (the system's).
(() => {
  const key = "modelmine.theme";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  let unsaved = null; // Holds the choice where storage is forbidden.

  const chosen = () => {
    try {
      return localStorage.getItem(key) ?? unsaved;
    } catch {
      return unsaved;
    }
  };

  const choose = theme => {
    const followsSystem = (theme === "dark") === system.matches;
    unsaved = followsSystem ? null : theme;
    try {
      if (followsSystem) localStorage.removeItem(key);
      else localStorage.setItem(key, theme);
    } catch {
      // Kept for this page only.
    }
  };

  const apply = () => {
    const choice = chosen();
    const theme = choice === "light" || choice === "dark" ? choice : system.matches ? "dark" : "light";
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    document.dispatchEvent(new CustomEvent("modelmine:theme", { detail: theme }));
  };

  apply();
  system.addEventListener("change", apply);
  window.addEventListener("storage", event => event.key === key && apply());
  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-theme-toggle]")) return;
    choose(root.dataset.theme === "dark" ? "light" : "dark");
    apply();
  });
  // Enhanced navigation brings the <html> element of the server, which knows no theme.
  new MutationObserver(apply).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
})();
