import type { Lang } from '../kernel/wita';
import { numberWords, type PaperTable } from './table-writer';

/** The head of an official letter; both lines are settings of the agency. */
export interface Letterhead {
  government: string;
  agency: string;
  /** Address, telephone, page, e-mail: one string a line. */
  address: string[];
  /** The coat of arms at the left, among the pictures. */
  logo?: { picture: string; alt: string };
}

export interface Signature {
  /** `Manado, 7 Desember 2026` */
  place: string;
  /** `Plt. KEPALA DINAS …,` one string a line. */
  capacity: string[];
  name: string;
  /** Pangkat and NIP, whichever exist. */
  below: string[];
}

export type ReportBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'tiles'; tiles: { label: string; value: string; note?: string }[] }
  | { kind: 'picture'; picture: string; caption: string; alt: string }
  | ReportTable;

export interface ReportTable {
  kind: 'table';
  caption: string;
  /** `weight`: share of the width of a text column; columns without it are as wide as their content. */
  columns: { title: string; align: 'left' | 'center' | 'right'; weight?: number }[];
  rows: string[][];
  note?: string;
}

export interface ReportPart {
  heading: string;
  blocks: ReportBlock[];
}

/** A titled report on letterhead. Every string stands as it is printed; the caller decides language and numbers. */
export interface ReportPaper {
  lang: Lang;
  paper: 'a4' | 'f4';
  /** Points of the running text. */
  fontSize: number;
  /** Printed across every page, e.g. `SEMENTARA`; absent on an issued report. */
  draft?: string;
  /** `Halaman`, `dari` */
  pageWords: [string, string];
  letterhead: Letterhead;
  title: string;
  /** Lines under the title: number, period, cut-off in WITA, version. */
  subtitle: string[];
  /** Sifat, lampiran, hal, as far as they were filled in. */
  particulars?: { label: string; value: string }[];
  /** A sentence in a frame on page one, e.g. that a newer version exists. */
  notice?: string;
  /** Printed as A, B, C … */
  sections: ReportPart[];
  signature?: Signature;
  copies?: { heading: string; lines: string[] };
  /** The check page of the report; `picture` is a QR, `code` a keyword of the file. Not an electronic signature. */
  check?: { picture: string; label: string; text: string; code?: string };
  /** After signature and copies, each on a page of its own. */
  annexes?: ReportPart[];
  /** Left in the foot of every page, e.g. the check code. */
  footer?: string;
}

/** A table of the XLSX as a block of the report, with the same figures. */
export function tableBlock(table: PaperTable, lang: Lang, note?: string): ReportTable {
  return {
    kind: 'table',
    caption: table.title,
    columns: table.columns.map((column) => ({
      title: column.title,
      align: column.kind === 'text' ? 'left' : column.kind === 'date' ? 'center' : 'right',
      ...(column.kind === 'text' && !column.whole ? { weight: column.width ?? contentWeight(table, column.key) } : {}),
    })),
    rows: table.rows.map((row) =>
      table.columns.map((column) => {
        const value = row[column.key] ?? '–';
        return typeof value === 'number' ? numberWords(value, column, lang) : value;
      }),
    ),
    ...(note ? { note } : {}),
  };
}

/** Long texts wrap before short ones do. */
function contentWeight(table: PaperTable, key: string): number {
  return Math.min(24, Math.max(4, ...table.rows.map((row) => String(row[key] ?? '').length))) + 4;
}

