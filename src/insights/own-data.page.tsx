import { fullName } from '../directory/person.rules';
import { formatDay, formatMoment } from '../kernel/wita';
import { Card, Empty, Table } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { OwnData } from './own-data.queries';

/** *Data saya*: what is kept about the reader, where it is seen, who looked at pictures, and all of it as a file. */
export function ownDataPage(view: View, data: OwnData): JSX.Element {
  return (
    <Page view={view} title={view.s('Data saya', 'My data')}>
      <p class="mb-4">
        {view.t(
          'Inilah data Anda yang disimpan Gaung. Bila ada yang keliru, sampaikan kepada pengelola kepegawaian unit atau ajukan sanggahan.',
          'This is what Gaung keeps about you. If something is wrong, tell the personnel officer of your unit or make an appeal.',
        )}
      </p>
      <p class="mb-4">
        <a class="btn btn-primary min-h-12" href="/data-saya/unduh.json">
          {view.t('Unduh semua data saya (JSON)', 'Download all my data (JSON)')}
        </a>
      </p>
      <Kept view={view} data={data} />
      <Days view={view} data={data} />
      <Looks view={view} looks={data.looks} />
    </Page>
  );
}

function Kept({ view, data }: { view: View; data: OwnData }): JSX.Element {
  const verdicts = data.shares.reduce((sum, share) => sum + share.verdicts.length, 0);
  const numbers = data.numbers.map(({ number }) => number).join(', ') || '–';
  const lists = [
    { href: '/sebaran', text: view.t('Sebaran', 'Shares'), count: data.shares.length },
    { href: '/sebaran', text: view.t('Putusan atas sebaran', 'Verdicts on shares'), count: verdicts },
    { href: '/sanggahan', text: view.t('Sanggahan', 'Appeals'), count: data.appeals.length },
    { href: '/nilai', text: view.t('Hasil bulanan tersimpan', 'Stored monthly results'), count: data.results.length },
  ];
  return (
    <Card title={view.t('Yang disimpan', 'What is kept')}>
      <p>
        <strong safe>{fullName(data)}</strong>
        <br />
        {view.t(`Nomor: ${numbers}`, `Number: ${numbers}`)}
      </p>
      <Table
        caption={view.t('Data Anda dan tempat melihatnya', 'Your data and where to see them')}
        columns={[{ title: view.t('Data', 'Data') }, { title: view.t('Jumlah', 'Count'), numeric: true }]}
        rows={lists.map(({ href, text, count }) => [
          <a href={href}>{text as 'safe'}</a>,
          view.t(String(count), String(count)),
        ])}
      />
    </Card>
  );
}

function Days({ view, data: { memberships, leave } }: { view: View; data: OwnData }): JSX.Element {
  const day = (one: string | null) => (one ? view.t(formatDay(one, 'id'), formatDay(one, 'en')) : view.t('–', '–'));
  const span = [{ title: view.t('Mulai', 'From') }, { title: view.t('Sampai', 'Until') }];
  return (
    <>
      {memberships.length ? (
        <Table
          caption={view.t('Keanggotaan unit', 'Units')}
          columns={[{ title: view.t('Unit kerja', 'Unit') }, ...span, { title: view.t('Jabatan', 'Position') }]}
          rows={memberships.map(({ unit, position, from, until }) => [
            view.t(unit, unit),
            day(from),
            day(until),
            view.t(position, position),
          ])}
        />
      ) : (
        ''
      )}
      {leave.length ? (
        <Table
          caption={view.t('Cuti', 'Leave')}
          columns={[{ title: view.t('Jenis', 'Kind') }, ...span]}
          rows={leave.map(({ kind, from, until }) => [view.t(kind, kind), day(from), day(until)])}
        />
      ) : (
        ''
      )}
    </>
  );
}

function Looks({ view, looks }: { view: View; looks: OwnData['looks'] }): JSX.Element {
  return (
    <Card title={view.t('Siapa yang melihat bukti saya', 'Who looked at my evidence')}>
      {looks.length ? (
        <Table
          caption={view.t(
            'Setiap kali gambar bukti Anda dibuka orang lain',
            'Each time somebody else opened your picture',
          )}
          columns={[
            { title: view.t('Waktu', 'Time') },
            { title: view.t('Oleh', 'By') },
            { title: view.t('Materi', 'Official post') },
          ]}
          rows={looks.map(({ at, by, post }) => [
            view.t(formatMoment(new Date(at), 'id'), formatMoment(new Date(at), 'en')),
            view.t(by ?? '–', by ?? '–'),
            view.t(post, post),
          ])}
        />
      ) : (
        <Empty>
          {view.t('Belum ada orang lain yang membuka gambar bukti Anda.', 'Nobody else has opened your pictures.')}
        </Empty>
      )}
    </Card>
  );
}
