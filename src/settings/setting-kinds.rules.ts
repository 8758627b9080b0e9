/*
 * The kinds of values a setting may hold, as they are typed in a form and as they are kept.
 * A kind reads a typed text into its value or says what is wrong, and writes the value as it would be typed. A stored
 * value that reading its own text would not give again is no value of the kind: the default stands in its place.
 *   lines(3, 100): "Jl. 17 Agustus, Manado 95111\r\n\r\n Laman sulutprov.go.id " → two lines; four lines → refused.
 *   onOff: "ya" → true, "tidak" → false, anything else → refused, and so is a field that was not sent.
 * Source: the forms of the page Setelan; domain.md, section 3.4, for what a letterhead is made of.
 */
import { cleanLine, cleanText } from '../kernel/clean-text';
import { words, type Words } from '../kernel/refusal';

export type Read<Value> = { value: Value } | { wrong: Words };

export interface Kind<Value> {
  /** How it is asked for: one line, several, or one of the options. */
  shape: 'line' | 'lines' | { options: { value: string; words: Words }[] };
  read(typed: string): Read<Value>;
  write(value: Value): string;
}

/** One of a few words. */
export function choice<Word extends string>(options: Record<Word, Words>): Kind<Word> {
  const known = Object.keys(options) as Word[];
  return {
    shape: { options: known.map((value) => ({ value, words: options[value] })) },
    read: (typed) => {
      const value = known.find((word) => word === typed);
      return value === undefined ? { wrong: notOffered } : { value };
    },
    write: (value) => value,
  };
}

const yesNo = choice({ tidak: words('Mati', 'Off'), ya: words('Hidup', 'On') });

/** A switch. */
export const onOff: Kind<boolean> = {
  shape: yesNo.shape,
  read: (typed) => {
    const read = yesNo.read(typed);
    return 'wrong' in read ? read : { value: read.value === 'ya' };
  },
  write: (value) => (value ? 'ya' : 'tidak'),
};

/** One line of text; empty only where it may be missing. */
export function line(longest: number, { mayBeEmpty = false } = {}): Kind<string> {
  return {
    shape: 'line',
    read: (typed) => {
      const value = cleanLine(typed);
      if (value === '' && !mayBeEmpty) return { wrong: empty };
      return value.length > longest ? { wrong: tooLong(longest) } : { value };
    },
    write: (value) => value,
  };
}

/** Several lines, none of them empty; no line at all is allowed. */
export function lines(most: number, longest: number): Kind<string[]> {
  return {
    shape: 'lines',
    read: (typed) => {
      const value = cleanText(typed).split('\n').map(cleanLine).filter(Boolean);
      if (value.length > most) return { wrong: tooMany(most) };
      return value.some((one) => one.length > longest) ? { wrong: tooLong(longest) } : { value };
    },
    write: (value) => value.join('\n'),
  };
}

/** Text of a fixed shape, spaces within it dropped, or nothing. */
export function shaped(pattern: RegExp, wrong: Words): Kind<string> {
  return {
    shape: 'line',
    read: (typed) => {
      const value = cleanLine(typed).replaceAll(' ', '');
      return value === '' || pattern.test(value) ? { value } : { wrong };
    },
    write: (value) => value,
  };
}

/** Whether a stored value is one of the kind's. */
export function isOf<Value>(kind: Kind<Value>, stored: unknown): stored is Value {
  if (!isWritable(kind, stored)) return false;
  const read = kind.read(kind.write(stored));
  return 'value' in read && JSON.stringify(read.value) === JSON.stringify(stored);
}

function isWritable<Value>({ shape }: Kind<Value>, stored: unknown): stored is Value {
  if (shape === 'lines') return Array.isArray(stored) && stored.every((one) => typeof one === 'string');
  return typeof stored === 'string' || (typeof stored === 'boolean' && shape !== 'line');
}

const notOffered = words('Pilih salah satu yang tersedia.', 'Choose one of those offered.');
const empty = words('Isian ini tidak boleh kosong.', 'This field must not be empty.');
const tooLong = (longest: number) =>
  words(`Satu baris paling banyak ${longest} karakter.`, `A line has at most ${longest} characters.`);
const tooMany = (most: number) => words(`Paling banyak ${most} baris.`, `At most ${most} lines.`);
