import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import { linkOnX, wita } from '../fakes';
import type { TestPerson, TestPost, TestUnit } from '../world';

interface Shown {
  id: string;
  state: string;
  counts: boolean;
  explanation: string | null;
}

let test: TestApp;
let unit: TestUnit;
let post: TestPost;
let seed = 0;

beforeAll(async () => {
  test = await startApp();
  unit = await test.world.unit();
  post = await test.world.post();
});
afterAll(() => test.stop());
beforeEach(() => test.clock.set('2026-11-23 10:00'));

interface Colleague extends TestPerson {
  browser: Browser;
}
const colleague = async (): Promise<Colleague> => {
  const person = await test.world.staff({ unit });
  return { ...person, browser: await test.as(person) };
};
const xLink = () => linkOnX(wita('2026-11-23 09:30'), ++seed);
const put = ({ browser }: Colleague, body: object, id: string = randomUUID()) =>
  browser.api('PUT', `/shares/${id}`, { postId: post.id, channel: 'x', ...body });
const code = (answer: Answer) => answer.json<{ code: string }>().code;
const shown = (answer: Answer) => answer.json<Shown>();
const hintsOf = async (id: string): Promise<string[]> =>
  (await test.db.query('SELECT hints FROM share WHERE id = $1', [id]))[0].hints;

/** A link of Ani's that Budi says is his. */
async function disputed() {
  const [ani, budi] = [await colleague(), await colleague()];
  const text = xLink();
  const first = shown(await put(ani, { text }));
  const answer = await put(budi, { text, disputed: true });
  return { ani, budi, text, first, answer, held: shown(answer) };
}
const verdictOn = async (id: string, verdict: string, reason?: string) => {
  const reviewer = await test.as(
    await test.world.staff({ unit: await test.world.unit(), role: 'reviewer', roleUnit: unit }),
  );
  return reviewer.api('POST', `/shares/${id}/verdicts`, { verdict, reason });
};

