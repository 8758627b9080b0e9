/** A box of an MP4: its length, four letters, its content. */
export function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** The shape of an MP4 as phones make it, with the place where it was taken. */
export function video(given: { brand?: string; film?: number } = {}): Buffer {
  const { brand = 'isom', film = 4000 } = given;
  const place = box('udta', box('\u00a9xyz', Buffer.from('+01.4748+124.8421/')));
  const track = box('trak', box('tkhd', Buffer.alloc(84, 7)), box('meta', Buffer.from('RahasiaKamera')));
  return Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0isommp42`, 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(100, 9)), track, place),
    box('mdat', Buffer.alloc(film, '0123456789abcdef')),
  ]);
}
