import { create } from 'qrcode';

const quiet = 4;

/**
 * A QR code as a self-contained SVG: black on white with its quiet zone, one path, no ids.
 * @param text at most about 2,300 bytes; error correction M
 */
export function qrSvg(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quiet;
  const runs: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column += 1;
      const length = column - start + 1;
      runs.push(`M${start + quiet} ${row + quiet}h${length}v1h-${length}z`);
    }
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="QR" shape-rendering="crispEdges">`,
    `<rect width="${side}" height="${side}" fill="#ffffff"/><path fill="#000000" d="${runs.join('')}"/></svg>`,
  ].join('');
}
