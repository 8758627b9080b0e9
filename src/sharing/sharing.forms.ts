import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { uuid } from '../kernel/list-part';
import { Refusal } from '../kernel/refusal';
import { longText, postWanted } from '../shares/share.rules';
import { blankIsNothing, say } from '../web/form';

/** The form *Catat sebaran*; without a channel the link says which one it is. */
export class LogShareForm {
  @Matches(
    uuid,
    say('Buka formulir ini dari menu Catat, lalu kirim lagi.', 'Open this form from the menu and send it again.'),
  )
  id!: string;

  @Matches(uuid, say(postWanted.id, postWanted.en))
  materi!: string;

  @IsString(say('Tempel tautan atau tulis keterangan.', 'Paste a link or write a statement.'))
  @MaxLength(20_000, say(longText.id, longText.en))
  isi = '';

  /** A picture that came with an earlier attempt. */
  @blankIsNothing
  @IsOptional()
  @Matches(uuid, say('Pilih gambarnya sekali lagi.', 'Choose the picture once more.'))
  gambarId?: string;

  @IsOptional()
  @Matches(/^[a-z_]{0,40}$/, say('Pilih kanal dari daftar.', 'Choose a channel of the list.'))
  kanal?: string;

  @blankIsNothing
  @IsOptional()
  @IsString(say('Tulis waktu sebar seperti 2026-11-23T14:05.', 'Write the moment like 2026-11-23T14:05.'))
  waktu?: string;

  @IsOptional()
  @IsIn(['', 'ya'], say('Centang atau kosongkan pernyataan ini.', 'Tick this statement or leave it empty.'))
  milik?: string;
}

/** The form *Perbaiki* of a returned share. */
export class MendForm {
  @IsString(say('Tempel tautan atau tulis keterangan.', 'Paste a link or write a statement.'))
  @MaxLength(20_000, say(longText.id, longText.en))
  isi = '';

  @IsOptional()
  @IsIn(['', 'ya'], say('Centang atau kosongkan pernyataan ini.', 'Tick this statement or leave it empty.'))
  milik?: string;
}

const formNames: Record<string, string> = {
  postId: 'materi',
  channel: 'kanal',
  text: 'isi',
  statement: 'isi',
  sharedAt: 'waktu',
  disputed: 'milik',
  picture: 'gambar',
  pictureId: 'gambar',
};

/** The refusal with its sentences at the fields of the page's form. */
export function inFields({ kind, code, words: sentence, more }: Refusal): Refusal {
  const fields = (more.fields ?? []).map((one) => ({ ...one, field: formNames[one.field] ?? one.field }));
  return new Refusal(kind, code, sentence, { ...more, fields });
}
