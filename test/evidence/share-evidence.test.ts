import { randomUUID } from 'node:crypto';
import { EvidenceService } from '../../src/evidence/evidence.service';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import { jpeg, screenshot } from '../files/sample-pictures';
import type { TestPerson, TestPost, TestUnit } from '../world';

const spoken = 'Disampaikan pada apel Senin di halaman kantor.';
let test: TestApp;
let unit: TestUnit;
let post: TestPost;
let seed = 100;

beforeAll(async () => {
  test = await startApp();
  unit = await test.world.unit();
});
afterAll(() => test.stop());
beforeEach(async () => {
  test.clock.set('2026-11-23 10:00');
  post = await test.world.post();
});

interface Somebody {
  person: TestPerson;
  browser: Browser;
}
const somebody = async (): Promise<Somebody> => {
  const person = await test.world.staff({ unit });
  return { person, browser: await test.as(person) };
};
/** A picture like no other. */
const fresh = () => jpeg(`akun.${++seed}`, seed);
const sent = async (browser: Browser, bytes?: Buffer) => {
  const id = randomUUID();
  const headers = { 'content-type': 'image/jpeg' };
  await browser.send('PUT', `/api/v1/pictures/${id}`, { headers, payload: bytes ?? (await fresh()) });
  return id;
};
const log = (browser: Browser, body: object, id: string = randomUUID()) =>
  browser.api('PUT', `/shares/${id}`, { postId: post.id, channel: 'whatsapp_status', ...body });
const addTo = (browser: Browser, shareId: string, payload: Buffer) =>
  browser.send('PUT', `/api/v1/shares/${shareId}/evidence`, { headers: { 'content-type': 'image/jpeg' }, payload });
const code = (answer: Answer) => answer.json<{ code: string }>().code;
const idOf = (answer: Answer) => answer.json<{ id: string }>().id;
const shareRow = async (id: string) =>
  (await test.db.query('SELECT state, hints, statement FROM share WHERE id = $1', [id]))[0];
const picturesOf = async (id: string) => (await test.app.get(EvidenceService).of([id])).get(id) ?? 0;

