import { IsString, MaxLength } from 'class-validator';
import { say } from '../web/form';

/** Why a fixed month is opened again; its length is judged by the service. */
export class ReopeningForm {
  @IsString(say('Tulis alasannya.', 'Write the reason.'))
  @MaxLength(2000, say('Alasan terlalu panjang.', 'The reason is too long.'))
  reason!: string;
}

/** The number of the random audit; what makes it one is judged where it is drawn. */
export class DrawForm {
  @IsString(say('Tulis bilangan publik.', 'Write the public number.'))
  @MaxLength(2000, say('Bilangan publik terlalu panjang.', 'The public number is too long.'))
  publicNumber!: string;

  @IsString(say('Tulis sumber bilangan publik.', 'Write the source of the public number.'))
  @MaxLength(2000, say('Sumber terlalu panjang.', 'The source is too long.'))
  source!: string;
}
