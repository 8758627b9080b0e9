import { IsString, MaxLength } from 'class-validator';
import { say } from '../web/form';

/** Why a fixed month is opened again; its length is judged by the service. */
export class ReopeningForm {
  @IsString(say('Tulis alasannya.', 'Write the reason.'))
  @MaxLength(2000, say('Alasan terlalu panjang.', 'The reason is too long.'))
  reason!: string;
}
