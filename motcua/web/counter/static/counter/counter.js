// The counter without a mouse. Every page works without this file, only slower.
(() => {
  const fields = "input:not([type=hidden]):not([disabled]), select, textarea, button, summary, a[href]";
  const shown = (element) => element.offsetParent !== null;

  // Enter goes on to the next field, as on paper; Ctrl+Enter does the main thing of the page.
  document.addEventListener("keydown", (event) => {
    const here = event.target;
    if (here.matches("[data-scan]") && ["Enter", "Tab"].includes(event.key) && here.value.trim() && !event.ctrlKey) {
      event.preventDefault();
      here.dispatchEvent(new CustomEvent("scan"));
      return;
    }
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      const main = document.querySelector("[data-main]");
      if (main) { event.preventDefault(); main.form.requestSubmit(main); }
      return;
    }
    if (!here.matches("form[data-keys] input, form[data-keys] select")) return;
    event.preventDefault();
    const all = [...here.form.querySelectorAll(fields)].filter(shown);
    all[all.indexOf(here) + 1]?.focus();
  });

  // What stands in a field by default is overwritten by typing.
  const overwrite = (field) => { if (field?.matches("form[data-keys] input[inputmode=numeric]")) field.select(); };
  document.addEventListener("focusin", (event) => overwrite(event.target));
  overwrite(document.activeElement);

  // In the choice of a procedure Enter takes the first line, arrows walk the lines. Who types faster than the
  // server answers gets the first line of the answer to all he typed, never of the answer to half of it.
  const first = () => {
    const picks = document.querySelector(".mc-picks"), words = document.querySelector("[data-choose] #q").value;
    return picks?.dataset.for === words.trim().slice(0, 200) ? picks.querySelector(".mc-pick") : null;
  };
  document.addEventListener("keydown", (event) => {
    const search = event.target.closest("[data-choose]"), line = event.target.closest(".mc-pick");
    if (!search && !line) return;
    const lines = [...document.querySelectorAll(".mc-pick")];
    const place = lines.indexOf(line);
    if (event.key === "ArrowDown" && lines[place + 1]) { event.preventDefault(); lines[place + 1].focus(); }
    else if (event.key === "ArrowUp" && line) {
      event.preventDefault();
      (lines[place - 1] || document.getElementById("q")).focus();
    } else if (event.key === "Enter" && !event.isComposing && event.target.id === "q") {
      event.preventDefault();
      if (first()) first().click();
      else search.dataset.go = event.target.value;
    }
  });
  const words = document.querySelector("[data-choose] #q");
  words?.focus();
  const answered = () => {
    if (words?.isConnected && words.form.dataset.go === words.value) first()?.click();
  };

  document.addEventListener("htmx:after:swap", () => {
    answered();
    const errors = document.querySelector("#reception .govuk-error-summary");
    if (errors && !errors.dataset.read) { errors.dataset.read = "yes"; errors.focus(); }
  });

  // A dead network is told where the officer looks; what was typed stays.
  const offline = document.getElementById("offline");
  const tell = (down) => { if (offline) offline.hidden = !down; };
  document.addEventListener("htmx:error", () => tell(true));
  document.addEventListener("htmx:after:request", () => tell(false));
})();
