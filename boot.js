// Starts the app. A file of its own because the content security policy allows no inline script.

const script = document.querySelector("script[data-wasm]");
const shell = document.getElementById("shell");
const here = (path) => new URL(path, document.baseURI);

// The shell is written in Indonesian. The app decides the language for good; this only spares an
// English reader who came by a link with `?lang=en` the half second of the other language.
if (shell && new URLSearchParams(location.search).get("lang") === "en") {
  document.documentElement.lang = "en";
  for (const element of shell.querySelectorAll("[data-en]")) {
    element.textContent = element.dataset.en;
  }
}

try {
  const { default: init } = await import(here(script.dataset.js));
  await init({ module_or_path: here(script.dataset.wasm) });
} catch (error) {
  // Says so in words where the shell still stands; the console keeps the cause.
  document.getElementById("shell-note")?.setAttribute("hidden", "");
  document.getElementById("shell-failed")?.removeAttribute("hidden");
  throw error;
}
