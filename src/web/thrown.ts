import { HttpException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { frozenOf } from '../kernel/frozen';
import { outageOf } from '../kernel/outage';
import { missing, Refusal, words, type Words } from '../kernel/refusal';
import { unreadable, unsupported } from './plain-input';

/** How much the server reads: of a form or of JSON, and of a file that comes with a form. */
export const mostMegabytes = { form: 2, file: 60 } as const;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What was thrown, in our words; undefined: a bug. */
export function refusalFrom(error: unknown, request: FastifyRequest): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (isMalformedId(error, request)) return missing();
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number })?.statusCode;
  return (status && ofFramework(status)) || (frozenOf(error) ?? outageOf(error));
}

function ofFramework(status: number): Refusal | undefined {
  if (status === 404 || status === 405) return missing();
  if (status === 413) return tooLarge();
  if (status === 415) return unsupported();
  return status >= 400 && status < 500 ? unreadable() : undefined;
}

/** An id that is no id names nothing; PostgreSQL calls it an invalid text (22P02) or a number out of range (22003). */
function isMalformedId(error: unknown, request: FastifyRequest): boolean {
  const code = (error as { driverError?: { code?: string } } | null)?.driverError?.code;
  if (code !== '22P02' && code !== '22003') return false;
  return Object.values(request.params as Record<string, string>).some((value) => !uuid.test(value));
}

function tooLarge(): Refusal {
  const { form, file } = mostMegabytes;
  const sentence = words(
    `Kiriman ini terlalu besar dan tidak disimpan. Batasnya ${form} MB, berkas ${file} MB. Perkecil, lalu kirim lagi.`,
    `This is too large and was not stored. The limit is ${form} MB, of a file ${file} MB. Make it smaller and send it again.`,
  );
  return new Refusal('too-large', 'too-large', sentence);
}

const titles: Record<number, Words> = {
  400: words('Kiriman tidak terbaca', 'Unreadable request'),
  401: words('Belum masuk', 'Not signed in'),
  403: words('Tidak berwenang', 'Not allowed'),
  404: words('Tidak ditemukan', 'Not found'),
  409: words('Keadaan sudah berubah', 'Conflict'),
  413: words('Kiriman terlalu besar', 'Too large'),
  415: words('Jenis isi tidak diterima', 'Unsupported content'),
  422: words('Isian perlu diperbaiki', 'Input needs correction'),
  429: words('Terlalu sering', 'Too many requests'),
  500: words('Kesalahan pada program', 'Error in the program'),
  503: words('Sedang tidak tersedia', 'Unavailable at the moment'),
};

/** A few words for a status, as heading of an error page and title of a problem document. */
export function titleOf(refusal: Refusal): Words {
  return titles[refusal.status] ?? words('Tidak dapat dilanjutkan', 'Cannot go on');
}
