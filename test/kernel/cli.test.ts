import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** The command line as a user calls it, as far as it goes without a database. */
function cli(line: string, input = '') {
  const args = ['-r', '@swc-node/register', 'src/cli.ts', ...line.split(' ').filter(Boolean)];
  const env = { ...process.env, PORT: 'wrong' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it.each(['', '--help', '-h'])('lists every command: "%s"', (line) => {
    const { status, stdout, stderr } = cli(line);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const word of ['links inspect', 'posts import FILE [--dry-run]', 'demo']) expect(stdout).toContain(word);
  });

  it.each(['posts --help', '--help posts', 'posts import --help'])('helps at every level: "%s"', (line) => {
    const { status, stdout } = cli(line);
    expect(status).toBe(0);
    expect(stdout).toContain('posts import FILE');
    expect(stdout).not.toContain('links inspect');
  });

  it('speaks Indonesian, and English when asked', () => {
    expect(cli('posts import').stderr).toContain('Belum disebut: FILE.');
    expect(cli('posts import --english').stderr).toContain('Missing: FILE.');
  });

  it.each([
    ['bogus', 'The command "bogus" is unknown'],
    ['bogus --help', 'The command "bogus" is unknown'],
    ['posts', 'posts import FILE'],
    ['posts import', 'Missing: FILE'],
    ['posts import a.csv b.csv', 'Too much: b.csv'],
    ['posts import --dry a.csv', 'The option --dry is unknown'],
    ['links inspect --now', 'The option --now'],
  ])('ends with 2 and says what is wrong: "%s"', (line, sentence) => {
    const { status, stdout, stderr } = cli(`${line} --english`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    ['links inspect --now yesterday', '--now'],
    ['posts import file.csv', 'PORT: '],
  ])('ends with 1 and a sentence when it is refused: "%s"', (line, sentence) => {
    const { status, stdout, stderr } = cli(`${line} --english`);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('reads lines and writes one JSON object a line', () => {
    const { status, stdout } = cli('links inspect', 'https://x.com/gaung/status/1999999999999999999\nhalo\n');
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => typeof JSON.parse(line)),
    ).toEqual(['object', 'object']);
  });
});
