import { Injectable } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { routesOf, type DeclaredRoute } from '../access/declared-routes';
import { routeSummary, type Summary } from '../access/summary';
import { config } from '../kernel/config';
import { documentOf, type ApiDocument, type DescribedRoute } from './document.rules';
import { schemaOf, type Form, type Schema } from './schema.rules';

/** How Nest keeps what a method is given: the kind of each argument (3 the body, 4 the address), and where it stands. */
const argumentsKey = '__routeArguments__';
const statusKey = '__httpCode__';
const kinds = { body: 3, query: 4 } as const;

interface Argument {
  index: number;
  /** The one field asked for; absent: all of them. */
  data?: unknown;
}

/** The API as it is declared, described for programs. */
@Injectable()
export class OpenApiService {
  private made: ApiDocument | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** The same for everybody, until the program is another one. */
  document(): ApiDocument {
    this.made ??= documentOf(this.routes(), config().baseUrl);
    return this.made;
  }

  /** Every route of the API, described or not. */
  routes(): DescribedRoute[] {
    return routesOf(this.discovery, this.reflector)
      .filter(({ path }) => path.startsWith('/api/v1/'))
      .map(described);
  }
}

function described(route: DeclaredRoute): DescribedRoute {
  const { method, path, access } = route;
  const handler: object = Reflect.get(route.controller.prototype as object, route.name) as object;
  const summary = Reflect.getMetadata(routeSummary, handler) as Summary | undefined;
  const usual = (Reflect.getMetadata(statusKey, handler) as number | undefined) ?? (method === 'POST' ? 201 : 200);
  return {
    ...{ method, path, access, summary: summary?.text ?? '', body: bodyOf(route, summary) },
    answers: summary?.answers ?? { [usual]: usual === 204 ? 'Done.' : 'What was asked for.' },
    query: formOf(route, kinds.query) ?? textFields([...namedFields(route), ...(summary?.query ?? [])]),
    type: summary?.type ?? 'application/json',
  };
}

function bodyOf(route: DeclaredRoute, summary: Summary | undefined): Record<string, Schema> {
  const { upload, body } = summary ?? {};
  if (upload === 'multipart/form-data') return { [upload]: fileField };
  if (upload) return { [upload]: { contentMediaType: upload } };
  const schema = formOf(route, kinds.body) ?? textFields(body ?? []);
  return schema ? { 'application/json': schema } : {};
}

/** The schema of the class into which the whole body or address is read. */
function formOf(route: DeclaredRoute, kind: number): Schema | undefined {
  const whole = argumentsOf(route, kind).find(({ data }) => data === undefined);
  const types = Reflect.getMetadata('design:paramtypes', route.controller.prototype as object, route.name) as Form[];
  const form = whole && types[whole.index];
  return form && schemaOf(form);
}

/** Fields of the address that the method names one by one. */
function namedFields(route: DeclaredRoute): string[] {
  return argumentsOf(route, kinds.query).flatMap(({ data }) => (typeof data === 'string' ? [data] : []));
}

function argumentsOf({ controller, name }: DeclaredRoute, kind: number): Argument[] {
  const all = (Reflect.getMetadata(argumentsKey, controller, name) ?? {}) as Record<string, Argument>;
  return Object.entries(all).flatMap(([key, argument]) => (key.startsWith(`${kind}:`) ? [argument] : []));
}

function textFields(names: string[]): Schema | undefined {
  if (!names.length) return undefined;
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
}

const fileField: Schema = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
};
