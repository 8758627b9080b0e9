import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { sourceFiles } from './source';

const files = sourceFiles().filter(({ path }) => !path.includes('/migrations/'));

describe('sizes', () => {
  it('a file has at most 250 lines', () => {
    expect(files.filter(({ text }) => text.split('\n').length > 251).map(({ path }) => path)).toEqual([]);
  });

  it('a room has at most 18 files and no folders', () => {
    const src = join(__dirname, '../../src');
    const rooms = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory());
    const large = rooms.filter((room) => room !== 'database' && readdirSync(join(src, room)).length > 18);
    const deep = rooms.filter((room) =>
      readdirSync(join(src, room)).some(
        (name) => name !== 'migrations' && statSync(join(src, room, name)).isDirectory(),
      ),
    );
    expect({ large, deep }).toEqual({ large: [], deep: [] });
  });

  it('a function has at most 30 lines and four parameters, pages and SQL texts 60', () => {
    expect(files.flatMap(({ path, text }) => longFunctions(path, text))).toEqual([]);
  });
});

/** Constructors list what a service stands on, and tests are told elsewhere: neither counts. */
function longFunctions(path: string, text: string): string[] {
  const source = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.ES2023,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const most = /\.tsx$|\.queries\.ts$/.test(path) ? 60 : 30;
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isArrowFunction(node)) && node.body) {
      const from = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const lines = source.getLineAndCharacterOfPosition(node.end).line - from + 1;
      const isDecorated = ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0;
      if (lines > most) found.push(`${path}:${from + 1} has ${lines} lines`);
      if (node.parameters.length > (isDecorated ? 7 : 4))
        found.push(`${path}:${from + 1} has ${node.parameters.length} parameters`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
