import type { Refusal } from '../kernel/refusal';
import { asset } from '../web/assets';
import { Card } from '../web/components';
import { Problem, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';

export interface ActivationValues {
  number?: string;
  code?: string;
  noticeRead?: boolean;
  refusal?: Refusal;
}

/** A code from a slip becomes a password of one's own. */
export function activationPage(view: View, values: ActivationValues = {}): JSX.Element {
  const { refusal } = values;
  return (
    <Page view={view} title={view.s('Aktivasi akun', 'Activate your account')}>
      <Card>
        <Problem view={view} refusal={refusal} />
        <p>
          {view.t(
            'Untuk aktivasi pertama dan untuk membuat kata sandi baru dengan kode atur ulang.',
            'For the first activation, and for a new password with a reset code.',
          )}
        </p>
        <form method="post" action="/aktivasi">
          <TextField
            view={view}
            name="number"
            label={view.t('NIP atau nomor THL', 'NIP or THL number')}
            value={values.number}
            autocomplete="username"
            refusal={refusal}
            required
          />
          <TextField
            view={view}
            name="code"
            label={view.t('Kode', 'Code')}
            hint={view.t('10 huruf dan angka, seperti 7K3Q 9MXT 2A.', '10 letters and digits, like 7K3Q 9MXT 2A.')}
            value={values.code}
            autocomplete="one-time-code"
            refusal={refusal}
            required
          />
          <NewPasswordFields view={view} refusal={refusal} />
          <PrivacyNotice view={view} read={values.noticeRead === true} />
          <Submit>{view.t('Simpan dan masuk', 'Save and sign in')}</Submit>
        </form>
      </Card>
      <script src={asset('activation.js')} defer></script>
    </Page>
  );
}

/** A new password, twice; used wherever one is chosen. */
export function NewPasswordFields({ view, refusal }: { view: View; refusal: Refusal | undefined }): JSX.Element {
  return (
    <>
      <TextField
        view={view}
        name="password"
        type="password"
        label={view.t('Kata sandi baru', 'New password')}
        hint={view.t(
          '12–128 karakter. Paling mudah diingat: empat kata yang tidak berhubungan, tanpa nama, tanggal lahir, atau nama kantor.',
          '12–128 characters. Easiest to remember: four unrelated words, without names, birth dates or the office.',
        )}
        autocomplete="new-password"
        refusal={refusal}
        required
      />
      <TextField
        view={view}
        name="repeat"
        type="password"
        label={view.t('Kata sandi baru sekali lagi', 'New password once more')}
        autocomplete="new-password"
        refusal={refusal}
        required
      />
    </>
  );
}

function PrivacyNotice({ view, read }: { view: View; read: boolean }): JSX.Element {
  return (
    <fieldset class="mb-4 rounded-box border border-base-300 p-3">
      <legend class="px-1 font-medium">{view.t('Pemberitahuan privasi', 'Privacy notice')}</legend>
      <ul class="mb-3 list-disc pl-5 text-sm">
        {noticeLines(view).map((line) => (
          <li>{line as 'safe'}</li>
        ))}
      </ul>
      <label class="flex min-h-12 items-center gap-3">
        <input class="checkbox" type="checkbox" name="notice" value="ya" required checked={read} />
        {view.t('Saya sudah membaca pemberitahuan ini.', 'I have read this notice.')}
      </label>
    </fieldset>
  );
}

function noticeLines(view: View): JSX.Element[] {
  return [
    view.t(
      'Gaung menyimpan nama, nomor pegawai, unit, dan sebaran yang Anda catat: tautan atau keterangan, kanal, waktu, dan hasil verifikasinya.',
      'Gaung keeps your name, staff number, unit and the shares you log: link or statement, channel, time and the result of review.',
    ),
    view.t(
      'Gaung tidak meminta kata sandi atau daftar akun media sosial Anda, dan tidak mencatat pengikut, suka, atau komentar.',
      'Gaung asks for no social media password or list of accounts, and keeps no followers, likes or comments.',
    ),
    view.t(
      'Anda tidak wajib memakai akun media sosial pribadi; jalur tanpa akun bernilai sama.',
      'You need no personal social media account; routes without one earn the same credit.',
    ),
    view.t(
      'Sebaran Anda dilihat oleh Anda sendiri, atasan dan pemeriksa unit Anda, evaluator, serta Inspektorat. Umum hanya melihat angka per unit.',
      'Your shares are seen by yourself, the head and reviewers of your unit, the evaluators and the inspectorate. The public sees figures of units only.',
    ),
    view.t(
      'Hasilnya adalah bahan pertimbangan tingkat partisipasi, bukan predikat kinerja. Anda dapat mengajukan sanggahan.',
      'The result is a participation rate as material for consideration, not a performance grade. You may appeal.',
    ),
  ];
}

export interface SetupValues {
  /** The address of this form. */
  action: string;
  needsRoot: boolean;
  name?: string;
  number?: string;
  rootName?: string;
  refusal?: Refusal;
}

/** The first administrator's account. */
export function setupPage(view: View, values: SetupValues): JSX.Element {
  const { refusal } = values;
  return (
    <Page view={view} title={view.s('Administrator pertama', 'First administrator')}>
      <Card>
        <Problem view={view} refusal={refusal} />
        <p>
          {view.t(
            'Alamat ini hanya dapat dipakai satu kali. Akun yang Anda buat di sini mengelola unit, pegawai, dan peran.',
            'This address works once. The account you make here manages units, staff and roles.',
          )}
        </p>
        <form method="post" action={values.action}>
          {values.needsRoot ? (
            <TextField
              view={view}
              name="rootName"
              label={view.t('Nama pemerintah provinsi', 'Name of the provincial government')}
              value={values.rootName ?? 'Pemerintah Provinsi Sulawesi Utara'}
              refusal={refusal}
              required
            />
          ) : (
            ''
          )}
          <TextField
            view={view}
            name="name"
            label={view.t('Nama Anda, tanpa gelar', 'Your name, without titles')}
            value={values.name}
            autocomplete="name"
            refusal={refusal}
            required
          />
          <TextField
            view={view}
            name="number"
            label={view.t('NIP atau nomor THL', 'NIP or THL number')}
            value={values.number}
            autocomplete="username"
            refusal={refusal}
            required
          />
          <NewPasswordFields view={view} refusal={refusal} />
          <Submit>{view.t('Buat akun dan masuk', 'Make the account and sign in')}</Submit>
        </form>
      </Card>
    </Page>
  );
}
