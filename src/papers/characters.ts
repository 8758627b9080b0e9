const substitute = '?';
const segmenter = new Intl.Segmenter('id', { granularity: 'grapheme' });

/** Text and attribute values of XML 1.0; characters it cannot hold are left out. */
export function escapeXml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Cs}]/gu, '')
      .replace(/[&<>"'\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  );
}

/** The code points a TrueType font can draw, from its character map (formats 4 and 12). */
export function drawable(font: Buffer): Set<number> {
  const map = tableOffset(font, 'cmap');
  const found = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(map + 2); index += 1) {
    const subtable = map + font.readUInt32BE(map + 4 + index * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) addFormat4(font, subtable, found);
    if (format === 12) addFormat12(font, subtable, found);
  }
  return found;
}

/**
 * The same value with every text made drawable: composed, compatibility forms resolved (𝐁𝐮𝐝𝐢 → Budi), the rest `?`.
 * A picture embedded as SVG text stays well-formed.
 * @param replaced collects what had to be replaced, each once
 */
export function makeDrawable<T>(value: T, canDraw: Set<number>, replaced: Set<string>): T {
  if (typeof value === 'string') return drawableText(value, canDraw, replaced) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => makeDrawable(one, canDraw, replaced)) as T;
  if (value === null || typeof value !== 'object') return value;
  const pairs = Object.entries(value).map(([key, one]) => [key, makeDrawable(one as unknown, canDraw, replaced)]);
  return Object.fromEntries(pairs) as T;
}

function drawableText(raw: string, canDraw: Set<number>, replaced: Set<string>): string {
  const text = raw.normalize('NFC');
  if (allDrawable(text, canDraw)) return text;
  return Array.from(segmenter.segment(text), ({ segment }) => {
    if (allDrawable(segment, canDraw)) return segment;
    replaced.add(segment);
    const plain = segment.normalize('NFKC');
    return allDrawable(plain, canDraw) && !/[<>&"']/.test(plain) ? plain : substitute;
  }).join('');
}

function allDrawable(text: string, canDraw: Set<number>): boolean {
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (code !== 0x0a && code !== 0x09 && (code < 0x20 || !canDraw.has(code))) return false;
  }
  return true;
}

function tableOffset(font: Buffer, name: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + index * 16;
    if (font.toString('latin1', entry, entry + 4) === name) return font.readUInt32BE(entry + 8);
  }
  return 0;
}

function addFormat4(font: Buffer, at: number, found: Set<number>): void {
  const bytes = font.readUInt16BE(at + 6);
  for (let segment = 0; segment < bytes; segment += 2) {
    const end = font.readUInt16BE(at + 14 + segment);
    const start = font.readUInt16BE(at + 16 + bytes + segment);
    const delta = font.readUInt16BE(at + 16 + 2 * bytes + segment);
    const rangeAt = at + 16 + 3 * bytes + segment;
    const range = font.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph = range === 0 ? (code + delta) & 0xffff : font.readUInt16BE(rangeAt + range + 2 * (code - start));
      if (glyph !== 0) found.add(code);
    }
  }
}

function addFormat12(font: Buffer, at: number, found: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(at + 12); group += 1) {
    const entry = at + 16 + group * 12;
    for (let code = font.readUInt32BE(entry); code <= font.readUInt32BE(entry + 4); code += 1) found.add(code);
  }
}
