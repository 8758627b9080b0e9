import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = candidates.find((path) => existsSync(path));

/** Browser journeys run where a Chromium is installed and say clearly when they are skipped. */
export const journey: jest.Describe = executablePath ? describe : describe.skip;

if (!executablePath) console.warn('No Chromium found: the journeys in a real browser are skipped.');

export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? '',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}
