import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiDocument, Operation } from '../../src/openapi/document.rules';
import { OpenApiService } from '../../src/openapi/openapi.service';
import { startApp, type TestApp } from '../app';

const table = readFileSync(join(__dirname, '../house/routes.txt'), 'utf8');
/** `PUT /api/v1/shares/:id` of the table of routes → `put /api/v1/shares/{id}`. */
const routes = [...table.matchAll(/^(\w+) +(\/api\/v1\/\S+)/gm)].map(
  ([, method = '', path = '']) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`,
);

describe('the description of the API', () => {
  let test: TestApp;
  let document: ApiDocument;
  let operations: [string, Operation][];
  beforeAll(async () => {
    test = await startApp();
    document = (await test.anybody().get('/api/openapi.json')).json<ApiDocument & Record<string, unknown>>();
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]): [string, Operation] => [`${method} ${path}`, one]),
    );
  });
  afterAll(() => test.stop());
  const operation = (place: string) => operations.find(([one]) => one === place)?.[1];

  it('holds every route of the API and no other', () => {
    expect(operations.map(([place]) => place).sort()).toEqual(routes.sort());
  });

  it('says of each route what it does: a new one needs @Summary', () => {
    const silent = test.app
      .get(OpenApiService)
      .routes()
      .filter(({ summary }) => !summary);
    expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('has the structure of OpenAPI 3.1', () => {
    expect(document).toMatchObject({ openapi: '3.1.1', info: { title: 'Gaung', version: expect.any(String) } });
    const names = operations.map(([, { operationId }]) => operationId);
    expect(names.filter((name, index) => names.indexOf(name) !== index || !/^[a-zA-Z]+$/.test(name))).toEqual([]);
    const tags = document.tags.map(({ name }) => name);
    expect(operations.filter(([, one]) => one.tags.some((tag) => !tags.includes(tag)))).toEqual([]);
  });

  it.each(routes)('describes %s so that a program can ask it', (place) => {
    const { parameters, responses, requestBody, security } = operation(place) as Operation;
    const inPath = parameters.filter((one) => one.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual([...place.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(new Set(parameters.map((one) => `${one.in} ${one.name}`)).size).toBe(parameters.length);
    expect(Object.keys(responses).filter((status) => !/^([23]\d\d|default)$/.test(status))).toEqual([]);
    expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
    expect(requestBody === undefined || Object.keys(requestBody.content).length > 0).toBe(true);
    const isPublic = table.includes(`${place.split(' ')[1]?.replace(/\{(\w+)\}/g, ':$1')} — public`);
    expect(security).toEqual(isPublic ? [] : [{ session: [] }, { token: [] }]);
  });

  it('leads nowhere that is not there', () => {
    const places = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, place = '']) => place);
    const at = (place: string) => place.split('/').reduce<object>((found, part) => Reflect.get(found, part), document);
    expect(places.map(at)).not.toContain(undefined);
    const schemes = Object.keys((document.components as { securitySchemes: object }).securitySchemes);
    expect(schemes).toEqual(['session', 'token']);
  });

  it('says what the forms ask for, in the words of their validators', () => {
    const { requestBody, responses } = operation('put /api/v1/shares/{id}') as Operation;
    expect(requestBody?.content['application/json']?.schema).toMatchObject({
      type: 'object',
      properties: {
        postId: { type: 'string', format: 'uuid' },
        channel: { type: 'string', pattern: '^[a-z_]{1,40}$' },
        text: { type: 'string', maxLength: 20_000 },
        sharedAt: { type: 'string' },
      },
      required: expect.arrayContaining(['postId', 'channel']),
      additionalProperties: false,
    });
    expect(Object.keys(responses)).toEqual(['200', '201', 'default']);
    const { parameters } = operation('get /api/v1/shares') as Operation;
    expect(parameters.find(({ name }) => name === 'scope')).toEqual({
      ...{ name: 'scope', in: 'query', required: false },
      schema: { enum: ['own', 'review'] },
    });
  });

  it('is a page for people too, for everybody and in both languages', async () => {
    const page = await test.anybody().get('/api/docs');
    expect(page.status).toBe(200);
    for (const place of ['PUT /api/v1/shares/{id}', 'GET /api/v1/periods/{month}/me', 'Antarmuka program'])
      expect(page.words).toContain(place);
    const english = await test.anybody().get('/api/docs', { cookie: 'bahasa=en' });
    expect(english.words).toContain('Programming interface');
  });
});
