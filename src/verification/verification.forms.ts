import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { shareStates, type ShareState } from '../shares/standing.rules';
import { blankIsNothing, say } from '../web/form';
import { verdicts, type VerdictName } from './verification.rules';

/** `POST /api/v1/shares/{id}/verdicts`. */
export class VerdictForm {
  @IsIn(verdicts, say('Pilih terima, kembalikan, atau tolak.', 'Choose accepted, returned or rejected.'))
  verdict!: VerdictName;

  /** A reason of the list in `reason.rules.ts`. */
  @blankIsNothing
  @IsOptional()
  @Matches(/^[a-z_]{1,40}$/, say('Alasan itu tidak ada dalam daftar.', 'This reason is not in the list.'))
  reasonCode?: string;

  @IsOptional()
  @IsString(say('Tulis alasan sebagai teks.', 'Write the reason as text.'))
  @MaxLength(
    5000,
    say('Alasan terlalu panjang; paling banyak 500 karakter.', 'The reason is too long; at most 500 characters.'),
  )
  reason?: string;
}

/** The buttons of one share's screen, which says since when it was shown. */
export class ScreenVerdictForm extends VerdictForm {
  @IsOptional()
  @IsString(say('Muat ulang halaman ini.', 'Reload this page.'))
  mark?: string;
}

/** The shares ticked in the list, each as the mark that its page gave it. */
export class TogetherForm {
  @Transform(({ value }) => [value].flat())
  @IsString({ each: true, ...say('Muat ulang halaman ini.', 'Reload this page.') })
  mark: string[] = [];
}

/** What a list of shares is narrowed to; absent means everything. */
export class SharesQuery {
  @blankIsNothing
  @IsOptional()
  @IsIn(['own', 'review'], say('Isian "scope" berisi own atau review.', 'Field "scope" is own or review.'))
  scope?: 'own' | 'review';

  @blankIsNothing
  @IsOptional()
  @Matches(/^([1-9]\d?|100)$/, say('Isian "limit" berupa angka 1–100.', 'Field "limit" is a number from 1 to 100.'))
  limit?: string;

  @blankIsNothing
  @IsOptional()
  @IsString(say('Isian "after" tidak terbaca.', 'Field "after" cannot be read.'))
  after?: string;

  @blankIsNothing
  @IsOptional()
  @IsIn(shareStates, say('Keadaan sebaran tidak dikenal.', 'This state is unknown.'))
  state?: ShareState;

  @blankIsNothing
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, say('Tulis bulan seperti 2026-11.', 'Write a month like 2026-11.'))
  month?: string;

  @blankIsNothing
  @IsOptional()
  @IsString(say('Tulis satu kode unit.', 'Write one unit code.'))
  @MaxLength(40, say('Kode unit paling banyak 40 karakter.', 'A unit code has at most 40 characters.'))
  unit?: string;

  @blankIsNothing
  @IsOptional()
  @Matches(/^[a-z_]{1,40}$/, say('Kanal tidak dikenal.', 'This channel is unknown.'))
  channel?: string;

  @blankIsNothing
  @IsOptional()
  @IsString(say('Tulis kata yang dicari.', 'Write what to look for.'))
  @MaxLength(100, say('Kata yang dicari paling banyak 100 karakter.', 'At most 100 characters to look for.'))
  search?: string;
}
