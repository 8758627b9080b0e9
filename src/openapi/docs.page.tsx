import { Badge, Card, Table } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { ApiDocument, Operation } from './document.rules';
import type { Schema } from './schema.rules';

const plain = (view: View, text: string) => view.t(text, text);

/** The description of the API for people who write programs; the words of each route are English, as the code is. */
export function docsPage(view: View, document: ApiDocument): JSX.Element {
  return (
    <Page view={view} title={view.s('Antarmuka program (API)', 'Programming interface (API)')} wide>
      <p class="mb-3">
        {view.t(
          'Uraian lengkap untuk program tersedia sebagai OpenAPI 3.1: ',
          'The full description for programs is OpenAPI 3.1: ',
        )}
        <a class="link" href="/api/openapi.json">
          /api/openapi.json
        </a>
      </p>
      <p class="mb-3" lang="en">
        {plain(view, document.info.description)}
      </p>
      <p class="mb-4">
        {view.t(
          'Masuk dengan kuki sesi (POST /api/v1/session) atau token pribadi (Authorization: Bearer gng_…). Penolakan dijawab sebagai application/problem+json dengan kalimat yang menjelaskan cara memperbaikinya.',
          'Sign in with the session cookie (POST /api/v1/session) or a personal token (Authorization: Bearer gng_…). Refusals are application/problem+json with a sentence that says how to mend them.',
        )}
      </p>
      {document.tags.map(({ name }) => (
        <Card title={plain(view, name)}>
          {operations(document, name).map(([place, operation]) => (
            <Route view={view} place={place} operation={operation} />
          ))}
        </Card>
      ))}
    </Page>
  );
}

function operations({ paths }: ApiDocument, tag: string): [string, Operation][] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation]),
  );
}

function Route({ view, place, operation }: { view: View; place: string; operation: Operation }): JSX.Element {
  const { operationId, summary, security, description, responses } = operation;
  const fields = fieldsOf(operation);
  return (
    <details id={operationId} class="border-t border-base-300 py-3 first-of-type:border-t-0">
      <summary class="min-h-11 cursor-pointer">
        <code class="font-semibold break-all">{plain(view, place)}</code>{' '}
        <Badge>{security.length ? view.t('masuk dahulu', 'sign in') : view.t('terbuka', 'public')}</Badge>
        <span class="block text-muted" lang="en">
          {plain(view, summary)}
        </span>
      </summary>
      <div class="pt-3">
        <p class="mb-3" lang="en">
          {plain(view, description)}
        </p>
        {fields.length ? (
          <Table
            caption={view.t('Isian', 'Fields')}
            columns={[{ title: view.t('Nama', 'Name') }, { title: view.t('Isi', 'Content') }]}
            rows={fields.map(([name, text]) => [<code>{plain(view, name)}</code>, plain(view, text)])}
          />
        ) : (
          ''
        )}
        <ul class="list-disc pl-5">
          {Object.entries(responses).map(([status, answer]) => (
            <li>
              {plain(view, `${status}: `)}
              {'description' in answer
                ? plain(view, answer.description)
                : view.t('penolakan dengan kalimat penjelas', 'a refusal, with its sentence')}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

/** Where a field stands, its name, and what it may hold. */
function fieldsOf({ parameters, requestBody }: Operation): [string, string][] {
  const ofAddress = parameters.map(({ name, in: place, required, schema }): [string, string] => [
    name,
    words(schema, place, required),
  ]);
  const ofBody = Object.entries(requestBody?.content ?? {}).flatMap(([type, { schema }]): [string, string][] => {
    if ('$ref' in schema || !schema.properties) return [[type, 'the whole body']];
    const { properties, required } = schema;
    return Object.entries(properties).map(([name, one]) => [name, words(one, type, required?.includes(name) ?? false)]);
  });
  return [...ofAddress, ...ofBody];
}

function words(schema: Schema, place: string, required: boolean): string {
  const { type = '', format, pattern, enum: allowed, maxLength, minLength } = schema;
  const parts = [
    ...[place, required ? 'required' : 'optional', type, format],
    allowed && `one of ${allowed.join(', ')}`,
    pattern && `like ${pattern}`,
    minLength !== undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
  ];
  return parts.filter(Boolean).join(' · ');
}
