// Serves the built page as a good static host would: the policy as a header, files packed with
// brotli, and under any sub-path.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Starts the server, on a free port of this machine unless told.
 * @param {string} folder what `cargo xtask dist` made
 * @param {string} base sub-path with a slash on both sides
 * @param {number} port where it must be a certain one
 * @returns {Promise<{url: string, requests: string[], close: () => Promise<void>}>}
 */
export async function startSite(folder, base = "/", port = 0) {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const meta = page.match(/<meta[^>]*http-equiv="?Content-Security-Policy"?[^>]*>/i)?.[0] ?? "";
  const policy = meta.match(/content="([^"]*)"/)?.[1];
  if (!policy) throw new Error("index.html states no content security policy");
  // The frame that runs portals' scripts has a policy of its own.
  const frame = readFileSync(join(folder, "assets", "frame.html"), "utf8").match(/content="([^"]*script-src[^"]*)"/)?.[1];
  const requests = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    requests.push(path);
    const own = path === `${base}assets/frame.html` ? `sandbox allow-scripts; ${frame}` : policy;
    response.setHeader("Content-Security-Policy", `${own}; frame-ancestors 'self'`);
    response.setHeader("X-Content-Type-Options", "nosniff");
    const inner = path.startsWith(base) ? path.slice(base.length) || "index.html" : null;
    const file = inner && join(folder, normalize(inner));
    if (!file?.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found\n");
      return;
    }
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    const hashed = /-[0-9a-f]{8,}(_bg)?\./.test(inner);
    response.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    const packed = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && existsSync(`${file}.br`);
    if (packed) response.setHeader("Content-Encoding", "br");
    response.end(readFileSync(packed ? `${file}.br` : file));
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    requests,
    close: () => close(server),
  };
}

/** Listens on this machine, on a free port unless told. */
export function listen(server, port = 0) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

/** Ends a server with all its connections, also those that never end by themselves. */
export function close(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}
