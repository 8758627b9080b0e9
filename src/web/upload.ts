import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal, words } from '../kernel/refusal';

/** A file sent with a form, whole in memory (60 MB at most). */
export interface Upload {
  name: string;
  bytes: Buffer;
}

/** The file of a multipart form; throws a Refusal when there is none, it is empty or larger than allowed. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw noFile();
  const part = await request.file();
  if (!part) throw noFile();
  const bytes = await part.toBuffer();
  if (!bytes.length) throw noFile();
  return { name: part.filename.slice(0, 200), bytes };
}

function noFile(): Refusal {
  return new Refusal(
    'invalid',
    'no-file',
    words(
      'Belum ada berkas yang dipilih, atau berkasnya kosong. Pilih berkas CSV atau XLSX.',
      'No file was chosen, or it is empty. Choose a CSV or XLSX file.',
    ),
  );
}
