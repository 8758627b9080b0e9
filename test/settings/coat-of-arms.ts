import sharp from 'sharp';

/** An invented coat of arms: a shield on a transparent ground, larger than paper needs. */
export function coatOfArms(colour = '#0a5c36'): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="880" height="1040" viewBox="0 0 220 260">
    <path d="M10 10H210V150C210 210 150 240 110 255C70 240 10 210 10 150Z" fill="${colour}" stroke="#c90" stroke-width="8"/>
    <circle cx="110" cy="110" r="52" fill="#fff"/><path d="M70 130L110 60L150 130Z" fill="${colour}"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
