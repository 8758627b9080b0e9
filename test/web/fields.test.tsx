import { Refusal, words } from '../../src/kernel/refusal';
import { FileField, mostTyped, Problem, SelectField, TextArea, TextField } from '../../src/web/fields';
import { mostMegabytes } from '../../src/web/thrown';
import { View } from '../../src/web/view';

const view = new View('id', null, '/');
const evil = `"'></textarea></option><script>x</script>&lt;&amp;amp;`;
const refusal = new Refusal('invalid', 'x', words('Perbaiki isian.', 'Mend it.'), {
  fields: [{ field: 'nama', words: words('Nama belum diisi.', 'Name is missing.') }],
});
const html = (element: JSX.Element) => element as string;

/** The values and the text of fields, as a browser reads them. */
function readBack(markup: string): string[] {
  const values = [...markup.matchAll(/ value="([^"]*)"/g)].map(([, value]) => value);
  const texts = [...markup.matchAll(/<textarea[^>]*>\n?([^<]*)<\/textarea>/g)].map(([, text]) => text);
  return [...values, ...texts].map((text) =>
    (text ?? '').replace(/&(#34|quot|#39|lt|gt|amp);/g, (_, name: string) => characters[name] ?? ''),
  );
}
const characters: Record<string, string> = { '#34': '"', quot: '"', '#39': "'", lt: '<', gt: '>', amp: '&' };

describe('a field', () => {
  const field = { view, name: 'nama', label: view.t('Nama', 'Name') };

  it('is tied to its label', () => {
    for (const one of [
      <TextField {...field} />,
      <TextArea {...field} />,
      <SelectField {...field} options={[]} />,
      <FileField {...field} accept="image/png" />,
    ]) {
      expect(html(one)).toContain('<label class="mb-1 block font-medium" for="nama">Nama</label>');
      expect(html(one)).toMatch(/<(input|textarea|select)[^>]* id="nama" name="nama"/);
    }
  });

  it('is described by its hint and by what is wrong with it, in that order', () => {
    const one = html(<TextField {...field} hint={view.t('Nama lengkap', 'Full name')} refusal={refusal} />);
    expect(one).toContain('aria-describedby="nama-petunjuk nama-salah" aria-invalid="true"');
    expect(one).toMatch(/id="nama-petunjuk">Nama lengkap</);
    expect(one).toMatch(/id="nama-salah">Nama belum diisi\.</);
  });

  it('is not called wrong when another one is', () => {
    const one = html(<TextField {...field} name="nomor" refusal={refusal} />);
    expect(one).not.toMatch(/aria-|salah/);
  });

  it('shows again what was typed, whatever it is', () => {
    const options = [{ value: evil, text: evil }];
    for (const one of [
      <TextField {...field} value={evil} />,
      <TextArea {...field} value={evil} />,
      <SelectField {...field} value={evil} options={options} />,
    ]) {
      expect(readBack(html(one))).toContain(evil);
    }
  });

  it('keeps a line break at the start of a text', () => {
    expect(readBack(html(<TextArea {...field} value={'\nbaris'} />))).toEqual(['\nbaris']);
    expect(readBack(html(<TextArea {...field} value="baris" />))).toEqual(['baris']);
  });

  it('takes no more text than a form can carry', () => {
    expect(html(<TextArea {...field} />)).toContain(` maxlength="${mostTyped}"`);
    const carried = new URLSearchParams({ one: '漢'.repeat(mostTyped), two: '漢'.repeat(mostTyped) }).toString().length;
    expect(carried).toBeLessThan(mostMegabytes.form * 1024 * 1024);
  });

  it('of a file shows what it holds before what is wrong with it', () => {
    const one = html(
      <FileField {...field} accept="image/png" refusal={refusal}>
        <canvas></canvas>
      </FileField>,
    );
    expect(one).toMatch(/<input[^>]* aria-describedby="nama-salah"[^>]*><canvas><\/canvas><p [^>]*id="nama-salah">/);
  });
});

it('a refusal is announced, and nothing is when there is none', () => {
  expect(html(<Problem view={view} refusal={refusal} />)).toMatch(/role="alert">Perbaiki isian\.</);
  expect(html(<Problem view={view} refusal={undefined} />)).toBe('');
});