describe('a link that somebody else logged', () => {
  it('is refused at first, with the way out at the field that takes it', async () => {
    const [ani, budi] = [await colleague(), await colleague()];
    const text = xLink();
    await put(ani, { text });
    const answer = await put(budi, { text });
    const { detail, errors } = answer.json<{ detail: string; errors: { field: string }[] }>();
    expect([answer.status, code(answer)]).toEqual([409, 'link-already-logged']);
    expect(detail).toBe('Tautan ini sudah dicatat pegawai lain. Sertakan tangkapan layar dari akun Anda sendiri.');
    expect(errors.map(({ field }) => field)).toEqual(['disputed']);
  });

  it('is held when the sender insists, does not count, asks for a screenshot, and is marked for the reviewer', async () => {
    const { answer, held, first, ani } = await disputed();
    expect([answer.status, held.state, held.counts]).toEqual([201, 'held', false]);
    expect(held.explanation).toContain('Sertakan tangkapan layar dari akun Anda sendiri');
    expect(await hintsOf(held.id)).toEqual(['link_of_other']);
    expect(shown(await ani.browser.api('GET', `/shares/${first.id}`))).toMatchObject({
      state: 'recorded',
      counts: true,
    });
  });

  it('counts once a reviewer accepts it, beside the first share', async () => {
    const { budi, held, ani, first } = await disputed();
    expect((await verdictOn(held.id, 'accepted')).status).toBe(201);
    for (const [who, id] of [
      [budi, held.id],
      [ani, first.id],
    ] as const) {
      expect(shown(await who.browser.api('GET', `/shares/${id}`)).counts).toBe(true);
    }
  });

  it('stays held whatever becomes of the first share', async () => {
    const taken = await disputed();
    await taken.ani.browser.api('DELETE', `/shares/${taken.first.id}`);
    const rejected = await disputed();
    await verdictOn(rejected.first.id, 'rejected', 'Bukan unggahan pegawai ini');
    for (const { budi, held } of [taken, rejected]) {
      expect(shown(await budi.browser.api('GET', `/shares/${held.id}`)).state).toBe('held');
    }
  });

  it('is free for a third person when the first takes it back, marked as seen', async () => {
    const { ani, first, text } = await disputed();
    await ani.browser.api('DELETE', `/shares/${first.id}`);
    const third = shown(await put(await colleague(), { text }));
    expect([third.state, await hintsOf(third.id)]).toEqual(['recorded', ['link_seen']]);
  });

  it('is one held share however often the same is sent, 50 times at once included', async () => {
    const [ani, budi] = [await colleague(), await colleague()];
    const [text, id] = [xLink(), randomUUID()];
    await put(ani, { text });
    const answers = await Promise.all(Array.from({ length: 50 }, () => put(budi, { text, disputed: true }, id)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([...Array(49).fill(200), 201]);
    const again = await put(budi, { text }, id);
    expect([again.status, shown(again).state]).toEqual([200, 'held']);
  });

  it('can be taken back while it is held', async () => {
    const { budi, held } = await disputed();
    expect(shown(await budi.browser.api('DELETE', `/shares/${held.id}`)).state).toBe('withdrawn');
    expect((await put(budi, { text: xLink() })).status).toBe(201);
  });

  it('is refused to its own sender a second time, insisting or not', async () => {
    const { ani, budi, text } = await disputed();
    const other = await test.world.post();
    for (const who of [ani, budi]) {
      for (const more of [{}, { disputed: true }]) {
        const answer = await put(who, { text, postId: other.id, ...more });
        expect([answer.status, code(answer)]).toEqual([409, 'link-already-logged']);
        expect(answer.json<{ detail: string }>().detail).toContain('sudah Anda catat pada 23 November 2026');
      }
    }
  });

  it('stays taken for its own sender when the first takes it back, for another item and for a returned share', async () => {
    const { ani, budi, first, text } = await disputed();
    await ani.browser.api('DELETE', `/shares/${first.id}`);
    const other = await test.world.post();
    const { id } = await test.world.share(budi, other, {
      state: 'returned',
      key: '1992000000000009003',
      channel: 'x',
      at: '2026-11-23 09:30',
    });
    const answers = [
      await put(budi, { text, postId: (await test.world.post()).id }),
      await budi.browser.api('POST', `/shares/${id}/repairs`, { text }),
    ];
    for (const answer of answers) {
      expect([answer.status, code(answer)]).toEqual([409, 'link-already-logged']);
      expect(answer.json<{ detail: string }>().detail).toContain('sudah Anda catat pada 23 November 2026');
    }
  });

  it('may also be insisted on when a returned share is mended', async () => {
    const [ani, budi] = [await colleague(), await colleague()];
    const text = xLink();
    await put(ani, { text });
    const { id } = await test.world.share(budi, post, {
      state: 'returned',
      key: '1992000000000009001',
      channel: 'x',
      at: '2026-11-23 09:30',
    });
    const refused = await budi.browser.api('POST', `/shares/${id}/repairs`, { text });
    expect([refused.status, code(refused)]).toEqual([409, 'link-already-logged']);
    const held = shown(await budi.browser.api('POST', `/shares/${id}/repairs`, { text, disputed: true }));
    expect([held.state, await hintsOf(id)]).toEqual(['held', ['link_of_other']]);
  });
});

it('insisting on a link of nobody else changes nothing', async () => {
  const { id, state, counts } = shown(await put(await colleague(), { text: xLink(), disputed: true }));
  expect([state, counts, await hintsOf(id)]).toEqual(['recorded', true, []]);
});

it('insisting must be said as true or false', async () => {
  const answer = await put(await colleague(), { text: xLink(), disputed: 'ya' });
  expect([answer.status, code(answer)]).toEqual([422, 'invalid-input']);
});

it.each([
  [
    'facebook',
    `https://www.facebook.com/warga/posts/pfbid0${'2'.repeat(63)}l`,
    `https://www.facebook.com/warga/posts/pfbid0${'3'.repeat(63)}l`,
  ],
  ['facebook', 'https://www.facebook.com/share/p/1AbCdEfGhI/', 'https://www.facebook.com/share/p/1ZbCdEfGhI/'],
  [
    'linkedin',
    'https://www.linkedin.com/feed/update/urn:li:activity:7295762520814874625/',
    'https://www.linkedin.com/feed/update/urn:li:share:7295762520814874000/',
  ],
])('one link of %s is taken a person and item, because several can lead to one post', async (channel, one, other) => {
  const somebody = await colleague();
  expect((await put(somebody, { channel, text: one })).status).toBe(201);
  const again = await put(somebody, { channel, text: other });
  expect([again.status, code(again)]).toEqual([409, 'already-logged']);
});

describe('the form', () => {
  const form = async ({ browser }: Colleague, text: string, more: object = {}) => {
    const id = /name="id" value="([^"]+)"/.exec((await browser.get('/sebaran/catat')).text)?.[1] ?? '';
    return browser.submit('/sebaran/catat', { id, materi: post.id, isi: text, kanal: '', waktu: '', ...more });
  };

  it('offers the statement only with that refusal, keeps what was typed, and holds the share when it is ticked', async () => {
    const [ani, budi] = [await colleague(), await colleague()];
    const text = xLink();
    expect((await budi.browser.get('/sebaran/catat')).words).not.toContain('Ini unggahan saya sendiri');
    await form(ani, text);
    const refused = await form(budi, `Sudah ya ${text}`);
    expect([refused.status, refused.text.includes(`>Sudah ya ${text}</textarea>`)]).toEqual([409, true]);
    expect(refused.words).toContain('Ini unggahan saya sendiri');
    const held = await form(budi, text, { milik: 'ya' });
    expect(held.words).toContain('Sebaran tercatat, tetapi tidak dihitung. Sebaran ini ditahan');
    expect(held.words).toContain('Batalkan sebaran');
  });

  it('does not offer it for the own link, or one already logged on that channel', async () => {
    const ani = await colleague();
    const text = xLink();
    await form(ani, text);
    for (const other of [text, xLink()]) {
      const refused = await form(ani, other);
      expect([refused.status, refused.words.includes('Ini unggahan saya sendiri')]).toEqual([409, false]);
    }
  });

  it('offers it where a returned share is mended', async () => {
    const [ani, budi] = [await colleague(), await colleague()];
    const isi = xLink();
    await form(ani, isi);
    const { id } = await test.world.share(budi, post, { state: 'returned', key: '1992000000000009002', channel: 'x' });
    const refused = await budi.browser.submit(`/sebaran/${id}/perbaikan`, { isi });
    expect(refused.words).toContain('Ini unggahan saya sendiri');
    const held = await budi.browser.submit(`/sebaran/${id}/perbaikan`, { isi, milik: 'ya' });
    expect(held.words).toContain('Perbaikan terkirim. Sebaran ditahan sampai verifikator memutuskan.');
  });
});

