// Street tiles made here: squares as PNG, shapes as vector tiles, and files of all tiles in the PMTiles format
// (version 3, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md).

import { crc32, deflateSync } from "node:zlib";

/** A PNG of 256 by 256 pixels in three bytes each, by a function of x and y. */
export function png(color, size = 256) {
  const raw = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) raw.set(color(x, y), y * (1 + size * 3) + 1 + x * 3);
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(raw)), chunk("IEND", Buffer.alloc(0))]);
}

/** A tile like a town's: blocks, streets between them, its edge in red. */
export const STREETS = png((x, y) => {
  if (x < 2 || y < 2) return [200, 30, 30];
  if (x % 32 < 4 || y % 48 < 4) return [255, 255, 255];
  return [214, 208, 196];
});

function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** A field of a protocol buffer: bytes, or a whole number. */
const field = (number, value) =>
  typeof value === "number"
    ? Buffer.concat([varint(number * 8), varint(value)])
    : Buffer.concat([varint(number * 8 + 2), varint(value.length), value]);

/** A vector tile with one layer of water: the left half of the tile. */
export function waterTile() {
  const zigzag = (value) => varint(value < 0 ? -value * 2 - 1 : value * 2);
  const go = (id, count) => varint(count * 8 + id);
  const steps = [[2048, 0], [0, 4096], [-2048, 0]].flat().map(zigzag);
  const geometry = Buffer.concat([go(1, 1), zigzag(0), zigzag(0), go(2, 3), ...steps, go(7, 1)]);
  const feature = Buffer.concat([field(3, 3), field(4, geometry)]);
  const layer = Buffer.concat([field(1, Buffer.from("water")), field(2, feature), field(5, 4096), field(15, 2)]);
  return field(3, layer);
}

/** A file of all tiles of the levels 0 to `deepest`, each the same. `type` is 1 for vector tiles, 2 for PNG. */
export function archive(tile, type, deepest = 8) {
  const tiles = (4 ** (deepest + 1) - 1) / 3;
  const directory = Buffer.concat([varint(1), varint(0), varint(tiles), varint(tile.length), varint(1)]);
  const metadata = Buffer.from(JSON.stringify({ name: "uji", vector_layers: type === 1 ? [{ id: "water", fields: {} }] : undefined }));
  const head = Buffer.alloc(127);
  head.write("PMTiles", 0);
  head.writeUInt8(3, 7);
  const places = [127, directory.length, 127 + directory.length, metadata.length, 0, 0];
  places.push(127 + directory.length + metadata.length, tile.length, tiles, 1, 1);
  places.forEach((place, at) => head.writeBigUInt64LE(BigInt(place), 8 + at * 8));
  head.set([1, 1, 1, type, 0, deepest], 96);
  [-180e7, -85e7, 180e7, 85e7].forEach((degrees, at) => head.writeInt32LE(degrees, 102 + at * 4));
  return Buffer.concat([head, directory, metadata, tile]);
}

/** Sends a part of a file, as a request's `Range` wants it. */
export const inParts = (file) => ({
  type: "application/octet-stream",
  send: (response, request) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "bytes=0-999999999");
    const part = file.subarray(Number(from), Number(to) + 1);
    response.statusCode = 206;
    response.setHeader("Content-Range", `bytes ${from}-${Number(from) + part.length - 1}/${file.length}`);
    response.setHeader("Content-Length", part.length);
    response.end(part);
  },
});
