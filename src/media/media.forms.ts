import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator';
import { cleanLine } from '../posts/post-content.rules';
import { say } from '../web/form';
import { longestAlt, shortestAlt } from './media.rules';

const Cleaned = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanLine(value) : value));
const Alt = () =>
  Length(
    shortestAlt,
    longestAlt,
    say(
      'Tulis teks alternatif, 5–300 karakter: apa yang terlihat.',
      'Write the alternative text, 5–300 characters: what is to be seen.',
    ),
  );

/** The post as it stood on the writer's screen. */
class SeenForm {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  changedAt?: string;
}

/** What comes with an uploaded file. */
export class MediumForm extends SeenForm {
  @Cleaned()
  @Alt()
  @IsString(say('Teks alternatif harus berupa teks.', 'The alternative text must be text.'))
  alt = '';
}

export const mediumActs = ['simpan', 'naik', 'hapus'] as const;

/** What is done with a picture or video that is there; its text is read only to be saved. */
export class ChangeMediumForm extends SeenForm {
  @IsIn(mediumActs, say('Pilih tindakannya.', 'Choose what to do.'))
  tindakan!: (typeof mediumActs)[number];

  @ValidateIf(({ tindakan }: ChangeMediumForm) => tindakan === 'simpan')
  @Cleaned()
  @Alt()
  @IsString(say('Teks alternatif harus berupa teks.', 'The alternative text must be text.'))
  alt = '';
}
