import { fraction } from '../evaluation/unit.rules';
import { spacedCode } from '../issuance/month-paper.rules';
import type { Refusal } from '../kernel/refusal';
import { formatMoment, formatMonth, formatNumber, formatPercent } from '../kernel/wita';
import { asset } from '../web/assets';
import { Card, Figure } from '../web/components';
import { FileField, Problem, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { type IssuedFile, type PublicTotals, signatureWords, verifyWords } from './authenticity.rules';

/** Type a code, or choose the file. */
export function checkPage(view: View, { typed, refusal }: { typed?: string; refusal?: Refusal }): JSX.Element {
  return (
    <Page view={view} title={view.s('Periksa laporan', 'Check a report')}>
      <Problem view={view} refusal={refusal} />
      <p class="mb-4">
        {view.t(
          'Setiap berkas yang diterbitkan memuat kode pemeriksaan dan kode QR. Ketik kodenya, atau pilih berkas yang Anda terima.',
          'Every issued file bears a check code and a QR code. Type the code, or choose the file that you received.',
        )}
      </p>
      <Card title={view.t('Dengan kode', 'By its code')}>
        <form method="get" action="/periksa">
          <TextField
            view={view}
            name="kode"
            label={view.t('Kode pemeriksaan laporan', 'Check code of the report')}
            hint={view.t('10 huruf dan angka, misalnya 7K3Q9-MXT2A', '10 letters and digits, such as 7K3Q9-MXT2A')}
            value={typed}
            required
          />
          <Submit>{view.t('Periksa kode', 'Check the code')}</Submit>
        </form>
      </Card>
      <FileForm view={view} action="/periksa" />
    </Page>
  );
}

/** What was issued under a code. */
export function filePage(view: View, file: IssuedFile, refusal?: Refusal): JSX.Element {
  return (
    <Page view={view} title={view.s('Periksa laporan', 'Check a report')}>
      <Problem view={view} refusal={refusal} />
      <p class="alert alert-success mb-4" role="status">
        {view.t(
          `Kode ${spacedCode(file.code)} adalah kode berkas yang diterbitkan melalui Gaung.`,
          `The code ${spacedCode(file.code)} belongs to a file issued through Gaung.`,
        )}
      </p>
      {file.supersededBy ? <Superseded view={view} newer={file.supersededBy} /> : ''}
      <Facts view={view} file={file} />
      {file.totals ? <Totals view={view} totals={file.totals} /> : ''}
      <Card title={view.t('Tanda tangan elektronik', 'Electronic signature')}>
        <p>{file.signedHash ? view.w(signatureWords) : view.t(notSigned.id, notSigned.en)}</p>
        {file.signedHash ? <p class="mt-2 text-sm text-muted">{view.w(verifyWords)}</p> : ''}
      </Card>
      <FileForm view={view} action={`/periksa/${file.code}`} file={file} />
    </Page>
  );
}

const notSigned = {
  id: 'Berkas bertanda tangan elektronik belum diunggah untuk laporan ini.',
  en: 'No electronically signed file has been uploaded for this report.',
};

function Superseded({ view, newer }: { view: View; newer: NonNullable<IssuedFile['supersededBy']> }): JSX.Element {
  return (
    <p class="alert alert-warning mb-4" role="status">
      {newer.state === 'provisional'
        ? view.t(
            `Bulan ini dibuka kembali; versi ${newer.version} sedang disiapkan. Versi pada berkas ini tetap dapat dibaca, tetapi akan digantikan.`,
            `This month is open again; version ${newer.version} is being prepared. The version of this file stays readable but will be superseded.`,
          )
        : view.t(
            `Versi pada berkas ini sudah digantikan oleh versi ${newer.version}.`,
            `The version of this file is superseded by version ${newer.version}.`,
          )}
    </p>
  );
}

function Facts({ view, file }: { view: View; file: IssuedFile }): JSX.Element {
  const { month, version, cutoff, madeAt, closingHash, hash, signedHash } = file;
  const facts: [JSX.Element, JSX.Element][] = [
    [view.t('Bulan', 'Month'), view.t(formatMonth(month, 'id'), formatMonth(month, 'en'))],
    [view.t('Versi', 'Version'), view.t(String(version), String(version))],
    [view.t('Data sampai dengan', 'Data until'), view.t(formatMoment(cutoff, 'id'), formatMoment(cutoff, 'en'))],
    [view.t('Dibuat', 'Made'), view.t(formatMoment(madeAt, 'id'), formatMoment(madeAt, 'en'))],
    [view.t('Jenis berkas', 'Kind of file'), view.t(file.format.toUpperCase(), file.format.toUpperCase())],
    [view.t('Sidik berkas (SHA-256)', 'Hash of the file (SHA-256)'), <Hash hex={hash} />],
    ...(signedHash
      ? [
          [view.t('Sidik berkas bertanda tangan', 'Hash of the signed file'), <Hash hex={signedHash} />] as [
            JSX.Element,
            JSX.Element,
          ],
        ]
      : []),
    ...(closingHash
      ? [
          [view.t('Sidik penutupan bulan', 'Closing hash of the month'), <Hash hex={closingHash} />] as [
            JSX.Element,
            JSX.Element,
          ],
        ]
      : []),
  ];
  return (
    <Card title={view.w(file.title)}>
      {file.unit ? (
        <p class="font-medium" safe>
          {file.unit}
        </p>
      ) : (
        ''
      )}
      <dl class="grid gap-x-4 gap-y-2 sm:grid-cols-[auto_1fr]">
        {facts.map(([term, value]) => (
          <>
            <dt class="text-muted">{term as 'safe'}</dt>
            <dd class="mb-1 min-w-0">{value as 'safe'}</dd>
          </>
        ))}
      </dl>
    </Card>
  );
}

function Hash({ hex }: { hex: string }): JSX.Element {
  return (
    <code class="text-sm break-all" safe>
      {hex}
    </code>
  );
}

function Totals({ view, totals }: { view: View; totals: PublicTotals }): JSX.Element {
  const { obliged, exempt, active, met } = totals;
  const count = (value: number) => view.t(formatNumber(value, 'id'), formatNumber(value, 'en'));
  const rate = (x: number) =>
    view.t(formatPercent(fraction(x, obliged), 'id'), formatPercent(fraction(x, obliged), 'en'));
  return (
    <Card title={view.t('Angka pokok pada berkas', 'Main figures of the file')}>
      <div class="grid grid-cols-1 gap-3 sm:grid-cols-3">
        <Figure
          label={view.t('Pegawai wajib', 'Obliged staff')}
          value={count(obliged)}
          note={view.t(`${formatNumber(exempt, 'id')} dikecualikan`, `${formatNumber(exempt, 'en')} exempt`)}
        />
        <Figure
          label={view.t('Partisipasi', 'Participation')}
          value={rate(active)}
          note={view.t(`${formatNumber(active, 'id')} pegawai aktif`, `${formatNumber(active, 'en')} active`)}
        />
        <Figure
          label={view.t('Ketercapaian', 'Fulfilment')}
          value={rate(met)}
          note={view.t(`${formatNumber(met, 'id')} mencapai target`, `${formatNumber(met, 'en')} met the target`)}
        />
      </div>
    </Card>
  );
}

/** The page's script hashes the file on this device; without it the file is sent, hashed and not kept. */
function FileForm({ view, action, file }: { view: View; action: string; file?: IssuedFile }): JSX.Element {
  return (
    <Card title={view.t('Dengan berkasnya', 'By the file')}>
      <form method="post" action={action} enctype="multipart/form-data" data-check={action}>
        <FileField
          view={view}
          name="berkas"
          label={
            file
              ? view.t('Bandingkan berkas Anda dengan yang diterbitkan', 'Compare your file with the one issued')
              : view.t('Berkas laporan yang Anda terima', 'The report file that you received')
          }
          hint={<span data-sent={view.s(sent.here.id, sent.here.en)}>{view.t(sent.away.id, sent.away.en)}</span>}
          required
        />
        <Submit>{view.t('Periksa berkas', 'Check the file')}</Submit>
      </form>
      <script src={asset('check.js')} defer></script>
    </Card>
  );
}

const sent = {
  away: {
    id: 'Paling besar 20 MB. Berkas dicocokkan di server dan tidak disimpan.',
    en: '20 MB at most. The file is compared on the server and not kept.',
  },
  here: {
    id: 'Berkas diperiksa di perangkat Anda dan tidak dikirim. Anda juga dapat menjatuhkan berkas di sini.',
    en: 'The file is checked on your device and not sent. You may also drop a file here.',
  },
};
