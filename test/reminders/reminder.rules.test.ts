import { monthEndingSoon, reminderWords } from '../../src/reminders/reminder.rules';
import { wita } from '../fakes';

describe('when people are reminded of their target', () => {
  it.each([
    ['2026-11-26', null],
    ['2026-11-27', '2026-11'],
    ['2026-11-30', '2026-11'],
    ['2026-12-01', null],
    ['2027-02-24', null],
    ['2027-02-25', '2027-02'],
  ])('%s: %s', (today, month) => {
    expect(monthEndingSoon(today)).toBe(month);
  });
});

describe('the sentence of a reminder', () => {
  it('names the last day on which something can be done', () => {
    const { href, words } = reminderWords({ kind: 'results', subject: '2026-10', until: wita('2026-11-12') });
    expect(href).toBe('/nilai?bulan=2026-10');
    expect(words.id).toBe('Hasil sementara Oktober 2026 dapat Anda sanggah sampai 11 November 2026');
  });
});
