// The address of a QR code carries code and secret behind the #, where no server sees them. They go into the
// form and out of the address at once, so that neither history nor a shared link keeps them.
(() => {
  const form = document.getElementById("tracking");
  const [code, secret] = location.hash.slice(1).split("/").map((part) => {
    try { return decodeURIComponent(part); } catch { return ""; }
  });
  if (!form || !code || !secret) return;
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  form.elements.secret.value = secret;
  form.requestSubmit();
})();
