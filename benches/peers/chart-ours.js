// The project's charts as one more contender of a comparison of chart libraries: a page of a build, served under
// /ours/ of the same origin, takes this page's place. `docs/bench.md` says what is measured.
//
// Others have their code loaded and their rows made before the clock starts, so ours has too; nothing is drawn
// before it does but the small charts of our own that everybody's page draws while it is idle. Sizes are theirs:
// 1200 pixels wide, the height that a chart takes by itself stretched to 700.
import * as D from '../lib/rdata.js';

const later = test => new Promise(done => { const look = () => test() ? done() : setTimeout(look, 20); look(); });
const spec = kind => JSON.stringify({ mark: kind, x: 'x', y: 'y', series: 'series', ...kind === 'line' && { x_part: 'day', op: 'sum' } });

(async () => {
  const page = await (await fetch('/ours/index.html')).text();
  history.replaceState(null, '', '/ours/?bench=1');
  document.open();
  document.write(page);
  document.close();
  await later(() => window.__bench?.chart);
  const bench = window.__bench;
  await bench.ready;
  await bench.rehearsed;
  const tables = {
    lines: await bench.chartTable({
      spec: spec('line'),
      dated: true,
      x: Float64Array.from(D.series.flatMap(() => D.days)),
      y: Float64Array.from(D.series.flat()),
      series: D.series.flatMap((values, at) => values.map(() => `Seri ${at + 1}`)),
    }),
    scatter: await bench.chartTable({
      spec: spec('scatter'),
      x: D.sx,
      y: D.sy,
      series: Array.from(D.sc, at => `Seri ${at + 1}`),
    }),
  };
  const draw = (table, stretch) => el => bench.chart(el, { table, width: D.W, stretch });
  window.__draw = { lines: draw(tables.lines, 230), scatter: draw(tables.scatter, 200) };
})();
