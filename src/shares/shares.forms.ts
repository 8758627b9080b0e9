import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Transform } from 'class-transformer';
import { uuid } from '../kernel/list-part';
import { missing, Refusal, words } from '../kernel/refusal';
import { parseMoment } from '../kernel/wita';
import { say } from '../web/form';

const longText = {
  id: 'Teks terlalu panjang; paling banyak 20.000 karakter.',
  en: 'The text is too long; at most 20,000 characters.',
};
const blankIsNothing = Transform(({ value }) => (typeof value === 'string' && !value.trim() ? undefined : value));
const postMessage = say('Pilih materi yang Anda bagikan.', 'Choose the item you shared.');

/** The evidence of a share: a pasted text with a link, or a sentence. */
export class EvidenceBody {
  @blankIsNothing
  @IsOptional()
  @IsString(say('Tempel tautan sebagai teks.', 'Paste the link as text.'))
  @MaxLength(20_000, say(longText.id, longText.en))
  text?: string;

  @blankIsNothing
  @IsOptional()
  @IsString(say('Tulis keterangan sebagai teks.', 'Write the statement as text.'))
  @MaxLength(20_000, say(longText.id, longText.en))
  statement?: string;
}

/** `PUT /api/v1/shares/{id}`. */
export class ShareBody extends EvidenceBody {
  @Matches(uuid, postMessage)
  postId!: string;

  @Matches(/^[a-z_]{1,40}$/, say('Pilih kanal tempat Anda membagikan.', 'Choose the channel on which you shared.'))
  channel!: string;

  @blankIsNothing
  @IsOptional()
  @IsString(say('Tulis waktu sebar seperti 2026-11-23T14:05+08:00.', 'Write the moment like 2026-11-23T14:05+08:00.'))
  sharedAt?: string;
}

/** The form *Catat sebaran*; without a channel the link says which one it is. */
export class LogShareForm {
  @Matches(
    uuid,
    say('Buka formulir ini dari menu Catat, lalu kirim lagi.', 'Open this form from the menu and send it again.'),
  )
  id!: string;

  @Matches(uuid, postMessage)
  materi!: string;

  @IsString(say('Tempel tautan atau tulis keterangan.', 'Paste a link or write a statement.'))
  @MaxLength(20_000, say(longText.id, longText.en))
  isi = '';

  @IsOptional()
  @Matches(/^[a-z_]{0,40}$/, say('Pilih kanal dari daftar.', 'Choose a channel of the list.'))
  kanal?: string;

  @blankIsNothing
  @IsOptional()
  @IsString(say('Tulis waktu sebar seperti 2026-11-23T14:05.', 'Write the moment like 2026-11-23T14:05.'))
  waktu?: string;
}

/** The form *Perbaiki* of a returned share. */
export class MendForm {
  @IsString(say('Tempel tautan atau tulis keterangan.', 'Paste a link or write a statement.'))
  @MaxLength(20_000, say(longText.id, longText.en))
  isi = '';
}

export class InspectBody {
  @IsString(say('Kirim isian "text" berupa teks.', 'Send the field "text" as text.'))
  @MaxLength(100_000, say(longText.id, longText.en))
  text!: string;
}

export class OpenPostsQuery {
  @blankIsNothing
  @IsOptional()
  @IsIn(['open'], say('Isian "state" hanya mengenal "open".', 'Field "state" knows only "open".'))
  state?: 'open';

  @blankIsNothing
  @IsOptional()
  @Matches(/^([1-9]\d?|100)$/, say('Isian "limit" berupa angka 1–100.', 'Field "limit" is a number from 1 to 100.'))
  limit?: string;

  @IsOptional()
  @IsString(say('Isian "after" tidak terbaca.', 'Field "after" cannot be read.'))
  after?: string;
}

/** The id of a share in an address, in lower case. @throws Refusal 404 when it is no UUID: it names no share */
export function shareId(text: string): string {
  if (uuid.test(text)) return text.toLowerCase();
  throw missing();
}

/** The id that a sender gives to a new share, in lower case. @throws Refusal 422 */
export function newShareId(text: string): string {
  if (uuid.test(text)) return text.toLowerCase();
  throw new Refusal(
    'invalid',
    'invalid-id',
    words(
      'Nomor sebaran harus UUID, misalnya 0190f3a0-0000-7000-8000-000000000001.',
      'The id of a share must be a UUID, such as 0190f3a0-0000-7000-8000-000000000001.',
    ),
  );
}

/** Reads a moment that a person stated; without an offset it is WITA. Null when none was stated. */
export function statedMoment(text: string | undefined, field: string): Date | null {
  if (text === undefined) return null;
  const moment = parseMoment(text);
  if (moment) return moment;
  const sentence = words(
    'Waktu sebar tidak terbaca. Tulis seperti 2026-11-23T14:05 (WITA).',
    'The moment shared cannot be read. Write it like 2026-11-23T14:05 (WITA).',
  );
  throw new Refusal('invalid', 'shared-at-unreadable', sentence, { fields: [{ field, words: sentence }] });
}

const formNames: Record<string, string> = {
  postId: 'materi',
  channel: 'kanal',
  text: 'isi',
  statement: 'isi',
  sharedAt: 'waktu',
};

/** The refusal with its sentences at the fields of the page's form. */
export function inFields({ kind, code, words: sentence, more }: Refusal): Refusal {
  const fields = (more.fields ?? []).map((one) => ({ ...one, field: formNames[one.field] ?? one.field }));
  return new Refusal(kind, code, sentence, { ...more, fields });
}