/** Typst source of `ReportPaper`. Every text comes from the data and is printed literally. */
export const reportTemplate = String.raw`
#let base = p.fontSize * 1pt
#set page(
  ..size,
  margin: (top: 2.5cm, bottom: 3cm, left: 3cm, right: 2.5cm),
  footer: foot(p.at("footer", default: "")),
  foreground: if "draft" in p {
    rotate(-52deg, text(size: 76pt, weight: 700, fill: rgb(176, 32, 32, 30), tracking: 4pt, p.draft))
  },
)
#set text(size: base)
#set par(leading: 0.62em, spacing: 0.9em)
#set heading(numbering: (..place) => if place.pos().len() == 1 { numbering("A.", ..place) })
#show heading: it => block(above: 1.5em, below: 0.75em, sticky: true, text(size: 1.05 * base, weight: 700, it))
#show heading.where(level: 2): it => block(above: 1.2em, below: 0.7em, sticky: true, text(size: base, weight: 600, it.body))
#show title: it => align(center, block(above: 0.4em, below: 0.7em, text(size: 1.25 * base, weight: 700, it)))
#show figure: set block(above: 1.1em, below: 1.1em)
#show figure.where(kind: table): it => { set block(breakable: true); set figure.caption(position: top); it }
#show figure.caption: it => block(width: 100%, sticky: true, align(left, text(size: 0.88 * base, weight: 600, it.body)))

#let letterhead(head) = {
  set par(leading: 0.5em, spacing: 0.6em)
  let lines = align(center, {
    block(text(size: 12pt, head.government))
    block(text(size: 16pt, weight: 700, head.agency))
    for line in head.address { block(text(size: 9pt, line)) }
  })
  if "logo" in head {
    grid(columns: (2.2cm, 1fr), column-gutter: 0.3cm, align: horizon,
      image(head.logo.picture, width: 2.2cm, height: 2.6cm, fit: "contain", alt: head.logo.alt), lines)
  } else { lines }
  v(0.25em)
  line(length: 100%, stroke: 1.8pt + ink)
  v(-0.75em)
  line(length: 100%, stroke: 0.5pt + ink)
}

#let tiles(data) = block(above: 0.9em, below: 1.2em, grid(
  columns: (1fr,) * calc.min(data.tiles.len(), 4),
  gutter: 6pt,
  inset: 8pt,
  fill: pale,
  ..data.tiles.map(tile => {
    set par(leading: 0.4em, spacing: 0.55em)
    text(size: 8.5pt, fill: quiet, tile.label)
    parbreak()
    text(size: 16pt, weight: 700, tile.value)
    if "note" in tile { parbreak(); text(size: 8pt, fill: quiet, tile.note) }
  })
))

#let sides = (left: left, center: center, right: right)

#let report-table(data) = {
  set par(leading: 0.42em)
  figure(kind: table, supplement: none, numbering: none, caption: data.caption, {
    set text(size: if data.columns.len() > 7 { 8pt } else { 9pt }, number-width: "tabular")
    table(
      columns: data.columns.map(column => if "weight" in column { column.weight * 1fr } else { auto }),
      align: (x, y) => sides.at(data.columns.at(x).align) + (if y == 0 { bottom } else { top }),
      inset: (x: 4pt, y: 3.6pt),
      stroke: (x, y) => (bottom: if y == 0 { 0.9pt + ink } else { 0.35pt + rule }),
      table.header(..data.columns.map(column => text(weight: 600, column.title))),
      ..data.rows.flatten(),
    )
    if "note" in data { block(above: 0.5em, width: 100%, align(left, text(size: 8.5pt, fill: quiet, data.note))) }
  })
}

// As wide as the text unless it would be taller than a page.
#let fitted(data) = layout(room => {
  let picture(..size) = image(data.picture, alt: data.alt, ..size)
  let tall = measure(picture(width: room.width)).height
  if tall > 21.5cm { picture(height: 21.5cm) } else { picture(width: 100%) }
})

#let show-block(data) = {
  if data.kind == "heading" { heading(level: 2, data.text) }
  else if data.kind == "text" { par(justify: true, data.text) }
  else if data.kind == "list" { list(..data.items) }
  else if data.kind == "tiles" { tiles(data) }
  else if data.kind == "picture" {
    figure(kind: image, supplement: none, numbering: none, caption: data.caption, fitted(data))
  }
  else { report-table(data) }
}

// A frame of fixed size: the visible stamp of an electronic signature, or ink, has its place in it.
#let signature(data) = {
  set par(leading: 0.5em, spacing: 0.6em)
  block(data.place)
  for line in data.capacity { block(line) }
  block(above: 0.8em, below: 0.8em, width: 6.4cm, height: 2.4cm, stroke: (paint: rule, thickness: 0.4pt, dash: "dotted"))
  block(text(weight: 700, data.name))
  for line in data.below { block(line) }
}

#let check(data) = {
  set par(leading: 0.45em, spacing: 0.6em)
  grid(columns: (2.6cm, 1fr), column-gutter: 8pt, align: (left, horizon),
    image(data.picture, width: 2.6cm, alt: data.label + ": " + data.text),
    { text(size: 8.5pt, weight: 600, data.label); parbreak(); text(size: 8pt, fill: quiet, data.text) })
}

#letterhead(p.letterhead)
#v(1em)
#title()
#align(center, for line in p.subtitle { block(above: 0.45em, below: 0.45em, line) })
#if "particulars" in p {
  v(0.4em)
  grid(columns: (auto, auto, 1fr), column-gutter: 0.5em, row-gutter: 0.5em,
    ..p.particulars.map(one => (one.label, ":", one.value)).flatten())
}
#if "notice" in p { block(width: 100%, stroke: 0.8pt + rgb("#b02020"), inset: 8pt, p.notice) }
#v(0.4em)

#let show-part(part, ..numbering) = {
  heading(..numbering, part.heading)
  for data in part.blocks { show-block(data) }
}

#for part in p.sections.slice(0, -1) { show-part(part) }

// The signature never stands alone on a page: the last section goes with it.
#block(breakable: "signature" not in p, width: 100%, {
  show-part(p.sections.last())
  if "signature" in p {
    grid(
      columns: (1fr, 8.2cm), column-gutter: 10pt, inset: (top: 1.4em), align: (bottom, top),
      if "check" in p { check(p.check) },
      signature(p.signature),
    )
  } else if "check" in p { block(above: 2em, breakable: false, width: 60%, check(p.check)) }
})

#if "copies" in p {
  v(1em)
  block(breakable: false, {
    set text(size: 0.9 * base)
    block(p.copies.heading)
    enum(..p.copies.lines)
  })
}

#for annex in p.at("annexes", default: ()) {
  pagebreak()
  show-part(annex, numbering: none)
}
`;
