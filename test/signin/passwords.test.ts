import { Refusal } from '../../src/kernel/refusal';
import { Passwords } from '../../src/signin/passwords.service';

const owner = { name: 'Maria Lasut', numbers: ['199003032015032001'], unitName: 'Dinas Kesehatan Daerah' };
const passwords = new Passwords();
const judge = (password: string, repeat = password) =>
  passwords.demandGood({ password, repeat }, owner).then(
    () => 'good',
    (error: unknown) => (error instanceof Refusal ? `${error.fields[0]?.field}: ${error.words.id}` : String(error)),
  );

describe('a password is accepted', () => {
  it.each([
    ['four unrelated words', 'ikan-terbang-ungu-payung'],
    ['with spaces', 'awan kopi lemari biola'],
    ['with letters of any script and emoji', 'кошка-🐟-payung-ungu-7'],
    ['of exactly 12 characters', 'vq7#Lw2!xT9z'],
    ['of 128 characters', 'lemari biola ungu '.repeat(8).slice(0, 127) + 'q'],
  ])('%s', async (_, password) => {
    expect(await judge(password)).toBe('good');
  });
});

describe('a password is refused', () => {
  it.each([
    ['of 11 characters', 'vq7#Lw2!xT9', 'password: Kata sandi terdiri atas 12–128 karakter; yang Anda tulis 11.'],
    ['of 129 characters', 'q'.repeat(129), 'password: Kata sandi terdiri atas 12–128 karakter; yang Anda tulis 129.'],
    ['that everybody uses', 'password12345', 'password: Kata sandi ini mudah ditebak.'],
    ['that everybody here uses', 'sayangsayang', 'password: Kata sandi ini mudah ditebak.'],
    ['of a keyboard row', 'qwertyuiop[]', 'password: Kata sandi ini mudah ditebak.'],
    ['with the office and the year', 'Kominfo@2026', 'password: Kata sandi ini mudah ditebak karena memuat'],
    ['with the own name', 'marialasut12', 'password: Kata sandi ini mudah ditebak karena memuat'],
    ['with the place, a year and signs', 'Manado2026!!', 'password: Kata sandi ini mudah ditebak karena memuat'],
    ['with words of the own unit', 'DinasKesehatan2026!', 'password: Kata sandi ini mudah ditebak karena memuat'],
    ['that is the own number', '199003032015032001', 'password: Kata sandi ini mudah ditebak karena memuat'],
    ['with the birth date', '03031990lasut', 'password: Kata sandi ini mudah ditebak karena memuat'],
  ])('%s', async (_, password, sentence) => {
    expect(await judge(password)).toContain(sentence);
  });

  it('that is not the same twice, at the second field', async () => {
    expect(await judge('ikan-terbang-ungu-payung', 'ikan-terbang-ungu-Payung')).toContain('repeat: Kedua kata sandi');
  });
});

describe('comparing', () => {
  it('is exact', async () => {
    const phc = await passwords.hash('Ikan terbang ungu');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify('Ikan terbang ungu', phc)).toBe(true);
    for (const other of ['ikan terbang ungu', 'Ikan terbang ungu ', 'Ikan terbang ung', ''])
      expect(await passwords.verify(other, phc)).toBe(false);
  });

  it('says no without a hash or with a damaged one, also to the word compared instead', async () => {
    expect(await passwords.verify('nobody', null)).toBe(false);
    expect(await passwords.verify('nobody', 'none')).toBe(false);
  });

  it('works two at once, lets a hundred wait, and refuses the next with a time to come back', async () => {
    const busy = new Passwords();
    const phc = await busy.hash('x');
    const all = await Promise.allSettled(Array.from({ length: 110 }, () => busy.verify('y', phc)));
    const refused = all.filter((one) => one.status === 'rejected').map((one) => one.reason as Refusal);
    expect(refused.map(({ status, more }) => [status, more.retryAfter])).toEqual(
      Array.from({ length: refused.length }, () => [503, 5]),
    );
    expect(refused.length).toBeGreaterThan(0);
    expect(all.length - refused.length).toBeGreaterThanOrEqual(100);
    expect(await busy.verify('x', phc)).toBe(true);
  });
});
