import * as fc from 'fast-check';
import { propose, sharedText } from '../../src/links/propose.rules';

const monday = Date.parse('2026-11-23T00:00:00+08:00');
const hour = 3_600_000;
const A = { id: 'A', from: monday, doneOn: ['instagram'] };
const B = { id: 'B', from: monday - 24 * hour, doneOn: [] };

describe('the item proposed for a link', () => {
  it.each([
    ['is the newest not logged on its channel', 'facebook', null, 'A'],
    ['passes over what is logged on its channel', 'instagram', null, 'B'],
    ['passes over an item whose window had not begun', 'x', monday - hour, 'B'],
    ['lets a post be 15 minutes early', 'x', monday - 15 * 60_000, 'A'],
    ['is none when the post is older than every window', 'x', monday - 48 * hour, undefined],
  ])('%s', (_says, channel, postedAt, expected) => {
    expect(propose([A, B], channel, postedAt === null ? null : new Date(postedAt))).toBe(expected);
  });

  it('is none when everything is logged on the channel', () => {
    expect(propose([A], 'instagram', null)).toBeUndefined();
  });

  it('is always one that the person has not logged on this channel', () => {
    const channel = fc.constantFrom('instagram', 'facebook', 'x');
    const item = fc.record({
      id: fc.uuid(),
      from: fc.integer({ min: monday - 100 * hour, max: monday }),
      doneOn: fc.array(channel),
    });
    fc.assert(
      fc.property(fc.array(item), channel, (items, on) => {
        const found = items.find(({ id }) => id === propose(items, on, null));
        const isRight = found ? !found.doneOn.includes(on) : items.every(({ doneOn }) => doneOn.includes(on));
        expect(isRight).toBe(true);
      }),
    );
  });
});

describe('what another app hands over', () => {
  it.each([
    [{ text: 'Lihat https://x.com/a/status/1' }, 'Lihat https://x.com/a/status/1'],
    [{ text: 'Lihat', url: 'https://x.com/a/status/1' }, 'Lihat\nhttps://x.com/a/status/1'],
    [{ title: 'Instagram', text: 'Lihat' }, 'Lihat'],
    [{ title: 'https://x.com/a/status/1', text: '' }, 'https://x.com/a/status/1'],
    [{}, ''],
  ])('%j becomes one text', (given, expected) => {
    expect(sharedText(given)).toBe(expected);
  });
});
