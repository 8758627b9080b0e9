import { Counter } from '../../src/kernel/apart';
import { printer, renderPdf } from '../../src/papers/pdf';
import { tableBlock } from '../../src/papers/report.paper';
import { sampleReport, sampleSlips } from './sample-papers';

function pages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

test('the report is a tagged PDF/A-2a with title, language and page numbers', async () => {
  const { pdf, replaced } = await renderPdf(sampleReport({ draft: 'SEMENTARA' }));
  const content = pdf.toString('latin1');
  expect(content.startsWith('%PDF-1.7')).toBe(true);
  expect(content).toContain('<pdfaid:part>2</pdfaid:part>');
  expect(content).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
  expect(content).toContain('/StructTreeRoot');
  expect(content).toContain('LAPORAN EVALUASI PENYEBARLUASAN INFORMASI');
  expect(pages(pdf)).toBeGreaterThan(2);
  expect(replaced).toEqual([]);
});

test('two processes give the same bytes, another moment gives others', async () => {
  const order = sampleReport();
  const first = await renderPdf(order);
  await printer.renew();
  const second = await renderPdf(structuredClone(order));
  expect(first.pdf.equals(second.pdf)).toBe(true);
  const later = await renderPdf({ ...order, moment: new Date('2026-12-09T00:30:00+08:00') });
  expect(later.pdf.equals(first.pdf)).toBe(false);
});

test('nothing of a paper is left to the next one, whether it was printed or failed', async () => {
  const order = sampleReport();
  await printer.renew();
  const first = await renderPdf(order);
  await renderPdf(sampleSlips(['Budi Contoh']));
  await expect(renderPdf({ ...order, pictures: {} })).rejects.toMatchObject({ code: 'pdf-failed' });
  expect((await renderPdf(order)).pdf.equals(first.pdf)).toBe(true);
});

test('a report without optional parts on F4 is made as well', async () => {
  const parts = { draft: undefined, signature: undefined, check: undefined, copies: undefined, footer: undefined };
  const order = sampleReport({ ...parts, paper: 'f4', lang: 'en', notice: 'Versi ini sudah diganti.' }, 61);
  const { pdf } = await renderPdf(order);
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 609\.4\d* 935\.4\d*\]/);
});

test('four slips stand on a page', async () => {
  const people = ['Budi Contoh', 'Ani Contoh', 'Citra Contoh', 'Dedi Contoh'];
  expect(pages((await renderPdf(sampleSlips(people))).pdf)).toBe(1);
  expect(pages((await renderPdf(sampleSlips([...people, 'Eka Contoh'], { paper: 'f4' }))).pdf)).toBe(2);
});

test('characters the font lacks are replaced and listed, instead of failing the whole paper', async () => {
  const { replaced } = await renderPdf(sampleSlips(['Ani 😀 Contoh', '𝐁𝐮𝐝𝐢 李', 'Zoë Ma’ruf', 'e\u0301 \u0007']));
  expect(replaced).toEqual(['😀', '𝐁', '𝐮', '𝐝', '𝐢', '李', '\u0007']);
});

test('ASVS 1.2.1: markup and code in the data are printed, not executed', async () => {
  const hostile = '#panic("x") *tebal* $x$ @ref <svg onload=alert(1)> `${7*7}` #read("/etc/passwd") \\ "\' </script>';
  const order = sampleReport({
    title: hostile,
    subtitle: [hostile],
    sections: [{ heading: hostile, blocks: [{ kind: 'text', text: hostile }] }],
  });
  expect(pages((await renderPdf(order)).pdf)).toBe(1);
});

test('a mistake in a picture is refused with a sentence, and the reason is kept for the operator', async () => {
  const order = { ...sampleReport(), pictures: { units: '<svg', trend: '', check: '' } };
  await expect(renderPdf(order)).rejects.toMatchObject({
    name: 'Refusal',
    code: 'pdf-failed',
    cause: expect.stringContaining('image format'),
  });
});

test('where the engine is not installed the refusal says what to do', async () => {
  await expect(renderPdf(sampleReport(), '@gaung/no-engine')).rejects.toMatchObject({
    code: 'pdf-engine-missing',
    words: { id: expect.stringContaining('Unduh XLSX atau CSV') },
  });
});

test('heavy jobs run one at a time; when too many wait, the next is told to come back', async () => {
  const counter = new Counter(2);
  let running = 0;
  let most = 0;
  const job = async (): Promise<number> => {
    most = Math.max(most, (running += 1));
    await Promise.resolve();
    return (running -= 1);
  };
  const jobs = [job, job, job, job].map((one) => counter.run(one));
  const results = await Promise.allSettled(jobs);
  expect(most).toBe(1);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  await expect(counter.run(job)).resolves.toBe(0);
});

test('a table becomes a block with the figures of the XLSX, a dash where nothing is defined', () => {
  const block = tableBlock(
    {
      title: 'Rekap',
      columns: [
        { key: 'unit', title: 'Unit', kind: 'text' },
        { key: 'share', title: 'Capaian', kind: 'percent' },
      ],
      rows: [
        { unit: 'Biro', share: 0.8745 },
        { unit: 'Dinas', share: null },
      ],
    },
    'id',
  );
  expect(block.rows).toEqual([
    ['Biro', '87,5%'],
    ['Dinas', '–'],
  ]);
  expect(block.columns.map((column) => column.align)).toEqual(['left', 'right']);
});
