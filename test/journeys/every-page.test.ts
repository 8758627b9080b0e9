import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Role } from '../../src/access/roles.rules';
import { startApp, type TestApp } from '../app';
import type { TestPerson } from '../world';
import { journey, openChromium } from './chromium';
import { smallProvince } from './small-province';

/** Set to a folder to get a picture of every page at 360 and 1280 px. */
const pictures = process.env['GAUNG_PICTURES'];
const sizes = [360, 1280];
/** Shapes of pages that a role has seen in English, and structures that were weighed: once is enough. */
const seenInEnglish = new Set<string>();
const weighed = new Set<string>();
const roles: Role[] = ['staff', 'reviewer', 'head', 'editor', 'publisher', 'evaluator', 'auditor', 'admin'];

journey('every page that a role can reach by links', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let people: Record<Role, TestPerson>;

  beforeAll(async () => {
    test = await startApp();
    people = await smallProvince(test);
    address = await test.listen();
    browser = await openChromium();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.stop();
  });

  it.each(roles)(
    '%s: answers, is accessible, fits 360 px, in both languages',
    async (role) => {
      const { problems, paths } = await crawl(role, 'id', ['/'], true);
      const others = paths.filter((path) => !seenInEnglish.has(shapeOf(path)));
      for (const path of others) seenInEnglish.add(shapeOf(path));
      problems.push(...(await crawl(role, 'en', others, false)).problems);
      expect(problems).toEqual([]);
    },
    480_000,
  );

  it('the public pages are accessible too', async () => {
    expect((await crawl('public', 'id', ['/masuk', '/aktivasi', '/periksa', '/tidak-ada'], true)).problems).toEqual([]);
  }, 120_000);

  async function contextOf(who: Role | 'public', lang: string): Promise<BrowserContext> {
    // The worker would fetch its files anew for everybody.
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' });
    const cookies = who === 'public' ? {} : (await test.as(people[who])).cookies;
    const all = { ...cookies, bahasa: lang };
    await context.addCookies(Object.entries(all).map(([name, value]) => ({ name, value, url: address })));
    return context;
  }

  /** Looks at pages, one of each shape, following every link if wanted, and tells what is wrong. */
  async function crawl(who: Role | 'public', lang: string, start: string[], follow: boolean) {
    const context = await contextOf(who, lang);
    const page = await context.newPage();
    const queue = [...start];
    const seen = new Map<string, string>();
    const problems: string[] = [];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (seen.has(shapeOf(path))) continue;
      seen.set(shapeOf(path), path);
      problems.push(...(await look(page, path, { who, lang })));
      if (follow) queue.push(...(await linksOf(page)));
    }
    await context.close();
    return { problems, paths: [...seen.values()] };
  }

  async function look(page: Page, path: string, { who, lang }: { who: string; lang: string }): Promise<string[]> {
    const problems: string[] = [];
    const complain = (text: string) => problems.push(`${who} ${lang} ${path}: ${text}`);
    const errors: string[] = [];
    const listen = (message: { type(): string; text(): string }) => {
      if (message.type() === 'error' && !message.text().includes('404')) errors.push(message.text());
    };
    page.on('console', listen);
    await page.setViewportSize({ width: 360, height: 740 });
    const answer = await page.goto(address + path);
    if ((answer?.status() ?? 0) !== (path === '/tidak-ada' ? 404 : 200)) complain(`status ${answer?.status()}`);
    const overflow = await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1');
    if (overflow) complain('is wider than 360 px');
    if (path === '/tidak-ada') return problems;
    for (const violation of await violationsOf(page, path, lang)) complain(violation);
    page.off('console', listen);
    for (const error of errors) complain(error);
    if (pictures) await picture(page, path, { who, lang });
    return problems;
  }
});

/** Every chain of elements with their attributes, classes and roles, whatever they say and however often they come. */
const structure = `[...new Set([...document.querySelectorAll('*')].map((element) => {
  const chain = [];
  for (let e = element; e; e = e.parentElement) {
    chain.push([e.tagName, e.className, e.getAttribute('role'), e.type, ...e.getAttributeNames()].join(' '));
  }
  return chain.join('<');
}))].sort().join('\\n')`;

async function violationsOf(page: Page, path: string, lang: string): Promise<string[]> {
  const key = `${lang} ${shapeOf(path)} ${await page.evaluate<string>(structure)}`;
  if (weighed.has(key)) return [];
  weighed.add(key);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0]?.html}`);
}

async function picture(page: Page, path: string, { who, lang }: { who: string; lang: string }): Promise<void> {
  mkdirSync(pictures ?? '', { recursive: true });
  const name = shapeOf(path).replace(/[^\w-]+/g, '_');
  for (const width of sizes) {
    await page.setViewportSize({ width, height: 740 });
    await page.screenshot({ path: join(pictures ?? '', `${who}-${lang}-${name}-${width}.png`), fullPage: true });
  }
}

/** Links of this site that answer with a page; files are tested elsewhere. */
async function linksOf(page: Page): Promise<string[]> {
  const found = await page.$$eval('a[href^="/"]', (links) => links.map((link) => link.getAttribute('href') ?? ''));
  return found.filter((href) => !/\.(pdf|xlsx|csv|json|txt)(\?|$)|^\/api\/|format=|#/.test(href));
}

/** `/sebaran/1b2…?after=…` → `/sebaran/:id`: one page of each shape is enough. */
function shapeOf(path: string): string {
  const [bare = '', query = ''] = path.split('?');
  const names = [...new URLSearchParams(query).keys()].sort().join(',');
  const shape = bare
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\d{4}-\d\d/g, ':month')
    .replace(/\/unit\/[^/]+/, '/unit/:code')
    .replace(/\/p\/[^/]+/, '/p/:code');
  return names ? `${shape}?${names}` : shape;
}
