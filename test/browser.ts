import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  /** The body as text. */
  text: string;
  bytes: Buffer;
  /** The body as JSON. */
  json: <T = Record<string, unknown>>() => T;
  /** What a reader sees: tags dropped, entities decoded, spaces folded. */
  words: string;
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Form = Record<string, string | string[]>;

/** A browser as far as HTTP goes: keeps cookies, sends forms as a page does, follows a redirect when asked. */
export class Browser {
  constructor(
    private readonly app: NestFastifyApplication,
    readonly cookies: Record<string, string>,
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  /** Sends a form and, where the answer is a redirect, opens the page it leads to. */
  async submit(path: string, form: Form): Promise<Answer> {
    const answer = await this.post(path, form);
    return answer.status === 303 ? this.get(String(answer.headers['location'])) : answer;
  }

  post(path: string, form: Form): Promise<Answer> {
    const body = new URLSearchParams(
      Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string])),
    );
    return this.send('POST', path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: body.toString(),
    });
  }

  /** Sends a file with a form, as `<input type="file">` does. */
  upload(
    path: string,
    form: Record<string, string>,
    file: { field: string; name: string; bytes: Buffer },
    method: Method = 'POST',
  ): Promise<Answer> {
    const mark = 'gaung-test-boundary';
    const fields = Object.entries(form).map(
      ([name, value]) => `--${mark}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const head = `--${mark}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    const payload = Buffer.concat([
      Buffer.from(fields.join('') + head),
      file.bytes,
      Buffer.from(`\r\n--${mark}--\r\n`),
    ]);
    return this.send(method, path, { headers: { 'content-type': `multipart/form-data; boundary=${mark}` }, payload });
  }

  api(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(method, `/api/v1${path}`, {
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
  }

  async send(
    method: Method,
    url: string,
    options: { headers?: Record<string, string>; payload?: string | Buffer | Readable },
  ): Promise<Answer> {
    const server = this.app.getHttpAdapter().getInstance();
    const response = await server.inject({
      method,
      url,
      headers: { 'sec-fetch-site': 'same-origin', cookie: this.cookieHeader(), ...options.headers },
      ...(options.payload === undefined ? {} : { payload: options.payload }),
    });
    for (const { name, value } of response.cookies) {
      if (value) this.cookies[name] = value;
      else delete this.cookies[name];
    }
    const text = response.body;
    return {
      status: response.statusCode,
      headers: response.headers,
      text,
      bytes: response.rawPayload,
      json: <T>() => JSON.parse(text) as T,
      words: wordsOf(text),
    };
  }

  private cookieHeader(): string {
    return Object.entries(this.cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  }
}

function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
