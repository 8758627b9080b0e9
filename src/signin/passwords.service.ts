import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Refusal, words, type Words } from '../kernel/refusal';

/** OWASP's smallest recommended argon2id: about 30 ms and 19 MiB each, so two at once leave the server alive. */
const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 };
const mostAtOnce = 2;
const mostWaiting = 100;
const shortest = 12;
const longest = 128;
const leastScore = 3;
/** Letters a password needs besides words about its owner. */
const leastOther = 5;

/** Words that everybody here would try first. */
const localWords = ['gaung', 'sulut', 'sulawesi', 'utara', 'manado', 'minahasa', 'kominfo', 'pemprov', 'dinas'];

export interface ChosenPassword {
  password: string;
  repeat: string;
}

/** Whom a password is for: what must not be in it. */
export interface PasswordOwner {
  name: string;
  numbers: string[];
  unitName: string;
}

/** Hashes and compares passwords, and says which ones are too weak. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private stranger: Promise<string> | undefined;
  private estimator: ReturnType<typeof loadEstimator> | undefined;

  /**
   * The argon2id hash in PHC notation.
   * @throws Refusal `busy` (503) when a hundred wait already
   */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, cost));
  }

  /**
   * Whether this is the password of the hash; without one (unknown number, account not activated) the same work is
   * done and the answer is no.
   * @throws Refusal `busy` (503) when a hundred wait already
   */
  async verify(password: string, phc: string | null): Promise<boolean> {
    const real = phc?.startsWith('$argon2') ? phc : undefined;
    this.stranger ??= this.hash('nobody').catch((error: unknown) => {
      this.stranger = undefined;
      throw error;
    });
    const compared = real ?? (await this.stranger);
    const right = await this.inTurn(() => verify(compared, password));
    return right && real !== undefined;
  }

  /**
   * Accepts 12–128 characters that are not easy to guess for somebody who knows the owner and the office.
   * @throws Refusal at the field `password` or `repeat`, with what to do instead
   */
  async demandGood({ password, repeat }: ChosenPassword, owner: PasswordOwner): Promise<void> {
    const length = Array.from(password).length;
    if (length < shortest || length > longest) throw atField('password', wrongLength(length));
    if (password !== repeat) throw atField('repeat', notTheSame);
    const context = contextOf(owner);
    if (isMadeOf(password, context)) throw atField('password', aboutOwner);
    this.estimator ??= loadEstimator();
    const { score, sequence } = (await this.estimator).check(password, context);
    if (score >= leastScore) return;
    const personal = sequence.some((part) => 'dictionaryName' in part && part.dictionaryName === 'userInputs');
    throw atField('password', personal ? aboutOwner : easyToGuess);
  }

  private async inTurn<T>(job: () => Promise<T>): Promise<T> {
    if (this.running >= mostAtOnce) {
      if (this.waiting.length >= mostWaiting) throw busy();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      return await job();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** The dictionaries are large and needed rarely: they are read at the first chosen password. */
async function loadEstimator() {
  const [{ ZxcvbnFactory }, common, indonesian] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-id'),
  ]);
  const dictionary = { ...common.dictionary, ...indonesian.dictionary };
  return new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs });
}

/** A NIP opens with the birth date, which people also write day first. */
function contextOf({ name, numbers, unitName }: PasswordOwner): string[] {
  const parts = `${name} ${unitName}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const births = numbers.flatMap((number) => {
    const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})\d{10}$/.exec(number) ?? [];
    return year ? [year, `${year}${month}${day}`, `${day}${month}${year}`, `${day}${month}${year.slice(2)}`] : [];
  });
  return [...localWords, ...numbers, ...births, ...parts.filter((part) => part.length >= 3)];
}

/** Whether little remains without the words about the owner: three known words in a row would pass the estimator. */
function isMadeOf(password: string, context: string[]): boolean {
  const lower = password.toLowerCase();
  const longestFirst = [...context].sort((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word.toLowerCase(), ' '), lower);
  return rest !== lower && rest.replace(/[^\p{L}]/gu, '').length < leastOther;
}

function wrongLength(length: number): Words {
  return words(
    `Kata sandi terdiri atas ${shortest}–${longest} karakter; yang Anda tulis ${length}. Gabungkan beberapa kata agar panjang tetapi mudah diingat.`,
    `A password has ${shortest}–${longest} characters; you wrote ${length}. Join several words to make it long and easy to remember.`,
  );
}

const notTheSame = words(
  'Kedua kata sandi tidak sama. Ketik kembali keduanya.',
  'The two passwords are not the same. Type both again.',
);
const easyToGuess = words(
  'Kata sandi ini mudah ditebak. Gabungkan empat kata yang tidak berhubungan, dan hindari urutan seperti 1234 atau kata sandi umum.',
  'This password is easy to guess. Join four unrelated words and avoid sequences such as 1234 or common passwords.',
);
const aboutOwner = words(
  'Kata sandi ini mudah ditebak karena memuat nama, nomor, unit, atau daerah Anda. Gabungkan empat kata yang tidak berhubungan dengan diri dan kantor Anda.',
  'This password is easy to guess because it holds your name, number, unit or region. Join four words that have nothing to do with you and your office.',
);

/** A refusal of one field of a form, shown there and above the form. */
export function atField(field: string, sentence: Words): Refusal {
  return new Refusal('invalid', 'invalid-input', sentence, { fields: [{ field, words: sentence }] });
}

function busy(): Refusal {
  return new Refusal(
    'unavailable',
    'busy',
    words(
      'Terlalu banyak orang sedang masuk bersamaan. Coba lagi dalam beberapa detik.',
      'Too many people are signing in at once. Try again in a few seconds.',
    ),
    { retryAfter: 5 },
  );
}
