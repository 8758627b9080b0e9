import { type Refusal, type Words, words } from '../kernel/refusal';
import { formatMonth } from '../kernel/wita';
import { Card } from '../web/components';
import { Submit, TextArea, TextField } from '../web/fields';
import type { View } from '../web/view';

/** A form that was refused, as it was typed. */
export interface Refused {
  refusal: Refusal;
  typed: Record<string, string>;
}

interface StepValues {
  view: View;
  month: string;
  refused: Refused | undefined;
}

function Consequences({ view, list }: { view: View; list: Words[] }): JSX.Element {
  return (
    <ul class="list-disc pl-5">
      {list.map((one) => (
        <li>{view.w(one)}</li>
      ))}
    </ul>
  );
}

export function FixForm({ view, month }: StepValues): JSX.Element {
  return (
    <Card title={view.t('Menetapkan hasil', 'Fix the results')}>
      <Consequences view={view} list={ofFixing} />
      <form method="post" action={`/evaluasi/${month}/penutupan/penetapan`}>
        <Submit>
          {view.t(`Tetapkan hasil ${formatMonth(month, 'id')}`, `Fix the results of ${formatMonth(month, 'en')}`)}
        </Submit>
      </form>
    </Card>
  );
}

const ofFixing = [
  words(
    'Hasil dihitung sekali lagi dengan data saat ini, lalu dibekukan.',
    'The results are computed once more with the data of this moment, then frozen.',
  ),
  words(
    'Sebaran bulan ini tidak dapat lagi dicatat, diubah, atau diputuskan.',
    'Shares of this month can no longer be logged, changed or decided.',
  ),
  words(
    'Sidik penutupan dibuat dan disambungkan ke bulan sebelumnya; perubahan hanya mungkin dengan membuka kembali.',
    'A closing hash is made and chained to the month before; changes need a reopening.',
  ),
];

export function DrawForm({ view, month, refused }: StepValues): JSX.Element {
  return (
    <Card title={view.t('Mengundi sampel pemeriksaan acak', 'Draw the sample of the random audit')}>
      <Consequences view={view} list={ofDrawing} />
      <form method="post" action={`/evaluasi/${month}/penutupan/pengundian`}>
        <TextField
          view={view}
          name="nomor"
          label={view.t('Bilangan publik', 'Public number')}
          hint={view.t(
            'Angka atau huruf tanpa spasi, seperti diumumkan',
            'Digits or letters without spaces, as announced',
          )}
          value={refused?.typed['nomor']}
          refusal={refused?.refusal}
          required
        />
        <TextField
          view={view}
          name="sumber"
          label={view.t('Sumber', 'Source')}
          hint={view.t('Pengumuman apa dan tanggal berapa', 'Which announcement, on which day')}
          value={refused?.typed['sumber']}
          refusal={refused?.refusal}
          required
        />
        <Submit>{view.t('Undi sampel', 'Draw the sample')}</Submit>
      </form>
    </Card>
  );
}

const ofDrawing = [
  words(
    'Gunakan bilangan yang diumumkan pihak lain setelah hasil ditetapkan, sehingga tidak seorang pun dapat memilih siapa yang diperiksa.',
    'Use a number that others announced after the results were fixed, so that nobody can choose who is checked.',
  ),
  words(
    'Pengundian hanya satu kali dan tidak dapat diulang; siapa pun dapat menghitungnya kembali.',
    'There is one draw, which cannot be repeated; anybody can compute it again.',
  ),
];

export function CloseForm({ view, month }: StepValues): JSX.Element {
  return (
    <Card title={view.t('Menutup bulan', 'Close the month')}>
      <Consequences view={view} list={ofClosing} />
      <form method="post" action={`/evaluasi/${month}/penutupan/tutup`}>
        <Submit>{view.t(`Tutup ${formatMonth(month, 'id')}`, `Close ${formatMonth(month, 'en')}`)}</Submit>
      </form>
    </Card>
  );
}

const ofClosing = [
  words(
    'Hasil pemeriksaan acak tidak dapat diubah lagi dan tercantum dalam laporan.',
    'The results of the random audit can no longer be changed and stand in the report.',
  ),
  words(
    'Perubahan sesudahnya hanya mungkin dengan membuka kembali periode ini sebagai versi baru.',
    'Later changes are possible only by reopening the month as a new version.',
  ),
];

export function ReopenForm({ view, month, refused }: StepValues): JSX.Element {
  return (
    <Card title={view.t('Membuka kembali', 'Reopen')}>
      <p>
        {view.t(
          'Versi yang sudah ditetapkan tetap tersimpan dan dinyatakan digantikan. Versi baru dihitung sebagai hasil sementara dan harus ditetapkan lagi. Alasan dan nama Anda tercatat.',
          'The fixed version stays as it is and is marked as superseded. A new version is computed as provisional and must be fixed again. The reason and your name are recorded.',
        )}
      </p>
      <form method="post" action={`/evaluasi/${month}/penutupan/pembukaan`}>
        <TextArea
          view={view}
          name="alasan"
          label={view.t('Alasan', 'Reason')}
          hint={view.t('10 sampai 500 karakter', '10 to 500 characters')}
          value={refused?.typed['alasan']}
          refusal={refused?.refusal}
          required
        />
        <button class="btn min-h-12">{view.t('Buka kembali periode', 'Reopen the month')}</button>
      </form>
    </Card>
  );
}
