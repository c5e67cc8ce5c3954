// The hall: prints the ticket, speaks the calls. Every page works without this file, only silently.
(() => {
  // The kiosk prints by itself; with the browser's kiosk printing nothing asks.
  if (document.querySelector("[data-print-at-once]")) window.addEventListener("load", () => window.print());

  // A kiosk that nobody touches waits for the next visitor; every touch begins the time anew.
  const back = document.querySelector("[data-back-after]");
  if (back) {
    let timer = 0;
    const begin = () => {
      clearTimeout(timer);
      timer = setTimeout(() => location.assign(back.querySelector("a").href), back.dataset.backAfter * 1000);
    };
    for (const touch of ["pointerdown", "keydown", "scroll"]) addEventListener(touch, begin);
    begin();
  }

  // A screen that no longer hears from the server says so.
  const lost = document.getElementById("lost");
  const tell = (down) => { if (lost) lost.hidden = !down; };
  document.addEventListener("htmx:error", () => tell(true));
  document.addEventListener("htmx:after:request", () => tell(false));

  // A call is spoken once, as a row of recorded pieces; what stood there before the sound was switched on is not.
  const calls = document.getElementById("calls"), button = document.getElementById("sound");
  if (!calls || !calls.dataset.voice || !button) return;
  const heard = new Set(), waiting = [], player = new Audio();
  let on = false, busy = false;
  const fresh = () => [...calls.querySelectorAll("[data-call]")].filter((one) => !heard.has(one.dataset.call)).reverse();
  const next = () => {
    busy = waiting.length > 0;
    if (!busy) return;
    player.src = calls.dataset.voice.replace("moi-so", waiting.shift());
    player.play().catch(next);
  };
  const look = () => {
    for (const call of fresh()) {
      heard.add(call.dataset.call);
      if (on) waiting.push(...call.dataset.pieces.split(" "));
    }
    if (on && !busy) next();
  };
  player.addEventListener("ended", next);
  look();
  document.addEventListener("htmx:after:swap", look);
  button.hidden = false;
  // Browsers are silent until somebody has pressed something.
  button.addEventListener("click", () => {
    on = true;
    button.hidden = true;
    player.src = calls.dataset.voice;
    player.play().catch(() => {});
  });
})();
