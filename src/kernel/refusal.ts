/** One sentence in the two languages of the interface. */
export interface Words {
  id: string;
  en: string;
}

/** Pairs the two languages of a sentence. */
export function words(id: string, en: string): Words {
  return { id, en };
}

export const refusalStatus = {
  unreadable: 400,
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  unavailable: 503,
} as const;

export type RefusalKind = keyof typeof refusalStatus;

/** What is wrong with one field of a form or a JSON body. */
export interface FieldProblem {
  field: string;
  words: Words;
}

/** The only error thrown on purpose: a sentence a civil servant understands, with what to do next. */
export class Refusal extends Error {
  /**
   * @param kind decides the HTTP status
   * @param code stable machine-readable name, e.g. `link-already-logged`
   * @param words the sentence in both languages
   */
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    readonly words: Words,
    readonly more: { fields?: FieldProblem[]; retryAfter?: number } = {},
  ) {
    super(words.id);
    this.name = 'Refusal';
  }

  get status(): number {
    return refusalStatus[this.kind];
  }

  get fields(): FieldProblem[] {
    return this.more.fields ?? [];
  }
}

/** Something that does not exist, or that the actor may not see: both look the same. */
export function missing(): Refusal {
  return new Refusal(
    'missing',
    'not-found',
    words(
      'Halaman atau data ini tidak ditemukan. Periksa alamatnya atau kembali ke Beranda.',
      'This page or record was not found. Check the address or go back to the home page.',
    ),
  );
}
