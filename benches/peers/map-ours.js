// The project's page as one more contender of a comparison of map libraries: a page of a build, served under /ours/
// of the same origin, takes this page's place. `docs/bench.md` says what is measured.
//
// Others have their code loaded before the clock starts, so ours has too: the measuring hook answers when page and
// worker are up, and a small collection is opened and drawn once, which fetches every part that a map needs.
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
  // Without the small collection the first map is a little slower, and no less right.
  await window.__bench.map(room, new URL('/data/warm.geojson', location.href).href).catch(() => {});
  room.remove();
  window.__map = {
    show: (el, url) => window.__bench.map(el, new URL(url, location.href).href),
    step: i => window.__bench.mapStep(i),
  };
})();
