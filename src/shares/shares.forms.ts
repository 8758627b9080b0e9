import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { uuid } from '../kernel/list-part';
import { missing, Refusal, words } from '../kernel/refusal';
import { blankIsNothing, say } from '../web/form';
import { longText, postWanted } from './share.rules';

const postMessage = say(postWanted.id, postWanted.en);

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

  @IsOptional()
  @IsBoolean(say('Isian "disputed" berupa true atau false.', 'Field "disputed" is true or false.'))
  disputed?: boolean;
}

/** `PUT /api/v1/shares/{id}`. */
export class ShareBody extends EvidenceBody {
  @Matches(uuid, postMessage)
  postId!: string;

  @IsOptional()
  @Matches(uuid, say('Isian "pictureId" berupa UUID gambar.', 'Field "pictureId" is the UUID of a picture.'))
  pictureId?: string;

  @Matches(/^[a-z_]{1,40}$/, say('Pilih kanal tempat Anda membagikan.', 'Choose the channel on which you shared.'))
  channel!: string;

  @blankIsNothing
  @IsOptional()
  @IsString(say('Tulis waktu sebar seperti 2026-11-23T14:05+08:00.', 'Write the moment like 2026-11-23T14:05+08:00.'))
  sharedAt?: string;
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
