import { sha256 } from '../kernel/random';
import { escapeXml } from './characters';

/** Page: colours come from CSS (`--chart-1`, `currentColor`). Paper: literal colours, the font of the PDF. */
export type ChartPalette = 'page' | 'paper';

export interface BarChart {
  title: string;
  /** What the picture shows, in a sentence, for those who do not see it. */
  description: string;
  /** Shares from 0 to 1; `low` and `high` draw an interval; `text` is the value in words, e.g. `82,45%`. */
  bars: { label: string; value: number; low?: number; high?: number; text: string }[];
  palette: ChartPalette;
}

export interface LineChart {
  title: string;
  description: string;
  /** Shares from 0 to 1 in order of time; null is a gap; `text` stands above the point. */
  points: { label: string; value: number | null; text?: string }[];
  palette: ChartPalette;
}

const palettes = {
  page: {
    bar: 'var(--chart-1, #4f7cac)',
    mark: 'currentColor',
    text: 'currentColor',
    grid: 'currentColor',
    faint: 0.2,
  },
  paper: { bar: '#9db8d2', mark: '#1f3a57', text: '#1b1f24', grid: '#5b6b7f', faint: 0.3 },
} as const;

type Palette = (typeof palettes)[ChartPalette];

const width = 720;
const bar = { left: 236, right: 640, top: 24, row: 22, closeRow: 16, many: 30, thickness: 12, longestLabel: 33 };
const line = { left: 46, right: 700, top: 28, bottom: 188, height: 220 };
const gridValues = [0, 0.25, 0.5, 0.75, 1];

/** Horizontal bars with interval whiskers on a scale of 0 to 100 %, for up to some 60 units. Same input, same text. */
export function barChart(chart: BarChart): string {
  const palette = palettes[chart.palette];
  const row = chart.bars.length > bar.many ? bar.closeRow : bar.row;
  const bottom = bar.top + chart.bars.length * row;
  const x = (share: number): number => rounded(bar.left + clamp(share) * (bar.right - bar.left));
  const grid = gridValues.map(
    (value) =>
      `<path d="M${x(value)} ${bar.top - 4}V${bottom}" stroke="${palette.grid}" stroke-opacity="${palette.faint}"/>` +
      words({ x: x(value), y: bar.top - 9, anchor: 'middle', text: `${value * 100}%` }, palette),
  );
  const rows = chart.bars.map((one, index) => barRow(one, { x, palette, middle: bar.top + (index + 0.5) * row }));
  return frame(chart, bottom + 8, [...grid, ...rows]);
}

/** A line over months on a scale of 0 to 100 %; a month without a value interrupts it. Same input, same text. */
export function lineChart(chart: LineChart): string {
  const palette = palettes[chart.palette];
  const step = (line.right - line.left) / Math.max(1, chart.points.length);
  const places = chart.points.map((point, index) => ({
    ...point,
    x: rounded(line.left + (index + 0.5) * step),
    y: point.value === null ? null : height(point.value),
  }));
  const grid = gridValues.map(
    (value) =>
      `<path d="M${line.left} ${height(value)}H${line.right}" stroke="${palette.grid}" stroke-opacity="${palette.faint}"/>` +
      words({ x: line.left - 6, y: height(value) + 4, anchor: 'end', text: `${value * 100}%` }, palette),
  );
  const path = `<path d="${linePath(places)}" fill="none" stroke="${palette.mark}" stroke-width="2" stroke-linejoin="round"/>`;
  const dots = places.map(({ x, y, text, label }) => {
    const under = words({ x, y: line.bottom + 18, anchor: 'middle', text: label }, palette);
    if (y === null) return under;
    const dot = `<circle cx="${x}" cy="${y}" r="3.5" fill="${palette.mark}"/>`;
    return under + dot + (text ? words({ x, y: rounded(y - 9), anchor: 'middle', text }, palette) : '');
  });
  return frame(chart, line.height, [...grid, path, ...dots]);
}

function barRow(
  one: BarChart['bars'][number],
  at: { x: (share: number) => number; palette: Palette; middle: number },
): string {
  const { x, palette, middle } = at;
  const length = rounded(x(one.value) - bar.left);
  const label = one.label.length > bar.longestLabel ? `${one.label.slice(0, bar.longestLabel - 1)}…` : one.label;
  const parts = [
    `<g><title>${escapeXml(`${one.label}: ${one.text}`)}</title>`,
    words({ x: bar.left - 8, y: middle + 4, anchor: 'end', text: label, size: 11 }, palette),
    `<rect x="${bar.left}" y="${middle - bar.thickness / 2}" width="${length}" height="${bar.thickness}" fill="${palette.bar}"/>`,
  ];
  if (one.low !== undefined && one.high !== undefined) {
    const [low, high] = [x(one.low), x(one.high)];
    const caps = `M${low} ${middle - 3}v6M${high} ${middle - 3}v6M${low} ${middle}H${high}`;
    parts.push(`<path d="${caps}" stroke="${palette.mark}" stroke-width="1.5" fill="none"/>`);
  }
  parts.push(words({ x: bar.right + 10, y: middle + 4, anchor: 'start', text: one.text }, palette), '</g>');
  return parts.join('');
}

function linePath(places: { x: number; y: number | null }[]): string {
  let drawing = false;
  return places
    .map(({ x, y }) => {
      const move = y === null ? '' : `${drawing ? 'L' : 'M'}${x} ${y}`;
      drawing = y !== null;
      return move;
    })
    .join('');
}

function height(share: number): number {
  return rounded(line.bottom - clamp(share) * (line.bottom - line.top));
}

function words(at: { x: number; y: number; anchor: string; text: string; size?: number }, palette: Palette): string {
  const size = at.size ? ` font-size="${at.size}"` : '';
  return `<text x="${at.x}" y="${at.y}" text-anchor="${at.anchor}"${size} fill="${palette.text}">${escapeXml(at.text)}</text>`;
}

function frame(chart: BarChart | LineChart, tall: number, content: string[]): string {
  // The ids come from the content, so that several charts on a page do not collide and nothing is random.
  const id = sha256(JSON.stringify(chart)).toString('hex').slice(0, 12);
  const font = chart.palette === 'paper' ? 'Arimo' : 'inherit';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${tall}" width="${width}" height="${tall}" role="img" aria-labelledby="chart-${id}-title chart-${id}-text" font-family="${font}" font-size="12">`,
    `<title id="chart-${id}-title">${escapeXml(chart.title)}</title>`,
    `<desc id="chart-${id}-text">${escapeXml(chart.description)}</desc>`,
    ...content,
    '</svg>',
  ].join('');
}

function clamp(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
