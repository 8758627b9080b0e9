import { localPath } from '../../src/web/form';
import { startTrial, type Trial } from './trial';

const written = (said: unknown) => Buffer.from(JSON.stringify(said)).toString('base64url');

let trial: Trial;
beforeAll(async () => {
  trial = await startTrial();
});
afterAll(() => trial.stop());

describe('the sentence on the next page', () => {
  it('is shown once, in the language of the reader', async () => {
    const browser = trial.anybody();
    await browser.post('/uji/isian', { name: 'Maria' });
    expect((await browser.get('/uji')).words).toContain('Halo Maria.');
    expect((await browser.get('/uji')).words).not.toContain('Halo');
    const english = trial.anybody({ bahasa: 'en' });
    expect((await english.submit('/uji/isian', { name: 'Maria' })).words).toContain('Hello Maria.');
  });

  it('waits until a page shows it', async () => {
    const browser = trial.anybody();
    await browser.post('/uji/isian', { name: 'Maria' });
    await browser.get('/api/v1/uji');
    expect((await browser.get('/uji')).words).toContain('Halo Maria.');
  });

  it('is text, whatever it says', async () => {
    const sentence = `'><svg onload=x>`;
    const browser = trial.anybody({ kabar: written({ id: sentence, en: sentence }) });
    const { text, words } = await browser.get('/uji');
    expect(words).toContain(sentence);
    expect(text).not.toContain('<svg');
  });

  it.each([
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{"id":').toString('base64url')],
    ['null', written(null)],
    ['a number', written(1)],
    ['a list', written(['a', 'b'])],
    ['one language', written({ id: 'Halo' })],
    ['other types', written({ id: {}, en: 1 })],
    ['a long text', written({ id: 'x'.repeat(601), en: 'x' })],
    ['a very long text', written({ id: 'x'.repeat(6000), en: 'x' })],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]).toString('base64url')],
    ['nothing', ''],
  ])('is ignored when somebody tampered with it: %s', async (_what, kabar) => {
    const answer = await trial.anybody({ kabar }).get('/uji');
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('alert-success');
  });

  it('with a cookie header that is no list of cookies, the page is shown as to anybody', async () => {
    for (const cookie of [
      ';;;',
      '=',
      'a=b=c; ;',
      'gaung',
      'gaung=',
      'kabar=%zz',
      '\u00ff\u00fe=1',
      'gaung="a"; gaung=b',
    ]) {
      expect((await trial.anybody().get('/uji', { cookie })).status).toBe(200);
    }
  });
});

describe('the way on after a form', () => {
  it.each(['/', '/nilai?bulan=2026-11', '/a/b#c', '/%09//evil.example', '/x//y', '/@evil.example', '/a\u005cb'])(
    'goes to a page of this program: %s',
    (path) => expect(localPath(path)).toBe(path),
  );

  it.each([
    ...[
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '\t//evil.example',
      ' //evil.example',
    ],
    ...['%09//evil.example', 'https://evil.example', 'https:evil.example', 'javascript:alert(1)', 'evil.example', ''],
    ...['/a\r\nSet-Cookie: x=1', '/a b', '/é', '/\u0000', '?x', '#x', '.', undefined, ['/a'], { toString: () => '/a' }],
  ])('never leaves it: %j', (path) => expect(localPath(path)).toBe('/'));

  it('holds for what a form says, however it is written', async () => {
    for (const kembali of ['//evil.example', '/\\evil.example', '%09//evil.example', 'https://evil.example', '/\n/x']) {
      const { status, headers } = await trial.anybody().post('/uji/pergi', { kembali });
      expect([status, headers['location']]).toEqual([303, '/']);
    }
  });
});
