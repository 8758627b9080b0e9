import type { Lang } from '../kernel/wita';

/** Activation slips to be cut apart and handed over one by one; four fit on a page. */
export interface SlipsPaper {
  lang: Lang;
  paper: 'a4' | 'f4';
  /** Title of the document, not printed on the slips. */
  title: string;
  pageWords: [string, string];
  /** Above every slip: `Pemerintah Provinsi Sulawesi Utara · Gaung`. */
  heading: string;
  labels: { unit: string; number: string; code: string; address: string; validUntil: string };
  slips: Slip[];
}

export interface Slip {
  name: string;
  unit: string;
  /** Masked: the slip may be lost. */
  number: string;
  /** The code in groups that are easy to copy: `['7K3Q', '9MXT', '2A']`. */
  code: string[];
  /** Name of the QR among the pictures. */
  picture: string;
  /** The address the QR holds, for those who type it. */
  address: string;
  validUntil: string;
  instruction: string;
}

/** Typst source of `SlipsPaper`: four slips a page, cut along the dashed lines. */
export const slipsTemplate = String.raw`
#set page(..size, margin: (top: 1cm, bottom: 1.3cm, left: 1.5cm, right: 1.5cm), footer: foot(""), footer-descent: 0.35cm)
#set text(size: 10.5pt)
#set par(leading: 0.5em, spacing: 0.65em)
#set block(spacing: 0pt)
#let tall = if p.paper == "f4" { 7.55cm } else { 6.7cm }

#let field(label, value) = (text(size: 8.5pt, fill: quiet, label), value)

#let slip(s) = block(height: tall, width: 100%, breakable: false, inset: (y: 0.45cm), stroke: (bottom: (paint: rule, thickness: 0.8pt, dash: "dashed")), grid(
  columns: (1fr, 4.5cm),
  column-gutter: 0.6cm,
  {
    block(below: 0.9em, text(size: 8.5pt, fill: quiet, p.heading))
    heading(level: 1, s.name)
    grid(
      columns: (auto, 1fr), column-gutter: 10pt, row-gutter: 6.5pt,
      ..field(p.labels.unit, s.unit),
      ..field(p.labels.number, s.number),
      ..field(p.labels.address, s.address),
      ..field(p.labels.validUntil, s.validUntil),
    )
    v(0.9em)
    text(size: 9.5pt, s.instruction)
  },
  align(center, {
    image(s.picture, width: 3.9cm, alt: p.labels.address + " " + s.address)
    block(above: 0.5em, below: 0.4em, text(size: 8.5pt, fill: quiet, p.labels.code))
    block(fill: pale, inset: (x: 5pt, y: 5pt), radius: 2pt, text(size: 13pt, weight: 700, tracking: 0.5pt, s.code.join(" ")))
  }),
))

#show heading: it => block(above: 0em, below: 0.7em, text(size: 13pt, weight: 700, it.body))
#for s in p.slips { slip(s) }
`;