describe('a share with a picture', () => {
  it('needs no sentence where the channel says so, and is the same share when it is sent again', async () => {
    const { browser } = await somebody();
    const [id, pictureId] = [randomUUID(), await sent(browser)];
    const answers = [];
    for (let turn = 0; turn < 2; turn += 1) answers.push(await log(browser, { pictureId }, id));
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect(answers[1]?.json()).toEqual(answers[0]?.json());
    expect(await shareRow(id)).toEqual({ state: 'recorded', hints: [], statement: null });
    expect(await picturesOf(id)).toBe(1);
  });

  it('is one share when 20 copies arrive at once', async () => {
    const { browser } = await somebody();
    const [id, pictureId] = [randomUUID(), await sent(browser)];
    const answers = await Promise.all(Array.from({ length: 20 }, () => log(browser, { pictureId }, id)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([...Array(19).fill(200), 201]);
    expect(await picturesOf(id)).toBe(1);
  });

  it.each([
    ['a talk to people', 'face_to_face', 'statement-needed'],
    ['a network with links', 'instagram', 'link-required'],
    ['a channel that does not exist', 'radio', 'unknown-channel'],
  ])('needs more than a picture for %s', async (_, channel, expected) => {
    const { browser } = await somebody();
    const id = randomUUID();
    const answer = await log(browser, { channel, pictureId: await sent(browser) }, id);
    expect([answer.status, code(answer)]).toEqual([422, expected]);
    expect(await picturesOf(id)).toBe(0);
  });

  it('may have one beside its sentence or its link', async () => {
    const { browser } = await somebody();
    const talk = { channel: 'face_to_face', statement: spoken, pictureId: await sent(browser) };
    const link = {
      channel: 'x',
      text: 'https://x.com/warga/status/1990000000000123456',
      pictureId: await sent(browser),
    };
    for (const body of [talk, link]) {
      const answer = await log(browser, body);
      expect(answer.status).toBe(201);
      expect(await picturesOf(idOf(answer))).toBe(1);
    }
  });

  it('is another share with another picture, with none, or where there was none', async () => {
    const { browser } = await somebody();
    const [id, pictureId] = [randomUUID(), await sent(browser)];
    await log(browser, { statement: spoken, pictureId }, id);
    const plain = randomUUID();
    await log(browser, { channel: 'whatsapp_group', statement: spoken }, plain);
    const answers = [
      await log(browser, { statement: spoken, pictureId: await sent(browser) }, id),
      await log(browser, { statement: spoken }, id),
      await log(browser, { channel: 'whatsapp_group', statement: spoken, pictureId: await sent(browser) }, plain),
    ];
    expect(answers.map((answer) => [answer.status, code(answer)])).toEqual(Array(3).fill([409, 'share-id-reused']));
  });

  it('takes only an own picture that has arrived and proves nothing else, and is not recorded otherwise', async () => {
    const { browser } = await somebody();
    const used = await sent(browser);
    await log(browser, { pictureId: used });
    const foreign = await sent((await somebody()).browser);
    const tries = [
      [randomUUID(), 422, 'picture-missing'],
      [foreign, 422, 'picture-missing'],
      [used, 409, 'picture-taken'],
    ] as const;
    for (const [pictureId, status, expected] of tries) {
      const id = randomUUID();
      const answer = await log(browser, { channel: 'whatsapp_group', pictureId }, id);
      expect([answer.status, code(answer)]).toEqual([status, expected]);
      expect(await shareRow(id)).toBeUndefined();
    }
    expect((await log(browser, { channel: 'whatsapp_group', pictureId: 'satu' })).status).toBe(422);
  });
});

describe('PUT /api/v1/shares/{id}/evidence', () => {
  it('adds a picture once, as a body or as the file of a form', async () => {
    const { browser, person } = await somebody();
    const { id } = await test.world.share(person, post);
    const picture = await fresh();
    const answers = [await addTo(browser, id, picture), await addTo(browser, id, picture)];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    const form = await browser.upload(`/api/v1/shares/${id}/evidence`, {}, await fileOf(fresh()), 'PUT');
    expect([form.status, idOf(form)]).toEqual([201, id]);
    expect(await picturesOf(id)).toBe(2);
  });

  it('lets a returned share wait again, with both in the trail, and leaves one on hold on hold', async () => {
    const { browser, person } = await somebody();
    const returned = await test.world.share(person, post, { state: 'returned' });
    const held = await test.world.share(person, post, { state: 'held', channel: 'notice_board' });
    for (const { id } of [returned, held]) expect((await addTo(browser, id, await fresh())).status).toBe(201);
    expect([(await shareRow(returned.id)).state, (await shareRow(held.id)).state]).toEqual(['recorded', 'held']);
    const [entry] = await test.db.query(`SELECT actor_id, verb, before, after FROM audit_entry WHERE subject_id = $1`, [
      returned.id,
    ]);
    expect([entry.actor_id, entry.verb]).toEqual([person.id, 'share.log']);
    expect(entry.before).toMatchObject({ state: 'returned' });
    expect(entry.after).toMatchObject({ state: 'recorded', pictureId: expect.any(String) });
  });

  it('puts a returned share on hold again while its link is disputed', async () => {
    const { browser, person } = await somebody();
    const { id } = await test.world.share(person, post, { state: 'returned' });
    await test.db.query(`UPDATE share SET hints = '{link_of_other}' WHERE id = $1`, [id]);
    expect((await addTo(browser, id, await fresh())).status).toBe(201);
    expect((await shareRow(id)).state).toBe('held');
  });

  it.each(['accepted', 'rejected', 'withdrawn'])('is refused for a share that is %s', async (state) => {
    const { browser, person } = await somebody();
    const { id } = await test.world.share(person, post, { state });
    const answer = await addTo(browser, id, await fresh());
    expect([answer.status, code(answer)]).toEqual([409, 'evidence-not-wanted']);
    expect([await picturesOf(id), (await shareRow(id)).state]).toEqual([0, state]);
  });

  it('takes five pictures and no sixth', async () => {
    const { browser, person } = await somebody();
    const { id } = await test.world.share(person, post);
    const statuses = [];
    for (let turn = 0; turn < 6; turn += 1) statuses.push((await addTo(browser, id, await fresh())).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 409]);
  });

  it('knows no share of somebody else, and keeps no picture for it', async () => {
    const { id } = await test.world.share((await somebody()).person, post);
    const { browser, person } = await somebody();
    expect((await addTo(browser, id, await fresh())).status).toBe(404);
    const kept = await test.db.query('SELECT count(*)::int AS pictures FROM picture WHERE owner_id = $1', [person.id]);
    expect(kept).toEqual([{ pictures: 0 }]);
  });
});

describe('the hints of pictures', () => {
  const share = async (who: Somebody, bytes: Buffer) =>
    idOf(await log(who.browser, { pictureId: await sent(who.browser, bytes) }));
  const states = (ids: string[]) => Promise.all(ids.map(async (id) => shareRow(id)));

  it('mark the same picture on the share of somebody else, whatever the item, and change nothing else', async () => {
    const picture = await fresh();
    const first = await share(await somebody(), picture);
    post = await test.world.post();
    const second = await share(await somebody(), picture);
    expect(await states([first, second])).toEqual([
      { state: 'recorded', hints: [], statement: null },
      { state: 'recorded', hints: ['same_picture'], statement: null },
    ]);
  });

  it('mark one that looks alike for the same item, not that of another account, nor the own one again', async () => {
    const account = 'kel.tikala.baru';
    const [ani, budi, citra] = [await somebody(), await somebody(), await somebody()];
    const first = await share(ani, await jpeg(account, 7));
    const copy = await share(budi, await screenshot(account, { seed: 7 }).resize(600).webp({ quality: 60 }).toBuffer());
    const honest = await share(citra, await jpeg('puskesmas_wenang_2026', 7));
    const again = idOf(
      await log(ani.browser, { channel: 'whatsapp_group', pictureId: await sent(ani.browser, await jpeg(account, 7)) }),
    );
    expect((await states([first, copy, honest, again])).map(({ hints }) => hints)).toEqual([
      [],
      ['similar_picture'],
      [],
      ['similar_picture'],
    ]);
  });
});

const fileOf = async (bytes: Promise<Buffer>) => ({ field: 'gambar', name: '../../rahasia.php', bytes: await bytes });

describe('the pages, without a script', () => {
  const form = (id: string) => ({ id, materi: post.id, isi: '', kanal: 'whatsapp_status', waktu: '' });

  it('log a share by a picture alone, show it to its owner, and take the form sent twice as one', async () => {
    const { browser } = await somebody();
    const [id, file] = [randomUUID(), await fileOf(fresh())];
    const answers = [];
    for (let turn = 0; turn < 2; turn += 1) answers.push(await browser.upload('/sebaran/catat', form(id), file));
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(
      Array(2).fill([303, `/sebaran/${id}`]),
    );
    const page = await browser.get(`/sebaran/${id}`);
    expect(page.text).toContain(`src="/sebaran/${id}/bukti?nomor=1"`);
    expect(page.words).toContain('Unggah tangkapan layar');
  });

  it('keep what was typed and the picture when something else is wrong', async () => {
    const { browser } = await somebody();
    const id = randomUUID();
    const wrong = { ...form(id), isi: 'Rapat', kanal: 'face_to_face' };
    const refused = await browser.upload('/sebaran/catat', wrong, await fileOf(fresh()));
    expect([refused.status, refused.text.includes('>Rapat</textarea>')]).toEqual([422, true]);
    expect(refused.words).toContain('Gambar Anda sudah terunggah.');
    const gambarId = /name="gambarId" value="([^"]+)"/.exec(refused.text)?.[1] ?? '';
    const mended = await browser.post('/sebaran/catat', { ...wrong, isi: spoken, gambarId });
    expect([mended.status, await picturesOf(id)]).toEqual([303, 1]);
  });

  it.each([
    ['no picture', Buffer.from('GIF89a'), 'bukan gambar JPEG, PNG, atau WebP'],
    ['8 MB and one byte', Buffer.alloc(8 * 1024 * 1024 + 1, 'a'), 'Ukuran berkas 8,1 MB. Batasnya 8 MB.'],
  ])('say what is wrong with %s at its field and keep the rest', async (_, bytes, said) => {
    const { browser } = await somebody();
    const typed = { ...form(randomUUID()), isi: spoken };
    const answer = await browser.upload('/sebaran/catat', typed, { field: 'gambar', name: 'a.jpg', bytes });
    expect([422, 413]).toContain(answer.status);
    expect(answer.words).toContain(said);
    expect(answer.text).toContain('id="gambar-salah"');
    expect(answer.text).toContain(`${spoken}</textarea>`);
  });

  it('take an ordinary form as before, and one with an empty file field', async () => {
    const { browser } = await somebody();
    const plain = { ...form(randomUUID()), isi: spoken };
    expect((await browser.post('/sebaran/catat', plain)).status).toBe(303);
    const file = { field: 'gambar', name: '', bytes: Buffer.alloc(0) };
    const empty = { ...form(randomUUID()), isi: spoken, kanal: 'notice_board' };
    expect((await browser.upload('/sebaran/catat', empty, file)).status).toBe(303);
    expect((await browser.post('/sebaran/catat', form(randomUUID()))).status).toBe(422);
  });

  it('do not insist on an earlier picture that is no use', async () => {
    const { browser } = await somebody();
    const foreign = { ...form(randomUUID()), gambarId: await sent((await somebody()).browser) };
    const refused = await browser.post('/sebaran/catat', foreign);
    expect([refused.status, refused.words.includes('Gambarnya belum sampai.')]).toEqual([422, true]);
    expect(refused.text).not.toContain('name="gambarId"');
  });

  it('add a picture to a share and say when none was chosen', async () => {
    const { browser, person } = await somebody();
    const { id } = await test.world.share(person, post);
    const added = await browser.upload(`/sebaran/${id}/bukti`, {}, await fileOf(fresh()));
    expect([added.status, await picturesOf(id)]).toEqual([303, 1]);
    const none = await browser.upload(
      `/sebaran/${id}/bukti`,
      {},
      { field: 'gambar', name: '', bytes: Buffer.alloc(0) },
    );
    expect([none.status, none.words.includes('Belum ada gambar yang dipilih')]).toEqual([422, true]);
    const stranger = await somebody();
    const foreign = await stranger.browser.upload(`/sebaran/${id}/bukti`, {}, await fileOf(fresh()));
    expect(foreign.status).toBe(404);
  });
});
