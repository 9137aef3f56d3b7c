// Streets below a map: MapLibre GL JS draws tiles from the address that the person chose, below the page's
// own picture. Nothing of this is fetched before somebody switches it on. `cargo xtask dist` puts the files
// of the npm packages maplibre-gl and pmtiles beside this one, under the names here.

const WAIT_MS = 20_000;
const MOST_LAYERS = 40;

/** Colours of tiles that come as shapes, without names: plain ground for the map above. */
const PLAIN = {
  light: { paper: "#f3f1eb", green: "#e3eadb", water: "#c9dbe6", building: "#e2dcd0", road: "#ffffff", line: "#b8b3a8" },
  dark: { paper: "#22201c", green: "#20291f", water: "#1a2c38", building: "#2d2a25", road: "#4c473e", line: "#6b665c" },
};

/** What the layers of common schemes (OpenMapTiles, Protomaps, Shortbread) are called. */
const KINDS = [
  ["green", /land|park|green|wood|vegetation|site/i],
  ["water", /water|ocean|river|sea/i],
  ["building", /build/i],
  ["road", /road|street|transport|highway/i],
  ["line", /bound|admin/i],
];

function plain(layers, colors) {
  const found = [];
  for (const [kind, pattern] of KINDS) {
    for (const { id } of layers.filter((layer) => pattern.test(layer.id) && !/label|point|_name/i.test(layer.id))) {
      const part = { source: "streets", "source-layer": id };
      if (kind === "green" || kind === "water" || kind === "building") {
        found.push({ ...part, id: `${id}-fill`, type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colors[kind] } });
      }
      if (kind === "water" || kind === "road" || kind === "line") {
        const width = kind === "road" ? ["interpolate", ["exponential", 1.5], ["zoom"], 6, 0.4, 12, 1.4, 17, 9] : 1;
        found.push({ ...part, id: `${id}-line`, type: "line", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": colors[kind], "line-width": width } });
      }
    }
  }
  return found.slice(0, MOST_LAYERS);
}

/** Pictures are made paler, so that the map's colours stand out; in the dark they are turned over. */
const shade = (dark) =>
  dark
    ? { "raster-brightness-min": 0.85, "raster-brightness-max": 0.1, "raster-hue-rotate": 180, "raster-saturation": -0.5, "raster-fade-duration": 0 }
    : { "raster-saturation": -0.45, "raster-opacity": 0.85, "raster-fade-duration": 0 };

function style(source, layers, colors) {
  const background = { id: "paper", type: "background", paint: { "background-color": colors.paper } };
  return { version: 8, sources: { streets: source }, layers: [background, ...layers] };
}

let archives;

/** One file of all tiles: its header says whether they are pictures or shapes. */
async function archive(maplibre, address, colors, dark) {
  const { PMTiles, Protocol } = (await import("./streets-archive.js")).default;
  if (!archives) {
    archives = new Protocol();
    maplibre.addProtocol("pmtiles", archives.tile);
  }
  const file = new PMTiles(address);
  archives.add(file);
  const { tileType, minZoom, maxZoom } = await file.getHeader();
  const source = { tiles: [`pmtiles://${address}/{z}/{x}/{y}`], minzoom: minZoom, maxzoom: maxZoom };
  if (tileType !== 1) {
    return style({ ...source, type: "raster", tileSize: 256 }, [{ id: "streets", type: "raster", source: "streets", paint: shade(dark) }], colors);
  }
  const layers = (await file.getMetadata())?.vector_layers ?? [];
  const known = layers.filter((layer) => typeof layer?.id === "string").slice(0, 200);
  return style({ ...source, type: "vector" }, plain(known, colors), colors);
}

function hasWebGl() {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}

/**
 * Puts streets into an element. `report` is told once: "ready" when the first tile is there, or why there is
 * nothing ("webgl", "missing", "failed", the last with a detail). The answer moves them and takes them away.
 */
function open(box, address, isArchive, dark, report) {
  let map;
  let at;
  let told = false;
  let gone = false;
  const tell = (what, detail = "") => {
    if (told || gone) return;
    told = true;
    report(what, detail);
  };
  const camera = () => ({
    center: [at.lon, at.lat],
    // The picture above may be shown a little larger or smaller than it was drawn.
    zoom: at.level + Math.log2((box.getBoundingClientRect().width || at.width) / at.width),
  });
  const start = async () => {
    if (!hasWebGl()) return tell("webgl");
    let maplibre;
    try {
      maplibre = await import("./streets-maplibre.js");
    } catch (error) {
      return tell("missing", String(error?.message ?? error));
    }
    if (gone) return undefined;
    maplibre.setWorkerUrl(new URL("./streets-worker.js", import.meta.url).href);
    const colors = dark ? PLAIN.dark : PLAIN.light;
    const origin = new URL(address.replaceAll(/[{}]/g, "")).origin;
    const look = isArchive
      ? await archive(maplibre, address, colors, dark)
      : style(
          { type: "raster", tiles: [address], tileSize: 256, minzoom: 0, maxzoom: 19 },
          [{ id: "streets", type: "raster", source: "streets", paint: shade(dark) }],
          colors,
        );
    if (gone) return undefined;
    map = new maplibre.Map({
      container: box,
      style: look,
      ...camera(),
      interactive: false,
      attributionControl: false,
      refreshExpiredTiles: false,
      fadeDuration: 0,
      maxPitch: 0,
      // The picture above says what is seen; the two must never differ.
      transformConstrain: (center, zoom) => ({ center, zoom }),
      transformRequest: (url) => {
        if (!url.startsWith("pmtiles:") && new URL(url).origin !== origin) throw new Error("another host than the chosen one");
        // OpenStreetMap asks who shows its tiles: the host of this page, not which page.
        return { url, referrerPolicy: "strict-origin" };
      },
    });
    let loaded = false;
    let last = "";
    map.on("sourcedata", (event) => {
      if (event.tile?.state === "loaded") {
        loaded = true;
        tell("ready");
      }
    });
    map.on("error", ({ error }) => {
      last = error?.status ? `HTTP ${error.status}` : String(error?.message ?? error);
    });
    map.on("idle", () => {
      if (!loaded) tell("failed", last || "HTTP 404");
    });
    return undefined;
  };
  const timer = setTimeout(() => tell("failed", `> ${WAIT_MS / 1000} s`), WAIT_MS);
  return {
    look(lon, lat, level, width) {
      const first = !at;
      at = { lon, lat, level, width };
      if (first) start().catch((error) => tell("failed", String(error?.message ?? error)));
      else map?.jumpTo(camera());
    },
    close() {
      gone = true;
      clearTimeout(timer);
      map?.remove();
    },
  };
}

globalThis.jelajahStreets = { open };
