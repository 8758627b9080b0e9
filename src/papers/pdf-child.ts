import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { answerOrders } from '../kernel/apart';
import { dayOf } from '../kernel/wita';
import { drawable, makeDrawable } from './characters';
import type { PdfAnswer, PdfOrder } from './pdf';
import { reportTemplate } from './report.paper';
import { slipsTemplate } from './slips.paper';

/** The part of the native Typst compiler that is used here; all of it is synchronous. */
interface Diagnostics {
  shortDiagnostics: { message: string; path: string }[];
}

interface Compilation {
  result: object | null;
  takeError(): Diagnostics | null;
  takeWarnings(): Diagnostics | null;
}

interface Compiler {
  mapShadow(path: string, content: Buffer): void;
  resetShadow(): void;
  evictCache(oldest: number): void;
  compile(options: { mainFileContent: string }): Compilation;
  pdf(document: object, options: { pdfStandard: string; creationTimestamp: number }): Buffer;
}

interface Engine {
  NodeCompiler: { create(options: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): Compiler };
}

const fonts = ['400Regular/Arimo_400Regular', '600SemiBold/Arimo_600SemiBold', '700Bold/Arimo_700Bold'];
// Nothing lies there: a template sees only what is mapped into this place.
const workspace = resolve('/gaung-paper');

/** What all Typst papers share: data, language, font without fallback, page size, colours, "Halaman 1 dari 5". */
const pageTemplate = String.raw`
#let p = json("paper.json")
#let ink = rgb("#1b1f24")
#let quiet = rgb("#4a5563")
#let rule = rgb("#aab4c0")
#let pale = rgb("#eef2f6")
#let size = if p.paper == "f4" { (width: 215mm, height: 330mm) } else { (paper: "a4") }
#set document(title: p.title, keywords: p.at("check", default: (:)).at("code", default: ()), date: datetime(year: p.moment.at(0), month: p.moment.at(1), day: p.moment.at(2)))
#set text(font: "Arimo", fallback: false, lang: p.lang, hyphenate: false, fill: ink)
#let foot(note) = context {
  set text(size: 8pt, fill: quiet)
  let here = counter(page).get().first()
  let all = counter(page).final().first()
  grid(columns: (1fr, auto), note, p.pageWords.at(0) + " " + str(here) + " " + p.pageWords.at(1) + " " + str(all))
}
`;

/** Typst sources by name; they live in modules, not files, so that the build carries them. */
const templates = { report: reportTemplate, slips: slipsTemplate } as const;

/** Compiler with its fonts, from the first paper on. */
let ready: ReturnType<typeof prepare> | undefined;

answerOrders(answerTo);

function answerTo(order: PdfOrder & { engine: string }): PdfAnswer {
  try {
    const engine = load(order.engine);
    return engine ? render(order, engine) : { missing: order.engine };
  } catch (error) {
    ready = undefined;
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

function prepare(engine: Engine) {
  const blobs = fonts.map((name) => readFileSync(require.resolve(`@expo-google-fonts/arimo/${name}.ttf`)));
  const compiler = engine.NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: blobs }] });
  return { compiler, canDraw: drawable(blobs[0]) };
}

function render(order: PdfOrder, engine: Engine): PdfAnswer {
  const { compiler, canDraw } = (ready ??= prepare(engine));
  const replaced = new Set<string>();
  const data = makeDrawable<object>(order.data, canDraw, replaced);
  const moment = dayOf(order.moment).split('-').map(Number);
  try {
    compiler.mapShadow(resolve(workspace, 'paper.json'), Buffer.from(JSON.stringify({ ...data, moment })));
    for (const [name, picture] of Object.entries(order.pictures ?? {})) {
      const content = typeof picture === 'string' ? makeDrawable(picture, canDraw, replaced) : picture;
      compiler.mapShadow(resolve(workspace, name), Buffer.from(content));
    }
    const printed = compile(compiler, pageTemplate + templates[order.template], order.moment);
    return { ...printed, replaced: [...replaced] };
  } finally {
    // Nothing of a paper may reach the next one; nor does the engine give back by itself what it remembers of it.
    compiler.resetShadow();
    compiler.evictCache(0);
  }
}

/** A warning counts as a failure: it usually means a font or glyph that would be missing on paper. */
function compile(compiler: Compiler, template: string, moment: Date): { pdf: Buffer } | { failed: string } {
  const compiled = compiler.compile({ mainFileContent: template });
  const complaint = compiled.takeError() ?? compiled.takeWarnings();
  if (complaint || !compiled.result) {
    return { failed: complaint?.shortDiagnostics.map(({ message }) => message).join('; ') ?? 'no document' };
  }
  const creationTimestamp = Math.floor(moment.getTime() / 1000);
  return { pdf: Buffer.from(compiler.pdf(compiled.result, { pdfStandard: 'a-2a', creationTimestamp })) };
}

function load(name: string): Engine | undefined {
  try {
    return require(name) as Engine;
  } catch {
    return undefined;
  }
}
