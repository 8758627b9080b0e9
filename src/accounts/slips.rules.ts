/*
 * What stands on an activation slip: the person's name, unit and masked number (a slip may be lost), the code in groups,
 * and a QR code of the address with the code behind `#`. What stands behind `#` is never sent to a server, so the code
 * gets into no log; the page's script puts it into the form, and typing it by hand works as well.
 * Example: https://gaung.example.go.id/aktivasi#7K3Q9MXT2A, printed as 7K3Q 9MXT 2A.
 * Source: reliability.md 5.
 */
import { maskNip } from '../directory/person-number.rules';
import { formatMoment, type Lang } from '../kernel/wita';
import type { PdfOrder } from '../papers/pdf';
import { qrSvg } from '../papers/qr';
import { codeGroups } from './issuing.rules';

interface SlipValues {
  name: string;
  number: string;
  unitName: string;
  code: string;
  validUntil: Date;
  address: string;
}

/** The address a QR code holds. */
export function codeAddress({ address, code }: { address: string; code: string }): string {
  return `${address}#${code}`;
}

/** The print order of these slips, four on a page. */
export function slipsOrder(issued: SlipValues[], lang: Lang, moment: Date): PdfOrder {
  const s = (id: string, en: string) => (lang === 'id' ? id : en);
  return {
    template: 'slips',
    data: {
      ...{ lang, paper: 'a4', title: s('Lembar aktivasi', 'Activation slips') },
      pageWords: lang === 'id' ? ['Halaman', 'dari'] : ['Page', 'of'],
      heading: 'Gaung',
      labels: {
        unit: s('Unit kerja', 'Unit'),
        number: s('Nomor', 'Number'),
        code: s('Kode aktivasi', 'Activation code'),
        address: s('Alamat', 'Address'),
        validUntil: s('Berlaku sampai', 'Valid until'),
      },
      slips: issued.map((one, index) => ({
        ...{ name: one.name, unit: one.unitName, number: maskNip(one.number), address: one.address },
        code: codeGroups(one.code),
        picture: `qr-${index}`,
        validUntil: formatMoment(one.validUntil, lang),
        instruction: s(
          'Pindai kode QR atau buka alamat di atas, masukkan nomor dan kode aktivasi, lalu buat kata sandi Anda sendiri. Kode hanya dapat dipakai satu kali; jangan berikan kepada orang lain.',
          'Scan the QR code or open the address above, enter your number and the code, then make your own password. The code works once; give it to nobody else.',
        ),
      })),
    },
    pictures: Object.fromEntries(issued.map((one, index) => [`qr-${index}`, qrSvg(codeAddress(one))])),
    moment,
  };
}
