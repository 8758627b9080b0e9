import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { say } from '../web/form';
import { cleanText, everybodyWord, longest, mostCaptions } from './post-content.rules';

const Cleaned = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanText(value) : value));
/** A repeated form field arrives as a list, a single one as text. */
const Listed = () =>
  Transform(({ value }: { value: unknown }) =>
    [value].flat().map((one: unknown) => (typeof one === 'string' ? cleanText(one) : one)),
  );
const Ticked = () => Transform(({ value }: { value: unknown }) => (value === 'ya' || value === 'on' ? true : value));
const Text = (label: string, english: string) =>
  IsString(say(`${label} harus berupa teks.`, `${english} must be text.`));
const AtMost = (count: number, label: string, english: string) =>
  MaxLength(count, say(`${label} paling banyak ${count} karakter.`, `${english}: at most ${count} characters.`));

/** What was on the screen of whoever acts: `changedAt` of the post. Optional; given, a changed post is not acted on. */
export class SeenForm {
  @IsOptional()
  @Text('Penanda versi', 'The version mark')
  @AtMost(40, 'Penanda versi', 'Version mark')
  changedAt?: string;
}

/** A draft; what it needs before submission is decided later. */
export class PostForm extends SeenForm {
  @Cleaned()
  @Length(1, longest.title, say('Judul harus 1–120 karakter.', 'The title must have 1–120 characters.'))
  @Text('Judul', 'The title')
  title!: string;

  @Cleaned()
  @AtMost(longest.program, 'Nama program', 'Programme')
  @Text('Nama program', 'The programme')
  program = '';

  /** A unit's code. */
  @Cleaned()
  @Length(1, 100, say('Pilih unit kerjanya.', 'Choose the unit.'))
  @Text('Kode unit', 'The unit code')
  unit!: string;

  @Cleaned()
  @AtMost(longest.narrative, 'Narasi', 'Narrative')
  @Text('Narasi', 'The narrative')
  narrative = '';

  @Cleaned()
  @AtMost(longest.address, 'Alamat sumber', 'Source address')
  @Text('Alamat sumber', 'The source address')
  sourceUrl = '';

  @Listed()
  @MaxLength(longest.caption, {
    each: true,
    ...say('Satu takarir paling banyak 2.200 karakter.', 'A caption has at most 2,200 characters.'),
  })
  @IsString({ each: true, ...say('Takarir harus berupa teks.', 'Captions must be text.') })
  @ArrayMaxSize(mostCaptions, say('Paling banyak 10 takarir.', 'At most 10 captions.'))
  @IsArray()
  captions: string[] = [];

  /** Addresses of the official publications, apart by line or space. */
  @Listed()
  @MaxLength(10_000, { each: true, ...say('Daftar tautan terlalu panjang.', 'The list of links is too long.') })
  @IsString({ each: true, ...say('Tautan harus berupa teks.', 'Links must be text.') })
  @ArrayMaxSize(50, say('Paling banyak 50 tautan.', 'At most 50 links.'))
  @IsArray()
  officialLinks: string[] = [];

  /** `semua` or unit codes. */
  @Listed()
  @MaxLength(10_000, { each: true, ...say('Daftar sasaran terlalu panjang.', 'The audience is too long.') })
  @IsString({ each: true, ...say('Sasaran harus berupa teks.', 'The audience must be text.') })
  @ArrayMaxSize(500, say('Paling banyak 500 kode unit.', 'At most 500 unit codes.'))
  @IsArray()
  audience: string[] = [everybodyWord];

  /** A day or a moment; without an offset WITA. */
  @Cleaned()
  @AtMost(40, 'Waktu mulai', 'Start')
  @Text('Waktu mulai', 'The start')
  shareFrom!: string;

  /** A day (its end) or a moment (exclusive); without an offset WITA. */
  @Cleaned()
  @AtMost(40, 'Waktu selesai', 'End')
  @Text('Waktu selesai', 'The end')
  shareUntil!: string;
}

export class ReturnForm extends SeenForm {
  @Cleaned()
  @Length(5, 1000, say('Tulis alasan pengembalian, 5–1.000 karakter.', 'Write why it is returned, 5–1,000 characters.'))
  @IsString(say('Tulis alasan pengembalian.', 'Write why it is returned.'))
  reason!: string;
}

/** The publisher's answers to the check-list. */
export class PublicationForm extends SeenForm {
  @Ticked()
  @IsBoolean(say('Jawab dengan dicentang atau tidak.', 'Answer true or false.'))
  sourceClear = false;

  @Ticked()
  @IsBoolean(say('Jawab dengan dicentang atau tidak.', 'Answer true or false.'))
  contentTrue = false;

  @Ticked()
  @IsBoolean(say('Jawab dengan dicentang atau tidak.', 'Answer true or false.'))
  noHoaxOrHate = false;

  @Ticked()
  @IsBoolean(say('Jawab dengan dicentang atau tidak.', 'Answer true or false.'))
  noPersonalDataOrPolitics = false;
}