describe('the time for mending', () => {
  const returned = async (at: string) => {
    const somebody = await colleague();
    const { id } = await test.world.share(somebody, post, { channel: 'face_to_face' });
    test.clock.set(at);
    await verdictOn(id, 'returned', 'Tulis kepada siapa');
    return { id, browser: somebody.browser };
  };
  const mend = (browser: Browser, id: string) =>
    browser.api('POST', `/shares/${id}/repairs`, { statement: 'Kepada warga Malalayang di balai.' });

  it('ends with the fifth day after the return, which is named', async () => {
    const { id, browser } = await returned('2026-11-22 23:59');
    test.clock.set('2026-11-27 23:59');
    const page = await browser.get(`/sebaran/${id}`);
    expect(page.words).toContain('Tulis kepada siapa. Anda dapat memperbaikinya sampai 27 November 2026.');
    expect(page.words).toContain('Kirim perbaikan');
    expect((await mend(browser, id)).status).toBe(200);
  });

  it('is over the day after: the form is gone and a repair is refused with what to do', async () => {
    const { id, browser } = await returned('2026-11-22 23:59');
    test.clock.set('2026-11-28 00:00');
    expect((await browser.get(`/sebaran/${id}`)).words).not.toContain('Kirim perbaikan');
    const late = await mend(browser, id);
    expect([late.status, code(late)]).toEqual([409, 'mend-late']);
    expect(late.json<{ detail: string }>().detail).toContain('sampai 27 November 2026. Bila Anda tidak setuju');
  });

  it('is what the juknis of the month says, and begins anew with each return', async () => {
    await test.db.query('UPDATE policy SET mend_days = 1');
    const { id, browser } = await returned('2026-11-22 10:00');
    test.clock.set('2026-11-23 23:00');
    expect((await mend(browser, id)).status).toBe(200);
    await verdictOn(id, 'returned', 'Masih belum jelas');
    test.clock.set('2026-11-24 12:00');
    expect((await mend(browser, id)).status).toBe(200);
    await test.db.query('UPDATE policy SET mend_days = 5');
  });
});
