import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type ViewportSize } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = candidates.find((path) => existsSync(path));
const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** Browser journeys run where a Chromium is installed and say clearly when they are skipped. */
export const journey: jest.Describe = executablePath ? describe : describe.skip;

if (!executablePath) console.warn('No Chromium found: the journeys in a real browser are skipped.');

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '', args });
}

/** A browser with a memory of its own in this folder, which can be killed as a phone kills it. */
export async function openProfile(
  folder: string,
  viewport: ViewportSize,
): Promise<{ context: BrowserContext; kill(): Promise<void> }> {
  const server = { executablePath: executablePath ?? '', args, viewport };
  const context = await chromium.launchPersistentContext(folder, server);
  const kill = async () => {
    const gone = new Promise((done) => context.on('close', done));
    process.kill(browserOf(folder), 'SIGKILL');
    await gone;
  };
  return { context, kill };
}

/** The process that owns this profile: the one whose command names it and which is nobody's helper. */
function browserOf(folder: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const owner = pids.find((pid) => {
    const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
    return command.includes(`--user-data-dir=${folder}`) && !command.includes('--type=');
  });
  if (!owner) throw new Error(`No browser uses ${folder}`);
  return Number(owner);
}
