import fc from 'fast-check';
import { Refusal } from '../../src/kernel/refusal';
import { fieldsOf, readGroup, settingGroups, settingsFrom, type Settings } from '../../src/settings/setting.rules';

const defaults = settingsFrom([]);
const group = (name: string) => settingGroups.find((one) => one.name === name) ?? settingGroups[0]!;
const formOf = (name: string, settings: Settings = defaults) =>
  Object.fromEntries(fieldsOf(group(name), settings).map(({ key, text }) => [key, text]));
const refusalOf = (act: () => unknown): Refusal => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('nothing was refused');
};

/** Null for a form that was refused; any other error is one. */
const readOrRefused = (form: Record<string, string>): Partial<Settings> | null => {
  try {
    return readGroup(group('laporan'), form);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
};

describe('settings', () => {
  it('ask no social network for anything unless switched on', () => {
    expect(defaults['links.resolving']).toBe(false);
  });

  it('stand each in exactly one form', () => {
    const keys = settingGroups.flatMap((one) => one.keys);
    expect([...keys].sort()).toEqual(Object.keys(defaults).sort());
  });

  it('have their default for what is stored in a form that this version does not know', () => {
    const stored = [
      { key: 'links.resolving', value: 'ya' },
      { key: 'report.paper', value: 'letter' },
      { key: 'report.address', value: 'one line' },
      { key: 'report.agency', value: 7 },
      { key: 'report.place', value: '' },
      { key: 'report.copies', value: null },
      { key: 'of.another.version', value: true },
    ];
    expect(settingsFrom(stored)).toEqual(defaults);
    expect(settingsFrom([{ key: 'links.resolving', value: true }])['links.resolving']).toBe(true);
  });

  it.each(settingGroups.map(({ name }) => name))('of the group %s are read as they are shown', (name) => {
    expect(defaults).toMatchObject(readGroup(group(name), formOf(name)));
  });

  it('keep any text that a form can send, and show it again as it is kept', () => {
    const typed = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(typed, typed, (agency, address) => {
        const form = { ...formOf('laporan'), 'report.agency': agency, 'report.address': address };
        const read = readOrRefused(form);
        fc.pre(read !== null);
        const stored = settingsFrom(Object.entries(read).map(([key, value]) => ({ key, value })));
        expect(stored).toMatchObject(read);
        expect(readGroup(group('laporan'), formOf('laporan', stored))).toEqual(read);
      }),
    );
  });

  it.each([
    ['a NIP of 17 digits', { 'report.signatory_nip': '19860926201505100' }, 'NIP harus 18 angka.'],
    ['an empty line', { 'report.agency': ' \u200b ' }, 'Isian ini tidak boleh kosong.'],
    ['a line without end', { 'report.place': 'x'.repeat(61) }, 'Satu baris paling banyak 60 karakter.'],
    ['five lines of address', { 'report.address': 'a\nb\nc\nd\ne' }, 'Paling banyak 4 baris.'],
    ['another paper', { 'report.paper': 'letter' }, 'Pilih salah satu yang tersedia.'],
    ['an inherited word', { 'report.paper': 'toString' }, 'Pilih salah satu yang tersedia.'],
    ['a setting that is none', { 'report.logo': 'x' }, 'Setelan "report.logo" tidak dikenal.'],
    ['a setting of another group', { 'links.resolving': 'ya' }, 'Setelan "links.resolving" tidak dikenal.'],
  ])('refuse %s at its field', (_, change, sentence) => {
    const refusal = refusalOf(() => readGroup(group('laporan'), { ...formOf('laporan'), ...change }));
    expect(refusal).toMatchObject({ status: 422, code: 'invalid-setting' });
    expect(refusal.fields).toEqual([
      { field: Object.keys(change)[0], words: { id: sentence, en: expect.any(String) } },
    ]);
  });

  it('are not guessed where a field was not sent', () => {
    expect(refusalOf(() => readGroup(group('tautan'), {})).fields).toMatchObject([{ field: 'links.resolving' }]);
  });
});
