// The project's page as one more contender of a comparison of map libraries: a page of a build, served under /ours/
// of the same origin, takes this page's place. `docs/bench.md` says what is measured.
//
// Others have their code loaded before the clock starts, so ours has too: the measuring hook answers when page and
// worker are up, and a small collection is opened and drawn once, which fetches every part that a map needs.
const tiny = { type: 'FeatureCollection', features: [1, 2].map(v => ({ type: 'Feature', properties: { nama: 'x' + v, v }, geometry: { type: 'Polygon', coordinates: [[[100, v], [101, v], [101, v + 1], [100, v]]] } })) };
const later = test => new Promise(done => { const look = () => test() ? done() : setTimeout(look, 20); look(); });
(async () => {
  const page = await (await fetch('/ours/index.html')).text();
  history.replaceState(null, '', '/ours/?bench=1');
  document.open();
  document.write(page);
  document.close();
  await later(() => window.__bench?.map);
  await window.__bench.ready;
  const room = Object.assign(document.createElement('div'), { style: 'width:800px' });
  document.body.append(room);
  // The worker reads files by their address alone: the small one is served from the data of the comparison, if any.
  const warm = new URL('/data/warm.geojson', location.href).href;
  await window.__bench.map(room, warm).catch(() => window.__bench.map(room, 'data:application/json,' + encodeURIComponent(JSON.stringify(tiny))).catch(() => {}));
  room.remove();
  window.__map = {
    show: (el, url) => window.__bench.map(el, new URL(url, location.href).href),
    step: i => window.__bench.mapStep(i),
  };
})();
