import { barChart, lineChart, type BarChart } from '../../src/papers/chart';

const bars: BarChart = {
  title: 'Pemenuhan per OPD',
  description: 'Batang dengan selang 90%.',
  bars: [
    { label: 'Dinas <A> & "B"', value: 0.5, low: 0.4, high: 0.6, text: '50,0%' },
    { label: 'Biro Umum', value: 1.4, text: '100%' },
    { label: '😀'.repeat(40), value: Number.NaN, text: '–' },
  ],
  palette: 'page',
};

const line = {
  title: 'Tren',
  description: 'Dua belas bulan.',
  points: [
    { label: 'Jan', value: 0.5, text: '50%' },
    { label: 'Feb', value: null },
    { label: 'Mar', value: 0.75 },
    { label: 'Apr', value: 1 },
  ],
  palette: 'paper' as const,
};

/** Throws unless every tag is closed in order, every attribute quoted once, and every sign escaped. */
function wellFormed(xml: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?: [a-z-]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)(\/?)>/gi,
    (_, close, name, attributes, alone) => {
      seen.push(name as string);
      const names = [...String(attributes).matchAll(/ ([a-z-]+)=/gi)].map((match) => match[1]);
      if (new Set(names).size !== names.length) throw new Error(`an attribute twice in ${String(name)}`);
      if (close && open.pop() !== name) throw new Error(`${String(name)} is closed out of order`);
      if (!close && !alone) open.push(name as string);
      return '';
    },
  );
  if (open.length || /[<>]|&(?!#\d+;)/.test(rest)) throw new Error(`not well-formed: ${rest}`);
  return seen;
}

test.each([
  ['bars', barChart(bars)],
  ['bars on paper', barChart({ ...bars, palette: 'paper' })],
  ['no bars', barChart({ ...bars, bars: [] })],
  ['a line', lineChart(line)],
  ['a line without points', lineChart({ ...line, points: [] })],
])('%s: well-formed, with title and description for those who do not see it', (_, svg) => {
  expect(wellFormed(svg)).toEqual(expect.arrayContaining(['svg', 'title', 'desc']));
  const [, title, text] = /role="img" aria-labelledby="(\S+) (\S+)"/.exec(svg) ?? [];
  expect(svg).toContain(`<title id="${title}">`);
  expect(svg).toContain(`<desc id="${text}">`);
});

test('text is escaped, never markup', () => {
  expect(barChart(bars)).toContain('Dinas &#60;A&#62; &#38; &#34;B&#34;');
});

test('on paper every colour is literal, on the page it follows the theme', () => {
  expect(barChart({ ...bars, palette: 'paper' })).not.toMatch(/var\(|currentColor/);
  expect(barChart(bars)).toContain('var(--chart-1');
});

test('the same chart gives the same text, another one other ids', () => {
  expect(barChart(bars)).toBe(barChart(structuredClone(bars)));
  const ids = [bars, { ...bars, title: 'Lain' }].map((chart) => /id="([^"]+)"/.exec(barChart(chart))?.[1]);
  expect(ids[0]).not.toBe(ids[1]);
});

test('a bar is as long as its share, never longer than the scale; its whisker spans the interval', () => {
  const svg = barChart(bars);
  expect([...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map((match) => Number(match[1]))).toEqual([202, 404, 0]);
  expect(svg).toContain('M397.6 ');
  expect(svg).toContain('H478.4');
});

test('sixty-one bars stand closer together', () => {
  const many = Array.from({ length: 61 }, (_, index) => ({ label: `Unit ${index}`, value: index / 61, text: '' }));
  expect(barChart({ ...bars, bars: many })).toContain('viewBox="0 0 720 1008"');
});

test('a month without a value interrupts the line', () => {
  expect(/<path d="(M[^"]*)" fill="none" stroke="#1f3a57"/.exec(lineChart(line))?.[1].replace(/[\d. ]+/g, '')).toBe(
    'MML',
  );
});
