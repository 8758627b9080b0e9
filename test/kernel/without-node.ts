import { ProcessApart } from '../../src/kernel/apart';
import { Refusal, words } from '../../src/kernel/refusal';

/** A program whose Node is gone for a moment, as after an upgrade: prints what became of two orders. */
async function main(): Promise<void> {
  const tooMuch = () => new Refusal('unavailable', 'too-much', words('Terlalu besar.', 'Too large.'));
  const limits = { mostWaiting: 5, mostMemory: 1e9, mostKept: 1e9, tooMuch };
  const apart = new ProcessApart<object, { word: string }>(require.resolve('./echo-process'), limits);
  const node = process.execPath;
  process.execPath = '/tidak/ada';
  const first = await apart.ask({ word: 'satu' }).catch((error: Error) => error.message);
  process.execPath = node;
  console.log(JSON.stringify([first, (await apart.ask({ word: 'dua' })).word]));
}

void main();
