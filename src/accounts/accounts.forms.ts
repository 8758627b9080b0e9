import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { say } from '../web/form';

// oxlint-disable-next-line no-control-regex
const printable = /^[^\u0000-\u001f\u007f]*$/;

/** A password and the same again; how good it is, is asked later, with its owner in mind. */
class ChosenPasswordForm {
  @MaxLength(512, say('Kata sandi paling panjang 128 karakter.', 'A password has at most 128 characters.'))
  @IsString(say('Isi kata sandi baru.', 'Enter the new password.'))
  password!: string;

  @MaxLength(512, say('Kata sandi paling panjang 128 karakter.', 'A password has at most 128 characters.'))
  @IsString(say('Ketik kata sandi baru sekali lagi.', 'Type the new password once more.'))
  repeat!: string;
}

const numberSentence = say('Isi NIP atau nomor THL Anda.', 'Enter your NIP or THL number.');

export class ActivationForm extends ChosenPasswordForm {
  @Matches(printable, numberSentence)
  @Length(1, 60, numberSentence)
  @IsString(numberSentence)
  number!: string;

  @Matches(printable, say('Isi kode dari lembar Anda.', 'Enter the code on your slip.'))
  @Length(1, 40, say('Isi kode dari lembar Anda.', 'Enter the code on your slip.'))
  @IsString(say('Isi kode dari lembar Anda.', 'Enter the code on your slip.'))
  code!: string;

  @Equals(
    'ya',
    say(
      'Baca pemberitahuan privasi, lalu beri tanda bahwa Anda sudah membacanya.',
      'Read the privacy notice, then tick that you have read it.',
    ),
  )
  notice!: string;
}

export class SetupForm extends ChosenPasswordForm {
  @Length(1, 120, say('Isi nama Anda, paling panjang 120 karakter.', 'Enter your name, at most 120 characters.'))
  @IsString(say('Isi nama Anda.', 'Enter your name.'))
  name!: string;

  @Matches(printable, numberSentence)
  @Length(1, 60, numberSentence)
  @IsString(numberSentence)
  number!: string;

  @IsOptional()
  @Matches(printable, say('Nama unit memuat karakter yang tidak dikenal.', 'The unit name has unknown characters.'))
  @Length(0, 120, say('Nama unit paling panjang 120 karakter.', 'A unit name has at most 120 characters.'))
  @IsString(say('Isi nama unit.', 'Enter the name of the unit.'))
  rootName?: string;
}

export class ChangePasswordForm extends ChosenPasswordForm {
  @Length(1, 512, say('Isi kata sandi saat ini.', 'Enter the current password.'))
  @IsString(say('Isi kata sandi saat ini.', 'Enter the current password.'))
  current!: string;
}

export class TokenForm {
  @Matches(printable, say('Nama token memuat karakter yang tidak dikenal.', 'The name has unknown characters.'))
  @Length(1, 60, say('Beri nama token, 1–60 karakter.', 'Name the token, 1–60 characters.'))
  @IsString(say('Beri nama token.', 'Name the token.'))
  name!: string;

  @Matches(
    /^([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-5])$/,
    say('Masa berlaku token 1–365 hari.', 'A token is valid for 1–365 days.'),
  )
  days!: string;
}

const oneOrMany = ({ value }: { value: unknown }): unknown => (value === undefined ? [] : [value].flat());

export class SlipsForm {
  @ArrayMaxSize(100, say('Paling banyak 100 lembar sekaligus.', 'At most 100 slips at once.'))
  @IsUUID('all', { each: true, ...say('Pilih pegawai dari daftar.', 'Choose people from the list.') })
  @IsArray(say('Pilih pegawai dari daftar.', 'Choose people from the list.'))
  @Transform(oneOrMany)
  person: string[] = [];

  @IsOptional()
  @IsString(say('Pilih unit dari daftar.', 'Choose a unit from the list.'))
  unit?: string;
}

export class CodeForm {
  @Matches(printable, say('Isi NIP atau nomor THL pegawai.', "Enter the person's NIP or THL number."))
  @Length(1, 60, say('Isi NIP atau nomor THL pegawai.', "Enter the person's NIP or THL number."))
  @IsString(say('Isi NIP atau nomor THL pegawai.', "Enter the person's NIP or THL number."))
  number!: string;
}
