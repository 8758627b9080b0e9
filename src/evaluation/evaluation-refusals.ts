import { Refusal, words } from '../kernel/refusal';

export function notBegun(): Refusal {
  return new Refusal(
    'invalid',
    'month-not-begun',
    words(
      'Bulan ini belum dimulai. Pilih bulan berjalan atau bulan sebelumnya.',
      'This month has not begun. Choose the current month or an earlier one.',
    ),
  );
}

export function noReason(): Refusal {
  const sentence = words(
    'Tulis alasan pengecualian, 5 sampai 300 karakter.',
    'Write the reason of the exemption, 5 to 300 characters.',
  );
  return new Refusal('invalid', 'reason-required', sentence, { fields: [{ field: 'alasan', words: sentence }] });
}

export function ownExemption(): Refusal {
  return new Refusal(
    'forbidden',
    'own-exemption',
    words(
      'Pengecualian Anda sendiri diberikan oleh evaluator lain.',
      'Your own exemption is granted by another evaluator.',
    ),
  );
}

export function closed(): Refusal {
  return new Refusal(
    'conflict',
    'period-closed',
    words(
      'Hasil periode ini sudah ditetapkan. Hasilnya hanya berubah setelah periode dibuka kembali dengan alasan.',
      'The results of this period are fixed. They change only after it is reopened with a reason.',
    ),
  );
}
