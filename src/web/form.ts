import { plainToInstance, Transform } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { frozenOf } from '../kernel/frozen';
import { Refusal, words, type FieldProblem, type Words } from '../kernel/refusal';
import { writeFlash } from './flash';

const separator = '\u001f';

/** For a field of a form class: blank is as good as not sent. */
export const blankIsNothing = Transform(({ value }) =>
  typeof value === 'string' && !value.trim() ? undefined : value,
);

/** A validation message in both languages: `@Length(3, 120, say('Judul 3–120 karakter.', 'Title of 3–120 characters.'))`. */
export function say(id: string, en: string): { message: string } {
  return { message: `${id}${separator}${en}` };
}

/**
 * Reads a form or JSON body into its class: unknown fields refused, every problem a sentence.
 * Repeated form fields arrive as arrays; a class that expects text refuses them.
 */
export function readForm<T extends object>(form: new () => T, body: unknown): T {
  const value = plainToInstance(form, isRecord(body) ? { ...body } : {});
  const errors = validateSync(value, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  if (errors.length) throw refusalOf(errors);
  return value;
}

/** The validation errors as one Refusal with a sentence per field. */
export function refusalOf(errors: ValidationError[]): Refusal {
  const fields = errors.flatMap((error) => problemsOf(error, ''));
  const sentence = words(
    fields.map((field) => field.words.id).join(' ') || 'Isian tidak terbaca.',
    fields.map((field) => field.words.en).join(' ') || 'The input could not be read.',
  );
  return new Refusal('invalid', 'invalid-input', sentence, { fields });
}

function problemsOf(error: ValidationError, parent: string): FieldProblem[] {
  const field = parent + error.property;
  // Decorators are read from the last to the first, and the first one says what the field is at all.
  const own = Object.entries(error.constraints ?? {})
    .slice(-1)
    .map(([kind, message]) => ({
      field,
      words: kind === 'whitelistValidation' ? unknownField(error.property) : wordsOf(message, error.property),
    }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, `${field}.`))];
}

function wordsOf(message: string, property: string): Words {
  const [id, en] = message.split(separator);
  if (en !== undefined) return words(id ?? '', en);
  return words(
    `Isian "${property}" tidak benar. Periksa lalu kirim lagi.`,
    `Field "${property}" is wrong: ${message}.`,
  );
}

function unknownField(property: string): Words {
  const name = property.slice(0, 40);
  return words(`Isian "${name}" tidak dikenal. Hapus isian itu.`, `Field "${name}" is unknown. Remove it.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts of a sent form or of an address, to be shown again; what came twice or as something else is left out. */
export function typedTexts(sent: unknown): Record<string, string> {
  const pairs = isRecord(sent) ? Object.entries(sent) : [];
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

/** What a form did: where to go on, and a sentence to show there. */
export interface FormOutcome {
  to: string;
  say?: Words;
}

/**
 * Answers a form that was sent: does the act and goes on (303; null: the act has answered itself), or shows the form
 * again, filled, with the refusal's status. Refusals about the person (401, 403, 404) go to the common error page.
 */
export async function answerForm(
  reply: FastifyReply,
  act: () => Promise<FormOutcome | null>,
  again: (refusal: Refusal) => JSX.Element | Promise<JSX.Element>,
): Promise<void> {
  try {
    const outcome = await act();
    if (outcome) goOn(reply, outcome.to, outcome.say);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : frozenOf(error);
    if (!refusal || [401, 403, 404].includes(refusal.status)) throw error;
    const page = await again(refusal);
    await reply.status(refusal.status).header('Content-Type', 'text/html; charset=utf-8').send(page);
  }
}

/** Goes to a page of this program (never elsewhere) and says the sentence there. */
export function goOn(reply: FastifyReply, to: string, sentence?: Words): void {
  if (sentence) writeFlash(reply, sentence);
  void reply.status(303).header('Location', localPath(to)).send();
}

/** The address if it stays on this site, else the home page. */
export function localPath(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/';
}
