// Small helps on pages that work without them.
(() => {
  // After a refused form the reader, also by ear, begins at the list of what to mend.
  const errors = document.querySelector(".govuk-error-summary");
  if (errors) errors.focus();
  const told = document.querySelector(".govuk-notification-banner[role=alert]");
  if (told && !errors) told.focus();

  // A link in that list leads into the field itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".govuk-error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });

  // A second press of the same button within a second is the same press.
  let last = null, lastAt = 0;
  document.addEventListener("submit", (event) => {
    const now = Date.now();
    if (event.target.method === "post" && event.target === last && now - lastAt < 1000) event.preventDefault();
    [last, lastAt] = [event.target, now];
  });

  // Filters lie open beside the results on a desk, shut above them on a phone.
  const wide = window.matchMedia("(min-width: 56rem)");
  document.querySelectorAll("details[data-open-when-wide]").forEach((box) => {
    if (!wide.matches && !box.dataset.inUse) box.open = false;
  });

  document.querySelectorAll("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
