// Starts the app. A file of its own because the content security policy allows no inline script.

const script = document.querySelector("script[data-wasm]");
const shell = document.getElementById("shell");
const here = (path) => new URL(path, document.baseURI);

const wanted = new URLSearchParams(location.search);
const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // A browser may refuse; the app forgets its choices then as well.
  }
};

// The app decides language and theme for good (`ui::state::prefs`); this follows the same rules, to
// spare the half second of the other language or of the wrong colours.
const known = ["id", "en"];
const language = [wanted.get("lang"), remembered("jelajah.lang"), navigator.language]
  .map((tag) => (tag ?? "").split(/[-_]/)[0].toLowerCase())
  .find((tag) => known.includes(tag));
if (shell && language === "en") {
  document.documentElement.lang = "en";
  for (const element of shell.querySelectorAll("[data-en]")) {
    element.textContent = element.dataset.en;
  }
}
const theme = remembered("jelajah.theme");
if (theme === "light" || theme === "dark") {
  document.documentElement.dataset.theme = theme;
}

// Beranda's field belongs to the bare address alone; anywhere else a search field that comes and goes
// would mislead.
if (["portal", "data", "source", "figure", "view"].some((key) => wanted.has(key)) || location.hash.startsWith("#s1.")) {
  document.getElementById("shell-hero")?.setAttribute("hidden", "");
}

// The measuring hook (docs/bench.md) must be there when the page has loaded; the app puts its methods on it.
if (wanted.has("bench")) {
  const bench = {};
  bench.ready = new Promise((resolve) => {
    bench.settle = resolve;
  });
  window.__bench = bench;
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
