import { create } from 'qrcode';
import { qrSvg } from '../../src/papers/qr';

test('a QR is one black path on white with four modules of quiet zone', () => {
  const svg = qrSvg('https://gaung.example.go.id/periksa/2026-11-1');
  const { size } = create('https://gaung.example.go.id/periksa/2026-11-1', { errorCorrectionLevel: 'M' }).modules;
  expect(svg).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
  expect(svg.match(/<path/g)).toHaveLength(1);
  expect(svg).toBe(qrSvg('https://gaung.example.go.id/periksa/2026-11-1'));
});

test('the path draws exactly the dark modules', () => {
  const { modules } = create('GAUNG', { errorCorrectionLevel: 'M' });
  const drawn = new Set<string>();
  for (const [, x, y, length] of qrSvg('GAUNG').matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let step = 0; step < Number(length); step += 1) drawn.add(`${Number(x) + step - 4},${Number(y) - 4}`);
  }
  const dark = Array.from({ length: modules.size ** 2 }, (_, index) => [
    index % modules.size,
    Math.floor(index / modules.size),
  ])
    .filter(([x, y]) => modules.get(y, x))
    .map(([x, y]) => `${x},${y}`);
  expect([...drawn].sort()).toEqual(dark.sort());
});
