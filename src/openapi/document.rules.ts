/*
 * The description of the API as OpenAPI 3.1, made of the routes as they are declared: path, verb, forms and summary.
 *   PUT /api/v1/shares/:id, verb share.log, body ShareBody → paths["/api/v1/shares/{id}"].put, with the schema of the
 *   body, its answers 201 and 200, and every refusal as a problem document (RFC 9457).
 * Source: OpenAPI Specification 3.1.1; the contract of the programme, HTTP API.
 */
import { provincialVerbs } from '../access/roles.rules';
import type { Schema } from './schema.rules';

/** A route as it is described. */
export interface DescribedRoute {
  method: string;
  /** With parameters as `:id`. */
  path: string;
  /** The verb asked for, or `public`. */
  access: string;
  /** Empty: nobody has described it. */
  summary: string;
  /** What each status means that is no refusal. */
  answers: Record<string, string>;
  query: Schema | undefined;
  /** What is sent, by media type. */
  body: Record<string, Schema>;
  /** The media type of the answer. */
  type: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Schema;
}

interface Content {
  schema: Schema | { $ref: string };
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> } | { $ref: string }>;
}

export interface ApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

const anything: Schema = { type: 'object' };

/** The whole description. */
export function documentOf(routes: readonly DescribedRoute[], baseUrl: string): ApiDocument {
  const paths: ApiDocument['paths'] = {};
  for (const route of routes) {
    const methods = (paths[templateOf(route.path)] ??= {});
    methods[route.method.toLowerCase()] = operationOf(route);
  }
  const tags = [...new Set(routes.map(tagOf))].map((name) => ({ name }));
  return { openapi: '3.1.1', info, servers: [{ url: baseUrl }], tags, paths, components };
}

/** `/report.:format` → `/report.{format}`. */
function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

function tagOf({ path }: Pick<DescribedRoute, 'path'>): string {
  return path.split('/')[3] ?? '';
}

function operationOf(route: DescribedRoute): Operation {
  const isPublic = route.access === 'public';
  const sent = Object.entries(route.body).map(([type, schema]) => [type, { schema }] as const);
  return {
    operationId: idOf(route),
    tags: [tagOf(route)],
    summary: route.summary,
    description: isPublic ? 'Open to everybody.' : asksFor(route.access),
    security: isPublic ? [] : [{ session: [] }, { token: [] }],
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(sent.length ? { requestBody: { required: true, content: Object.fromEntries(sent) } } : {}),
    responses: { ...answersOf(route), default: { $ref: '#/components/responses/Refusal' } },
  };
}

function asksFor(access: string): string {
  const where = provincialVerbs.includes(access as never) ? ', held on a top unit' : '';
  return `Asks for the right ${access}${where}.`;
}

/** `PUT /api/v1/shares/:id` → `putSharesById`. */
function idOf({ method, path }: DescribedRoute): string {
  const words = path.slice('/api/v1/'.length).split(/[/.]/);
  const names = words.map((word) => (word.startsWith(':') ? `By${capital(word.slice(1))}` : capital(word)));
  return method.toLowerCase() + names.join('');
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => {
    const schema: Schema = { type: 'string', ...(name === 'month' ? { pattern: String.raw`^\d{4}-\d{2}$` } : {}) };
    return { name, in: 'path', required: true, schema };
  });
}

function queryParameters(form: Schema | undefined): Parameter[] {
  return Object.entries(form?.properties ?? {}).map(([name, schema]) => {
    return { name, in: 'query', required: form?.required?.includes(name) ?? false, schema };
  });
}

function answersOf({ answers, type }: DescribedRoute): Operation['responses'] {
  const shown = Object.entries(answers).map(([status, description]) => {
    const content = status === '204' || status === '304' ? {} : { content: { [type]: { schema: ofType(type) } } };
    return [status, { description, ...content }] as const;
  });
  return Object.fromEntries(shown);
}

const ofType = (type: string): Schema => (/json$/.test(type) ? anything : { contentMediaType: type });

const info = {
  title: 'Gaung',
  version: '1',
  description:
    'Official posts, reshares by staff, review and monthly evaluation. Moments are ISO 8601 with an offset; months and days are those of WITA (UTC+8). Lists answer items and next, which is the after of the next part. Answers come in Indonesian, in English with Accept-Language: en.',
};

const text: Schema = { type: 'string' };
const problem: Schema = {
  type: 'object',
  required: ['status', 'title', 'detail', 'code', 'errors'],
  properties: {
    status: { type: 'integer' },
    title: text,
    detail: text,
    code: text,
    errors: { type: 'array', items: { type: 'object', properties: { field: text, detail: text } } },
  },
};

const components = {
  securitySchemes: {
    session: { type: 'apiKey', in: 'cookie', name: 'gaung', description: 'Set by POST /api/v1/session.' },
    token: { type: 'http', scheme: 'bearer', description: 'A personal token: gng_….' },
  },
  schemas: { Problem: problem },
  responses: {
    Refusal: {
      description: 'A sentence that says what is wrong and how to mend it; code names it for programs.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
};
