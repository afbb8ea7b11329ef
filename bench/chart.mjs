/** Small line charts as SVG, for pages that are read on light and on dark grounds. */

const [WIDTH, HEIGHT] = [420, 220];
const FRAME = { left: 48, right: 24, top: 34, bottom: 34 };
const COLORS = ['#2f6feb', '#c2410c'];

/**
 * `lines`: by what they show, a value for each x. The x axis grows by factors, the y axis starts at zero.
 */
export function lineChart({ title, xTitle, unit, xs, lines }) {
  const highest = niceAbove(Math.max(...Object.values(lines).flat()));
  const [low, high] = [Math.log(xs[0]), Math.log(xs.at(-1))];
  const x = (value) => FRAME.left + ((Math.log(value) - low) / (high - low || 1)) * (WIDTH - FRAME.left - FRAME.right);
  const y = (value) => HEIGHT - FRAME.bottom - (value / highest) * (HEIGHT - FRAME.top - FRAME.bottom);
  const grid = [0, 0.5, 1].map((share) => {
    const at = y(share * highest).toFixed(1);
    return `<path d="M${FRAME.left} ${at}H${WIDTH - FRAME.right}" stroke="#888" stroke-opacity="0.3"/>
  <text x="${FRAME.left - 6}" y="${at}" dy="4" text-anchor="end">${Number((share * highest).toPrecision(3))}</text>`;
  });
  const ticks = xs.map(
    (value) =>
      `<text x="${x(value).toFixed(1)}" y="${HEIGHT - FRAME.bottom + 16}" text-anchor="middle">${value.toLocaleString('en')}</text>`,
  );
  const drawn = Object.entries(lines).map(([name, values], index) => {
    const color = COLORS[index % COLORS.length];
    const points = values.map((value, place) => `${x(xs[place]).toFixed(1)},${y(value).toFixed(1)}`);
    const dots = points.map((point) => {
      const [cx, cy] = point.split(',');
      return `<circle cx="${cx}" cy="${cy}" r="3" fill="${color}"/>`;
    });
    const legendAt = FRAME.left + index * 170;
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>
  ${dots.join('')}
  <text x="${legendAt}" y="28" fill="${color}" style="fill:${color}">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${title}">
  <style>text{font:11px system-ui,sans-serif;fill:#7d8590}</style>
  <text x="${FRAME.left}" y="14" style="font-weight:600">${title}, ${unit}</text>
  ${[...grid, ...ticks, ...drawn].join('\n  ')}
  <text x="${(WIDTH + FRAME.left) / 2}" y="${HEIGHT - 3}" text-anchor="middle">${xTitle}</text>
</svg>
`;
}

/** 1, 2 or 5 times a power of ten. */
function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value || 1));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}
