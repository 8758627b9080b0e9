import { composerAddress, withAddress, withDisclosure } from '../../src/sharing/share-text.rules';

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

  it.each([
    ['whatsapp' as const, 'https://wa.me/?text=A%20%26%20B%0Ahttps%3A%2F%2Fa.id%2F%3Fq%3D1'],
    ['facebook' as const, 'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fa.id%2F%3Fq%3D1'],
    ['x' as const, 'https://x.com/intent/post?text=A%20%26%20B%0Ahttps%3A%2F%2Fa.id%2F%3Fq%3D1'],
  ])('is handed to %s whole', (composer, address) => {
    expect(composerAddress(composer, 'A & B', 'https://a.id/?q=1')).toBe(address);
  });
});
