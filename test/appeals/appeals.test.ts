import { startApp, type TestApp } from '../app';
import type { Browser, Form } from '../browser';
import type { TestPerson, TestPost, TestUnit } from '../world';

describe('appeals', () => {
  let test: TestApp;
  let top: TestUnit;
  let agency: TestUnit;
  let other: TestUnit;
  let person: TestPerson;
  let reviewer: TestPerson;
  let post: TestPost;
  let staff: Browser;
  let evaluator: Browser;
  beforeAll(async () => {
    test = await startApp('2026-11-24 10:00');
    top = await test.world.unit();
    agency = await test.world.unit({ parent: top, name: 'Dinas Kesehatan' });
    other = await test.world.unit({ parent: top, name: 'Dinas Pendidikan' });
    person = await test.world.staff({ unit: agency, name: 'Maria Lasut' });
    reviewer = await test.world.staff({ unit: agency, role: 'reviewer' });
    staff = await test.as(person);
    evaluator = await test.as(await test.world.staff({ unit: top, role: 'evaluator', name: 'Evaluator Satu' }));
    post = await test.world.post({ from: '2026-10-01', until: '2026-11-01' });
    await open('2026-10');
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.clock.set('2026-11-24 10:00');
    await test.db.query('DELETE FROM appeal');
    await test.db.query('DELETE FROM verdict');
    await test.db.query('DELETE FROM share');
    await test.db.query('DELETE FROM leave');
  });

  /** The month's time for appeals: 23 to 27 November unless said otherwise. */
  const open = (month: string, from = '2026-11-23', until = '2026-11-28') =>
    test.db.query(
      `INSERT INTO period (month, appeals_from, appeals_until) VALUES ($1, $2::timestamptz, $3::timestamptz)
       ON CONFLICT (month) DO UPDATE SET appeals_from = excluded.appeals_from, appeals_until = excluded.appeals_until`,
      [month, `${from}T00:00+08:00`, `${until}T00:00+08:00`],
    );
  const rejected = async (byId: string | null = reviewer.id) => {
    const share = await test.world.share(person, post, { at: '2026-10-20 09:00', state: 'rejected' });
    await test.db.query(
      `INSERT INTO verdict (share_id, verdict, reason, by_id, at) VALUES ($1, 'rejected', 'Bukan akun Anda', $2, '2026-10-21')`,
      [share.id, byId],
    );
    return share;
  };
  const about = (share: { id: string }): Form => ({ hal: 'sebaran', sebaran: share.id, isi: 'Itu akun saya sendiri.' });
  const file = (form: Form, who = staff) => who.submit('/sanggahan/baru', form);
  const leaveForm = (given: Form = {}): Form => ({
    ...{ hal: 'cuti', bulan: '2026-10', perubahan: 'belum', mulai: '2026-10-05', sampai: '2026-10-09' },
    ...{ isi: 'Cuti tahunan sudah disetujui.', ...given },
  });
  const unitForm = (given: Form = {}): Form => ({
    ...{ hal: 'unit', bulan: '2026-10', unit: other.code, mulai: '2026-10-12', sampai: '' },
    ...{ isi: 'Saya pindah tugas bulan itu.', ...given },
  });
  const only = async () => (await test.db.query('SELECT * FROM appeal'))[0] as Record<string, string>;
  const decide = async (putusan: string, who = evaluator, alasan = 'Akunnya memang milik pegawai.') =>
    who.submit(`/sanggahan/masuk/${(await only())['id']}/putusan`, { putusan, alasan });
  const shareRow = async ({ id }: { id: string }) =>
    (
      await test.db.query(
        'SELECT state, receipt_excused, reason FROM share JOIN share_standing t USING (id, state) WHERE id = $1',
        [id],
      )
    )[0];

  describe('about a share', () => {
    it('is made from its row, answered by a named day, and won: the share counts and the person reads why', async () => {
      const share = await rejected();
      expect((await staff.get('/nilai?bulan=2026-10')).text).toContain(
        `/sanggahan/baru?hal=sebaran&sebaran=${share.id}`,
      );
      expect((await staff.get(`/sebaran/${share.id}`)).text).toContain(
        `/sanggahan/baru?hal=sebaran&sebaran=${share.id}`,
      );
      const form = await staff.get(`/sanggahan/baru?hal=sebaran&sebaran=${share.id}`);
      expect(form.words).toContain('dapat diajukan sampai 27 November 2026 pukul 23.59 WITA');
      expect(form.words).toContain('Bukan akun Anda');
      const filed = await file(about(share));
      expect(filed.words).toContain('Sanggahan Anda diterima dan akan dijawab paling lambat 27 November 2026.');
      expect(filed.words).toContain('Menunggu putusan');
      const desk = await evaluator.get('/sanggahan/masuk');
      expect(desk.words).toContain('Menunggu putusan: 1');
      expect((await evaluator.get(`/sanggahan/masuk/${(await only())['id']}`)).words).toContain(
        'Itu akun saya sendiri.',
      );
      expect((await decide('kabulkan')).words).toContain('Sanggahan dikabulkan');
      expect(await shareRow(share)).toEqual({ state: 'accepted', receipt_excused: false, reason: null });
      const answer = (await staff.get('/sanggahan')).words;
      expect(answer).toContain('Dikabulkan');
      expect(answer).toContain('Akunnya memang milik pegawai.');
    });

    it('that is refused leaves the share as it was, with the reason to read', async () => {
      const share = await rejected();
      await file(about(share));
      await decide('tolak', evaluator, 'Nama akun tetap tidak tampak.');
      expect((await shareRow(share)).state).toBe('rejected');
      expect((await staff.get('/sanggahan')).words).toContain('Nama akun tetap tidak tampak.');
    });

    it('excuses late receipt, which the person reads at the share', async () => {
      const share = await test.world.share(person, post, { at: '2026-10-20 09:00', received: '2026-10-25 09:00' });
      expect((await shareRow(share)).reason).toBe('received_late');
      await file(about(share));
      expect((await evaluator.get(`/sanggahan/masuk/${(await only())['id']}`)).words).toContain(
        'keterlambatan penerimaannya dimaafkan',
      );
      await decide('kabulkan');
      expect(await shareRow(share)).toEqual({ state: 'accepted', receipt_excused: true, reason: null });
      expect((await staff.get(`/sebaran/${share.id}`)).words).toContain('Keterlambatan penerimaannya dimaafkan');
    });

    it('is changed in the month when it is computed again, and the desk says that this is due', async () => {
      const share = await rejected();
      const compute = () => evaluator.submit('/evaluasi/2026-10/hasil-sementara', {});
      const counted = async () =>
        (await test.db.query(`SELECT counted FROM person_result WHERE person_id = $1`, [person.id]))[0].counted;
      await compute();
      await open('2026-10');
      expect(await counted()).toBe(0);
      await file(about(share));
      test.clock.set('2026-11-24 11:00');
      await decide('kabulkan');
      expect((await evaluator.get('/sanggahan/masuk')).words).toContain(
        'Oktober 2026 yang dikabulkan sesudah hasilnya dihitung',
      );
      test.clock.set('2026-11-24 12:00');
      await compute();
      expect(await counted()).toBe(1);
      expect((await evaluator.get('/sanggahan/masuk')).words).not.toContain('sesudah hasilnya dihitung');
    });

    it('that counts, or fails for what cannot be appealed, is refused with what helps', async () => {
      const good = await test.world.share(person, post, { at: '2026-10-20 09:00' });
      expect((await file(about(good))).words).toContain('tidak ada yang perlu disanggah');
      const outside = await test.world.share(
        person,
        await test.world.post({ from: '2026-10-21', until: '2026-11-01' }),
        { at: '2026-10-20 09:00' },
      );
      const answer = await file(about(outside));
      expect([answer.status, answer.words]).toEqual([
        409,
        expect.stringContaining('Masa sebar materi tidak dapat disanggah'),
      ]);
    });

    it('of somebody else is not found', async () => {
      const share = await rejected();
      const stranger = await test.as(await test.world.staff({ unit: agency }));
      expect((await file(about(share), stranger)).status).toBe(404);
      expect((await stranger.get(`/sanggahan/baru?hal=sebaran&sebaran=${share.id}`)).status).toBe(404);
    });
  });

  describe('about leave', () => {
    const target = async () => (await staff.get('/nilai?bulan=2026-10')).words;

    it('that is missing has it recorded, and the target follows', async () => {
      expect(await target()).toContain('22 hari tersedia');
      await file(leaveForm());
      await decide('kabulkan');
      expect(await target()).toContain('17 hari tersedia');
    });

    it('that was recorded wrongly takes the days out and leaves those around them', async () => {
      await test.world.leave(person, '2026-10-05', '2026-10-16');
      await file(leaveForm({ perubahan: 'keliru', mulai: '2026-10-07', sampai: '2026-10-08' }));
      await decide('kabulkan');
      expect(await test.db.query('SELECT starts_on::text AS a, ends_on::text AS b FROM leave ORDER BY 1')).toEqual([
        { a: '2026-10-05', b: '2026-10-06' },
        { a: '2026-10-09', b: '2026-10-16' },
      ]);
    });

    it.each([
      [{ perubahan: 'keliru' }, 409, 'sudah tercatat seperti yang Anda minta'],
      [{ mulai: '2026-09-30' }, 422, 'Tulis tanggal di dalam bulan yang disanggah'],
      [{ sampai: '2026-10-04' }, 422, 'tidak boleh sebelum hari pertama'],
      [{ sampai: '2026-11-02' }, 422, 'Tulis tanggal di dalam bulan yang disanggah'],
      [{ perubahan: '' }, 422, 'belum tercatat atau keliru tercatat'],
      [{ isi: 'pendek' }, 422, 'sampai 1.000 karakter'],
    ])('with %p answers %i and shows the form as typed', async (given, status, sentence) => {
      const answer = await file(leaveForm({ isi: 'Kata-kata saya sendiri.', ...given }));
      expect([answer.status, answer.words]).toEqual([status, expect.stringContaining(sentence)]);
      expect(answer.text).toContain(('isi' in given ? given.isi : undefined) ?? 'Kata-kata saya sendiri.');
      expect(await only()).toBeUndefined();
    });
  });

  describe('about the unit', () => {
    it('places the person there from that day on and ends the other placement before', async () => {
      const mover = await test.world.staff({ unit: agency });
      await file(unitForm(), await test.as(mover));
      await decide('kabulkan');
      const rows = await test.db.query(
        `SELECT unit_id, starts_on::text AS a, ends_on::text AS b FROM membership WHERE person_id = $1 ORDER BY starts_on`,
        [mover.id],
      );
      expect(rows).toEqual([
        { unit_id: agency.id, a: '2020-01-01', b: '2026-10-11' },
        { unit_id: other.id, a: '2026-10-12', b: null },
      ]);
    });

    it('for some days only splits the other placement', async () => {
      const mover = await test.world.staff({ unit: agency });
      await file(unitForm({ sampai: '2026-10-23' }), await test.as(mover));
      await decide('kabulkan');
      const rows = await test.db.query(
        `SELECT unit_id, ends_on::text AS b FROM membership WHERE person_id = $1 ORDER BY starts_on`,
        [mover.id],
      );
      expect(rows).toEqual([
        { unit_id: agency.id, b: '2026-10-11' },
        { unit_id: other.id, b: '2026-10-23' },
        { unit_id: agency.id, b: null },
      ]);
    });

    it('does not reach into a later month that is fixed already', async () => {
      const version = `INSERT INTO period_version (month, version, state, policy_version, cutoff)
         VALUES ('2026-12', 1, 'fixed', 1, '2026-11-01')`;
      const mover = await test.world.staff({ unit: agency });
      await file(unitForm(), await test.as(mover));
      await test.db.query(version);
      const answer = await decide('kabulkan');
      expect([answer.status, answer.words]).toEqual([
        409,
        expect.stringContaining('Hasil Desember 2026 sudah ditetapkan'),
      ]);
      const rows = await test.db.query('SELECT unit_id AS unit FROM membership WHERE person_id = $1', [mover.id]);
      expect(rows).toEqual([{ unit: agency.id }]);
      await decide('tolak');
      await file(unitForm({ sampai: '2026-11-30' }), await test.as(mover));
      const [{ id }] = await test.db.query('SELECT id FROM appeal WHERE decision IS NULL');
      const form = { putusan: 'kabulkan', alasan: 'Ada surat tugasnya.' };
      expect((await evaluator.submit(`/sanggahan/masuk/${id}/putusan`, form)).words).toContain('Sanggahan dikabulkan');
    });

    it('in which the person is on record already, or an unknown one, is refused', async () => {
      expect((await file(unitForm({ unit: agency.code }))).words).toContain('sudah tercatat di unit itu');
      expect((await file(unitForm({ unit: 'TIDAK-ADA' }))).status).toBe(422);
    });
  });

  describe('have a time', () => {
    it.each([
      ['2026-11-22 23:59', 'Masa sanggah Oktober 2026 dibuka 23 November 2026 pukul 00.00 WITA.'],
      ['2026-11-28 00:00', 'Masa sanggah Oktober 2026 berakhir pada 27 November 2026.'],
    ])('at %s an appeal is refused', async (moment, sentence) => {
      const share = await rejected();
      test.clock.set(moment);
      const answer = await file(about(share));
      expect([answer.status, answer.words]).toEqual([409, expect.stringContaining(sentence)]);
      expect(await only()).toBeUndefined();
    });

    it('of which the last minute belongs to it', async () => {
      const share = await rejected();
      test.clock.set('2026-11-27 23:59');
      expect((await file(about(share))).words).toContain('dijawab paling lambat 2 Desember 2026');
    });

    it('that is not open before the results are shown, as the form and the refusal say', async () => {
      const november = { bulan: '2026-11', mulai: '2026-11-02', sampai: '2026-11-03' };
      const sentence =
        'Masa sanggah November 2026 dibuka setelah hasil sementaranya terbit, menurut juknis 1 Desember 2026';
      expect((await file(leaveForm(november))).words).toContain(sentence);
      expect((await staff.get('/nilai?bulan=2026-11')).words).toContain(sentence);
      expect((await staff.get('/sanggahan/baru?hal=cuti&bulan=2026-11')).text).not.toContain('name="isi"');
    });
  });

  describe('made twice', () => {
    it('by two clicks are one', async () => {
      const share = await rejected();
      const answers = await Promise.all([file(about(share)), file(about(share))]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      await file(leaveForm());
      expect((await file(leaveForm())).words).toContain('Sanggahan Anda diterima');
      expect(await test.db.query('SELECT FROM appeal')).toHaveLength(2);
    });

    it('in other words are refused until the first is answered', async () => {
      const share = await rejected();
      await file(about(share));
      const again = await file({ ...about(share), isi: 'Kata-kata yang lain lagi.' });
      expect([again.status, again.words]).toEqual([409, expect.stringContaining('sudah menyanggah hal ini')]);
      await decide('tolak');
      expect((await file({ ...about(share), isi: 'Kata-kata yang lain lagi.' })).status).toBe(200);
    });
  });

  describe('are decided', () => {
    it('by nobody who has judged the share, and not by the person', async () => {
      const both = await test.world.staff({ unit: agency, role: 'reviewer' });
      await test.world.grant(both, 'evaluator', top);
      await file(about(await rejected(both.id)));
      const reviewing = await test.as(both);
      expect((await reviewing.get(`/sanggahan/masuk/${(await only())['id']}`)).words).toContain(
        'diputuskan evaluator lain',
      );
      const answer = await decide('kabulkan', reviewing);
      expect([answer.status, answer.words]).toEqual([
        403,
        expect.stringContaining('Anda pernah memutuskan sebaran ini'),
      ]);
      await test.world.grant(person, 'evaluator', top);
      expect((await decide('kabulkan', await test.as(person))).status).toBe(403);
      await test.db.query(`DELETE FROM role_grant WHERE person_id = $1`, [person.id]);
      expect((await only())['decision']).toBeNull();
    });

    it('once by two evaluators at once, and a second click changes nothing', async () => {
      const second = await test.as(await test.world.staff({ unit: top, role: 'evaluator' }));
      await file(about(await rejected()));
      const answers = await Promise.all([decide('kabulkan'), decide('tolak', second)]);
      expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
      const { decision } = await only();
      await decide(decision === 'granted' ? 'kabulkan' : 'tolak', decision === 'granted' ? evaluator : second);
      const trail = await test.db.query(
        `SELECT after->>'decision' AS d FROM audit_entry WHERE subject = 'appeal' AND verb = 'appeal.decide' AND subject_id = $1`,
        [(await only())['id']],
      );
      expect(trail).toEqual([{ d: decision }]);
    });

    it.each([
      ['', 'Alasan yang cukup panjang.', 'Pilih kabulkan atau tolak.'],
      ['tolak', '', 'Tulis alasan putusan'],
    ])('with the button "%s" and the reason "%s" not at all', async (putusan, alasan, sentence) => {
      await file(about(await rejected()));
      const answer = await decide(putusan, evaluator, alasan);
      expect([answer.status, answer.words]).toEqual([422, expect.stringContaining(sentence)]);
    });

    it('not in favour of a share that was taken back', async () => {
      const share = await rejected();
      await file(about(share));
      await test.db.query(`UPDATE share SET state = 'withdrawn' WHERE id = $1`, [share.id]);
      expect((await decide('kabulkan')).words).toContain('sudah membatalkan sebaran ini');
      expect((await only())['decision']).toBeNull();
    });

    it('not in favour of somebody whose month is fixed already', async () => {
      await open('2026-09');
      await file(leaveForm({ bulan: '2026-09', mulai: '2026-09-07', sampai: '2026-09-08' }));
      await test.db.query(
        `INSERT INTO period_version (month, version, state, policy_version, cutoff) VALUES ('2026-09', 1, 'fixed', 1, '2026-11-01')`,
      );
      const answer = await decide('kabulkan');
      expect([answer.status, answer.words]).toEqual([
        409,
        expect.stringContaining('Hasil September 2026 sudah ditetapkan'),
      ]);
      expect((await decide('tolak')).words).toContain('Sanggahan ditolak.');
    });

    it('late are marked and counted, on the desk and on Beranda', async () => {
      await file(about(await rejected()));
      test.clock.set('2026-11-27 20:00');
      expect((await evaluator.get('/')).words).toContain('1 sanggahan menunggu putusan');
      expect((await evaluator.get('/sanggahan/masuk')).words).not.toContain('Lewat batas');
      test.clock.set('2026-11-28 00:00');
      const desk = (await evaluator.get('/sanggahan/masuk')).words;
      expect(desk).toContain('1 sanggahan lewat batas waktu');
      expect(desk).toContain('Lewat batas');
      expect((await evaluator.get('/')).words).toContain('1 sanggahan menunggu putusan, 1 lewat batas');
    });

    it('one after the other: after one the next is shown', async () => {
      await file(leaveForm());
      await file(unitForm());
      const [first] = await test.db.query(`SELECT id FROM appeal WHERE kind = 'leave'`);
      const answer = await evaluator.submit(`/sanggahan/masuk/${first.id}/putusan`, {
        putusan: 'tolak',
        alasan: 'Tidak ada suratnya.',
      });
      expect(answer.words).toContain('Saya pindah tugas bulan itu.');
    });
  });

  describe('are read', () => {
    it('by an auditor, who decides nothing', async () => {
      const auditor = await test.as(await test.world.staff({ unit: top, role: 'auditor' }));
      await file(about(await rejected()));
      const page = await auditor.get(`/sanggahan/masuk/${(await only())['id']}`);
      expect(page.words).toContain('Itu akun saya sendiri.');
      expect(page.text).not.toContain('name="putusan"');
      expect((await decide('tolak', auditor)).status).toBe(403);
    });

    it('by no reviewer or head, who see how many there are in their unit', async () => {
      await file(about(await rejected()));
      const head = await test.as(await test.world.staff({ unit: agency, role: 'head' }));
      expect((await head.get('/sanggahan/masuk')).status).toBe(403);
      const page = (await head.get('/partisipasi?bulan=2026-10')).words;
      expect(page).toContain('Sanggahan: 1 menunggu putusan, 0 dikabulkan, 0 ditolak.');
      expect(page).not.toContain('Itu akun saya sendiri.');
      const elsewhere = await test.as(await test.world.staff({ unit: other, role: 'head' }));
      expect((await elsewhere.get('/partisipasi?bulan=2026-10')).words).not.toContain('Sanggahan: 1');
    });

    it('by an auditor of all who is an evaluator of other units, and decides nothing here', async () => {
      const both = await test.world.staff({ unit: top, role: 'auditor' });
      await test.world.grant(both, 'evaluator', other);
      const reading = await test.as(both);
      await file(about(await rejected()));
      const page = await reading.get(`/sanggahan/masuk/${(await only())['id']}`);
      expect(page.words).toContain('Itu akun saya sendiri.');
      expect(page.text).not.toContain('name="putusan"');
      expect((await decide('tolak', reading)).status).toBe(404);
      expect((await only())['decision']).toBeNull();
    });

    it('by no evaluator of other units', async () => {
      const far = await test.as(await test.world.staff({ unit: other, role: 'evaluator' }));
      await file(about(await rejected()));
      expect((await far.get('/sanggahan/masuk')).words).toContain('Menunggu putusan: 0');
      expect((await decide('tolak', far)).status).toBe(404);
    });
  });

  it('are made, listed and decided by programs as well', async () => {
    const share = await rejected();
    const body = { kind: 'share', subject: share.id, text: 'Itu akun saya sendiri.' };
    const made = await staff.api('POST', '/appeals', body);
    expect([made.status, made.json()['dueOn']]).toEqual([201, '2026-11-27']);
    const id = String(made.json()['id']);
    expect((await staff.api('POST', '/appeals', { ...body, kind: 'gaji' })).status).toBe(422);
    const nowhere = { kind: 'unit', subject: 'TIDAK-ADA', month: '2026-10', from: '2026-10-05', text: body.text };
    expect((await staff.api('POST', '/appeals', nowhere)).text).toContain('"field":"subject"');
    const leave = {
      kind: 'leave',
      subject: 'missing',
      month: '2026-10',
      from: '2026-10-05',
      until: '2026-10-06',
      text: 'Cuti tahunan disetujui.',
    };
    expect((await staff.api('POST', '/appeals', leave)).status).toBe(201);
    expect((await staff.api('POST', `/appeals/${id}/verdicts`, { decision: 'granted', reason: 'Benar.' })).status).toBe(
      403,
    );
    const verdict = await evaluator.api('POST', `/appeals/${id}/verdicts`, {
      decision: 'granted',
      reason: 'Akunnya benar.',
    });
    expect([verdict.status, verdict.json()]).toEqual([200, { id, decision: 'granted' }]);
    const { items } = (await staff.api('GET', '/appeals')).json<{ items: Record<string, unknown>[] }>();
    expect(items.map(({ kind, decision, reason }) => [kind, decision, reason])).toEqual(
      expect.arrayContaining([
        ['share', 'granted', 'Akunnya benar.'],
        ['leave', null, ''],
      ]),
    );
  });
});
