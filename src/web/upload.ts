import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { running256 } from '../kernel/random';
import { Refusal, words } from '../kernel/refusal';
import { isPlain, unreadable } from './plain-input';

/** A file sent with a form, whole in memory (60 MB at most). */
export interface Upload {
  name: string;
  bytes: Buffer;
}

/** The file of a multipart form; throws a Refusal when there is none, it is empty or larger than allowed. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw noFile();
  const part = await request.file();
  const bytes = await part?.toBuffer();
  if (!part || !bytes?.length) throw noFile();
  return { name: part.filename.slice(0, 200), bytes };
}

/** A form's file, empty where none was chosen, and the fields that stand before it. */
export interface FormWithFile {
  fields: Record<string, string>;
  bytes: Buffer;
}

/** Reads a form with one file, of which one byte more than `most` is read: who sees that many knows it is too large. */
export async function readFormWithFile(request: FastifyRequest, most: number): Promise<FormWithFile> {
  const part = await formFile(request, most);
  return { fields: fieldsBefore(part), bytes: await part.toBuffer() };
}

/** SHA-256 of a form's file, in hex, and its size; nothing of it is kept, and of it as much is read as above. */
export async function hashFormFile(request: FastifyRequest, most: number): Promise<{ hash: string; size: number }> {
  const part = await formFile(request, most);
  const hash = running256();
  let size = 0;
  for await (const bytes of part.file as AsyncIterable<Buffer>) {
    hash.add(bytes);
    size += bytes.length;
  }
  return { hash: hash.hex(), size };
}

async function formFile(request: FastifyRequest, most: number): Promise<MultipartFile> {
  if (!request.isMultipart()) throw noFile();
  const part = await request.file({ limits: { fileSize: most + 1 }, throwFileSizeLimit: false });
  if (!part) throw noFile();
  return part;
}

function fieldsBefore({ fields }: MultipartFile): Record<string, string> {
  const texts = Object.entries(fields).flatMap(([name, field]) =>
    field && 'value' in field && typeof field.value === 'string' ? [[name, field.value] as const] : [],
  );
  const typed = Object.fromEntries(texts);
  if (!isPlain(typed)) throw unreadable();
  return typed;
}

function noFile(): Refusal {
  return new Refusal(
    'invalid',
    'no-file',
    words(
      'Belum ada berkas yang dipilih, atau berkasnya kosong. Pilih berkasnya, lalu kirim lagi.',
      'No file was chosen, or it is empty. Choose the file and send it again.',
    ),
  );
}
