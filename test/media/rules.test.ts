import fc from 'fast-check';
import { movedUp } from '../../src/media/media.rules';
import { readRange } from '../../src/media/range.rules';
import { cleanVideo, mostVideoBytes } from '../../src/media/video.rules';
import { Refusal } from '../../src/kernel/refusal';
import { box, video } from './sample-video';

const codeOf = (bytes: Buffer) => {
  try {
    return cleanVideo(bytes).length;
  } catch (error) {
    return (error as Refusal).code;
  }
};

describe('a video', () => {
  it('is kept as it came, without its place and device', () => {
    const came = video();
    const kept = Buffer.from(cleanVideo(came));
    expect(kept).toHaveLength(came.length);
    expect(kept.toString('latin1')).not.toMatch(/\+01\.4748|RahasiaKamera|udta|meta/);
    const film = came.indexOf('mdat');
    expect(kept.subarray(film).equals(came.subarray(film))).toBe(true);
    expect(kept.includes('mvhd') && kept.includes('tkhd')).toBe(true);
  });

  it.each([
    ['empty', Buffer.alloc(0), 'video-empty'],
    ['a text', Buffer.from('bukan video sama sekali'), 'video-kind'],
    ['HTML named as a video', Buffer.from('<html><script>alert(1)</script></html>'), 'video-kind'],
    ['an iPhone’s MOV', video({ brand: 'qt  ' }), 'video-mov'],
    ['a HEIC picture', video({ brand: 'heic' }), 'video-kind'],
    ['cut off', video().subarray(0, -1), 'video-damaged'],
    ['a page hung behind it', Buffer.concat([video(), Buffer.from('<html>')]), 'video-damaged'],
    ['without a film', Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), box('moov')]), 'video-damaged'],
    ['one byte too large', video({ film: mostVideoBytes - video({ film: 0 }).length + 1 }), 'video-too-large'],
    ['just small enough', video({ film: mostVideoBytes - video({ film: 0 }).length }), mostVideoBytes],
  ])('that is %s', (_, bytes, outcome) => {
    expect(codeOf(bytes)).toBe(outcome);
  });

  it('never makes the reader run away, whatever its lengths say', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const bytes = Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), Buffer.from(noise)]);
        expect(['number', 'string']).toContain(typeof codeOf(bytes));
      }),
    );
  });
});

describe('the part of a file that is asked for', () => {
  it.each([
    [undefined, null],
    ['bytes=0-99', { first: 0, last: 99 }],
    ['bytes=900-', { first: 900, last: 999 }],
    ['bytes=-100', { first: 900, last: 999 }],
    ['bytes=-5000', { first: 0, last: 999 }],
    ['bytes=990-5000', { first: 990, last: 999 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=0-1,5-6', null],
    ['bytes=9-3', null],
    ['items=1-2', null],
    ['bytes=-', null],
  ])('of 1000 bytes by %j is %j', (header, part) => {
    expect(readRange(header, 1000)).toEqual(part);
  });
});

it('a medium moved up changes places with the one before, the first stays', () => {
  const media = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  expect(movedUp(media, 'b')).toEqual(['b', 'a', 'c']);
  expect(movedUp(media, 'a')).toEqual(['a', 'b', 'c']);
});
