import fc from 'fast-check';
import { captionsFor, composerAddress, withAddress, withDisclosure } from '../../src/sharing/share-out.rules';

const captions = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 10 });

describe('the captions of an item', () => {
  it('go round from the place where the person begins, every one once', () => {
    fc.assert(
      fc.property(captions, fc.uuid(), fc.uuid(), (given, person, post) => {
        const order = captionsFor(given, person, post);
        const begin = given.indexOf(order[0] ?? '');
        expect(order).toEqual(given.length ? [...given.slice(begin), ...given.slice(0, begin)] : []);
      }),
    );
  });

  it('stay in the same order for the same person and item', () => {
    fc.assert(
      fc.property(captions, fc.uuid(), fc.uuid(), (given, person, post) => {
        expect(captionsFor(given, person, post)).toEqual(captionsFor([...given], person, post));
      }),
    );
  });

  /** Ids that differ in their last characters only are the hardest to spread. */
  const people = Array.from({ length: 3000 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);

  it.each([2, 3, 5, 10])('spread evenly over a whole agency when there are %i', (count) => {
    const given = Array.from({ length: count }, (_, n) => `Takarir ${n + 1}`);
    const begun = new Map<string, number>(given.map((caption) => [caption, 0]));
    for (const person of people) {
      const [first = ''] = captionsFor(given, person, '00000000-0000-4000-8000-00000000abcd');
      begun.set(first, (begun.get(first) ?? 0) + 1);
    }
    const even = people.length / count;
    expect(Math.min(...begun.values()) / even).toBeGreaterThan(0.8);
    expect(Math.max(...begun.values()) / even).toBeLessThan(1.2);
  });

  it('begin elsewhere at the next item for most who begin together at this one', () => {
    const given = ['A', 'B', 'C', 'D'];
    const first = (person: string, post: string) => captionsFor(given, person, post)[0];
    const together = people.filter((person) => first(person, 'post 1') === 'A');
    const again = together.filter((person) => first(person, 'post 2') === 'A');
    expect(again.length / together.length).toBeLessThan(0.35);
  });
});

describe('what leaves Gaung', () => {
  it.each([
    ['Ayo imunisasi.', 'Saya pegawai Pemprov Sulut.', 'Ayo imunisasi.\n\nSaya pegawai Pemprov Sulut.'],
    ['Ayo imunisasi.\n', '', 'Ayo imunisasi.'],
    ['', 'Saya pegawai Pemprov Sulut.', 'Saya pegawai Pemprov Sulut.'],
    [' ', ' ', ''],
  ])('is %j with the line %j as %j', (text, line, whole) => {
    expect(withDisclosure(text, line)).toBe(whole);
  });

  it('ends with the address', () => {
    expect(withAddress('Ayo.', 'https://sulutprov.go.id/x')).toBe('Ayo.\nhttps://sulutprov.go.id/x');
    expect(withAddress('', 'https://sulutprov.go.id/x')).toBe('https://sulutprov.go.id/x');
  });

  it('does not say an address twice', () => {
    const words = 'Selengkapnya: https://sulutprov.go.id/x\n\nSaya pegawai Pemprov Sulut.';
    expect(withAddress(words, 'https://sulutprov.go.id/x')).toBe(words);
  });

  it.each([
    ['whatsapp' as const, 'https://wa.me/?text=A%20%26%20B%0Ahttps%3A%2F%2Fa.id%2F%3Fq%3D1'],
    ['facebook' as const, 'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fa.id%2F%3Fq%3D1'],
    ['x' as const, 'https://x.com/intent/post?text=A%20%26%20B%0Ahttps%3A%2F%2Fa.id%2F%3Fq%3D1'],
  ])('is handed to %s whole', (composer, address) => {
    expect(composerAddress(composer, 'A & B', 'https://a.id/?q=1')).toBe(address);
  });
});
