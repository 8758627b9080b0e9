import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type ApartLimits, ProcessApart } from '../../src/kernel/apart';
import { Refusal, words } from '../../src/kernel/refusal';

const echo = require.resolve('./echo-process');
const limits: ApartLimits = {
  mostWaiting: 5,
  mostMemory: 1e9,
  mostKept: 1e9,
  tooMuch: () => new Refusal('unavailable', 'too-much', words('Terlalu besar.', 'Too large.')),
};
const apart = (changed: Partial<ApartLimits> = {}, module = echo) =>
  new ProcessApart<{ word: string }, { word: string; pid: number; knows: string[] }>(module, { ...limits, ...changed });

describe('a process apart', () => {
  it('answers many orders, each with its own answer, until a fresh one is wanted', async () => {
    const one = apart();
    const [first, second] = await Promise.all([one.ask({ word: 'satu' }), one.ask({ word: 'dua' })]);
    expect([first.word, second.word, first.pid === second.pid]).toEqual(['satu', 'dua', true]);
    await one.renew();
    const third = await one.ask({ word: 'tiga' });
    expect([third.word, third.pid === first.pid]).toEqual(['tiga', false]);
  });

  it('makes place for a fresh one when it holds too much afterwards', async () => {
    const one = apart({ mostKept: 1 });
    const first = await one.ask({ word: 'satu' });
    expect((await one.ask({ word: 'dua' })).pid).not.toBe(first.pid);
  });

  it('knows nothing of what the server was started with, as its secrets', async () => {
    expect((await apart().ask({ word: 'satu' })).knows).toEqual(['MALLOC_ARENA_MAX']);
  });

  it('is killed when it takes too much, and the next order gets another', async () => {
    const one = apart({ mostMemory: 1 });
    await expect(one.ask({ word: 'satu' })).rejects.toMatchObject({ code: 'too-much' });
    await expect(one.ask({ word: 'dua' })).rejects.toMatchObject({ code: 'too-much' });
  });

  it('says what its module complained of when it ends by itself', async () => {
    await expect(apart({}, '/tidak/ada.cjs').ask({ word: 'satu' })).rejects.toThrow(/ended with 1: [^]*tidak\/ada/);
  });

  it('that cannot be started fails its order alone', async () => {
    const program = ['-r', '@swc-node/register', require.resolve('./without-node')];
    const { stdout } = await promisify(execFile)(process.execPath, program);
    expect(JSON.parse(stdout)).toEqual([expect.stringContaining('could not be started'), 'dua']);
  });
});
