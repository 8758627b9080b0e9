import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Refusal } from '../kernel/refusal';
import { blankIsNothing, say } from '../web/form';
import { type AppealKind, decisions, type Decision, type GivenAppeal, kinds, wishes } from './appeal.rules';

const day = say('Tulis tanggal seperti 2026-10-05.', 'Write a date such as 2026-10-05.');
const long = say('Teks terlalu panjang.', 'The text is too long.');

/** `POST /api/v1/appeals`. */
export class AppealBody {
  @IsIn(kinds, say('Pilih share, leave, atau unit.', 'Choose share, leave or unit.'))
  kind!: AppealKind;

  /** The share's id; of leave `missing` or `wrong`; of the unit its code. */
  @IsString(say('Kirim isian "subject" berupa teks.', 'Send the field "subject" as text.'))
  @MaxLength(200, long)
  subject!: string;

  @blankIsNothing
  @IsOptional()
  @Matches(/^\d{4}-\d{2}$/, say('Tulis bulan seperti 2026-10.', 'Write a month such as 2026-10.'))
  month?: string;

  @blankIsNothing
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, day)
  from?: string;

  @blankIsNothing
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, day)
  until?: string;

  @IsString(say('Tulis alasan sebagai teks.', 'Write the reason as text.'))
  @MaxLength(20_000, long)
  text!: string;
}

/** `POST /api/v1/appeals/{id}/verdicts`. */
export class DecisionBody {
  @IsIn(decisions, say('Pilih granted atau refused.', 'Choose granted or refused.'))
  decision!: Decision;

  @IsString(say('Tulis alasan sebagai teks.', 'Write the reason as text.'))
  @MaxLength(20_000, long)
  reason!: string;
}

export function appealOf({ kind, subject, month, from, until, text }: AppealBody): GivenAppeal {
  const named = kind === 'share' ? { shareId: subject } : kind === 'leave' ? { wish: subject } : { unit: subject };
  return { kind, ...named, month, from, until, text };
}

/** The form of an appeal as it was typed. */
export interface TypedAppeal {
  hal: AppealKind;
  sebaran: string;
  bulan: string;
  perubahan: string;
  unit: string;
  mulai: string;
  sampai: string;
  isi: string;
}

/** Reads the texts of the form or of the address that leads to it. */
export function typedAppeal(texts: Record<string, string>): TypedAppeal {
  const { sebaran = '', bulan = '', perubahan = '', unit = '', mulai = '', sampai = '', isi = '' } = texts;
  const hal = kinds.find((kind) => kindNames[kind] === texts['hal']) ?? (sebaran ? 'share' : 'unit');
  return { hal, sebaran, bulan, perubahan, unit, mulai, sampai, isi };
}

export const kindNames: Record<AppealKind, string> = { share: 'sebaran', leave: 'cuti', unit: 'unit' };
/** What the buttons of a decision send. */
export const decisionNames: Partial<Record<string, Decision>> = { kabulkan: 'granted', tolak: 'refused' };
export const wishNames = { missing: 'belum', wrong: 'keliru' } as const;

export function givenBy(typed: TypedAppeal): GivenAppeal {
  const { hal: kind, sebaran, bulan, perubahan, unit, mulai, sampai, isi } = typed;
  const wish = wishes.find((one) => wishNames[one] === perubahan);
  return { kind, shareId: sebaran, month: bulan, wish, unit, from: mulai, until: sampai, text: isi };
}

const formNames: Partial<Record<string, string>> = {
  ...{ from: 'mulai', until: 'sampai', text: 'isi' },
  ...{ decision: 'putusan', reason: 'alasan' },
};

/** The refusal with its sentences at the fields of the page's form. */
export function inFields({ kind, code, words: sentence, more }: Refusal, hal?: AppealKind): Refusal {
  const names: typeof formNames = { ...formNames, subject: hal === 'unit' ? 'unit' : 'perubahan' };
  const fields = (more.fields ?? []).map((one) => ({ ...one, field: names[one.field] ?? one.field }));
  return new Refusal(kind, code, sentence, { ...more, fields });
}
