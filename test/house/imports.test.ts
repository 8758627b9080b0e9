import { posix } from 'node:path';
import { sourceFiles, type SourceFile } from './source';

/** The ladder: code looks down, never up. */
const ladder = [
  ...['kernel', 'database', 'files', 'access', 'audit', 'web', 'settings', 'papers', 'calendar', 'directory'],
  ...['signin', 'accounts', 'notices', 'links', 'posts', 'media', 'shares', 'evidence', 'resolving', 'sharing'],
  ...[
    'verification',
    'policies',
    'evaluation',
    'appeals',
    'sampling',
    'closing',
    'reports',
    'issuance',
    'authenticity',
    'insights',
    'reminders',
    'hoaxes',
    'questions',
  ],
  ...['home', 'admin', 'openapi', 'demo'],
];
const openRooms = ['kernel', 'database', 'access', 'web', 'papers', 'audit', 'files'];
const doors = ['module', 'service', 'entity', 'rules', 'import'];
/** What a kind of file may import of its own room; kinds not named here may import all of it. */
const mayImport: Record<string, string[]> = {
  entity: ['entity'],
  rules: ['rules'],
  queries: ['queries', 'rules', 'entity'],
  forms: ['forms', 'rules'],
  page: ['page', 'rules', 'queries', 'entity', 'forms', 'service'],
};

interface Edge {
  file: SourceFile;
  target: string;
  room: string;
  kind: string;
  typeOnly: boolean;
}

function edges(): Edge[] {
  return sourceFiles().flatMap((file) =>
    file.imports
      .filter(({ from }) => from.startsWith('.'))
      .map(({ from, typeOnly }) => {
        const target = posix.normalize(posix.join(posix.dirname(file.path), from)).replace(/\.js$/, '');
        const parts = target.split('/');
        const name = parts.at(-1) ?? '';
        return {
          file,
          target,
          typeOnly,
          room: parts.length > 2 ? (parts[1] ?? '') : '',
          kind: name.includes('.') ? (name.split('.').at(-1) ?? '') : '',
        };
      }),
  );
}

const inRooms = () => edges().filter(({ file, room }) => file.room && file.room !== 'client' && room);
const told = (bad: Edge[]) => bad.map(({ file, target }) => `${file.path} → ${target}`);

describe('imports', () => {
  it('knows every room of src on the ladder', () => {
    const rooms = new Set(
      sourceFiles()
        .map(({ room }) => room)
        .filter((room) => room && room !== 'client'),
    );
    expect([...rooms].filter((room) => !ladder.includes(room))).toEqual([]);
  });

  it('look down the ladder only', () => {
    const up = inRooms().filter(({ file, room }) => ladder.indexOf(room) > ladder.indexOf(file.room));
    expect(told(up)).toEqual([]);
  });

  it('go through the door of another room', () => {
    const around = inRooms().filter(
      ({ file, room, kind }) => room !== file.room && !openRooms.includes(room) && !doors.includes(kind),
    );
    expect(told(around)).toEqual([]);
  });

  it('keep the kinds of files apart', () => {
    const mixed = inRooms().filter(
      ({ file, room, kind }) =>
        room === file.room && mayImport[file.kind] && kind && !mayImport[file.kind]?.includes(kind),
    );
    expect(told(mixed)).toEqual([]);
  });

  it('show pages no service, except for the types of what it answers', () => {
    const bad = inRooms().filter(
      ({ file, kind, typeOnly }) => file.kind === 'page' && /service|queries|entity/.test(kind) && !typeOnly,
    );
    expect(told(bad)).toEqual([]);
  });

  it('keep rules free of frameworks and of the server', () => {
    const bad = sourceFiles().flatMap(({ path, kind, imports }) =>
      kind !== 'rules'
        ? []
        : imports
            .filter(({ from }) => /^(@nestjs|typeorm|pg|fastify|node:)/.test(from))
            .map(({ from }) => `${path} → ${from}`),
    );
    expect(bad).toEqual([]);
  });

  it('keep controllers away from the database', () => {
    const bad = sourceFiles().flatMap(({ path, kind, imports }) =>
      ['controller', 'api', 'page'].includes(kind)
        ? imports.filter(({ from }) => from === 'typeorm').map(() => path)
        : [],
    );
    expect(bad).toEqual([]);
  });

  it('let the phone have rules and nothing else of the server', () => {
    const bad = edges().filter(
      ({ file, room, kind }) => file.room === 'client' && room !== 'client' && kind !== 'rules',
    );
    expect(told(bad)).toEqual([]);
  });
});
