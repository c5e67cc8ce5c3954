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

  // A second press of the same button within a second is the same press. Forms with `data-ask` are sent only
  // once the address named there has answered: on a dead network the page stays, with all that was typed.
  const REACHED_WITHIN = 8000;
  const lost = document.getElementById("lost-connection");
  const asking = new WeakSet(), reached = new WeakSet();
  let last = null, lastAt = 0;
  document.addEventListener("submit", (event) => {
    const form = event.target, now = Date.now();
    if (form.method !== "post" || event.defaultPrevented || reached.delete(form)) return;
    if (asking.has(form) || (form === last && now - lastAt < 1000)) event.preventDefault();
    else if (lost && form.dataset.ask && !event.submitter?.formTarget) {
      event.preventDefault();
      sendWhenReached(form, event.submitter);
    }
    [last, lastAt] = [form, now];
  });

  async function sendWhenReached(form, submitter) {
    asking.add(form);
    try {
      const answer = await fetch(form.dataset.ask, { cache: "no-store", signal: AbortSignal.timeout(REACHED_WITHIN) });
      if (!answer.ok) throw new Error(String(answer.status));
      lost.hidden = true;
      reached.add(form);
      form.requestSubmit(submitter);
    } catch {
      lost.hidden = false;
      last = null; // pressed again is pressed anew
    } finally {
      asking.delete(form);
    }
  }

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
