import { formatMonth, formatNumber, formatPercent } from '../kernel/wita';
import { Card, Figure, Table } from '../web/components';
import type { View } from '../web/view';
import type { Participation } from './participation.service';
import { trendChart } from './report-charts.rules';

interface Props {
  view: View;
  values: Participation;
  addressOfUnit: (code: string) => string;
}

/** A unit in figures: the month, its direct sub-units, and the stored months before. */
export function UnitFigures(props: Props): JSX.Element {
  const { view, values } = props;
  return (
    <>
      <Figures view={view} values={values} />
      <Below {...props} />
      <Trend view={view} values={values} />
    </>
  );
}

function Figures({ view, values }: { view: View; values: Participation }): JSX.Element {
  const { obliged, exempt, active, met, participation, fulfilment } = values.unit.figures;
  const number = (value: number) => view.t(formatNumber(value, 'id'), formatNumber(value, 'en'));
  const rate = (share: number | null) => view.t(formatPercent(share, 'id'), formatPercent(share, 'en'));
  return (
    <div class="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Figure
        label={view.t('Pegawai wajib', 'Obliged people')}
        value={number(obliged)}
        note={view.t(`${exempt} dikecualikan`, `${exempt} exempt`)}
      />
      <Figure
        label={view.t('Partisipasi', 'Participation')}
        value={rate(participation)}
        note={view.t(`${active} dari ${obliged} pegawai`, `${active} of ${obliged} people`)}
      />
      <Figure
        label={view.t('Ketercapaian', 'Fulfilment')}
        value={rate(fulfilment)}
        note={view.t(`${met} mencapai target`, `${met} met the target`)}
      />
      <Figure
        label={view.t('Belum berpartisipasi', 'Not yet participating')}
        value={number(obliged - active)}
        note={view.t('pegawai', 'people')}
      />
    </div>
  );
}

function Below({ view, values, addressOfUnit }: Props): JSX.Element {
  if (!values.below.length) return <></>;
  const rate = (share: number | null) => view.t(formatPercent(share, 'id'), formatPercent(share, 'en'));
  const number = (value: number) => view.t(formatNumber(value, 'id'), formatNumber(value, 'en'));
  return (
    <Table
      caption={view.t('Unit di bawahnya', 'Sub-units')}
      columns={[
        { title: view.t('Unit kerja', 'Unit') },
        { title: view.t('Wajib', 'Obliged'), numeric: true },
        { title: view.t('Berpartisipasi', 'Active'), numeric: true },
        { title: view.t('Partisipasi', 'Participation'), numeric: true },
        { title: view.t('Ketercapaian', 'Fulfilment'), numeric: true },
      ]}
      rows={values.below.map(({ unit, figures }) => [
        <a href={addressOfUnit(unit.code)} safe>
          {unit.name}
        </a>,
        number(figures.obliged),
        number(figures.active),
        rate(figures.participation),
        rate(figures.fulfilment),
      ])}
    />
  );
}

function Trend({ view, values }: { view: View; values: Participation }): JSX.Element {
  const { trend } = values;
  if (!trend.length) return <></>;
  const title = view.s('Partisipasi dua belas bulan', 'Participation over twelve months');
  const share = (part: number, whole: number) => (whole ? part / whole : null);
  const rate = (part: number, whole: number) =>
    view.t(formatPercent(share(part, whole), 'id'), formatPercent(share(part, whole), 'en'));
  return (
    <Card title={view.t('Dua belas bulan terakhir', 'The last twelve months')}>
      <div class="overflow-x-auto" tabindex="0" role="region" aria-label={title}>
        <div class="min-w-xl">{trendChart(trend, 'page', view.lang) as 'safe'}</div>
      </div>
      <Table
        caption={view.t('Hasil yang tersimpan tiap bulan', 'Stored results of each month')}
        columns={[
          { title: view.t('Bulan', 'Month') },
          { title: view.t('Wajib', 'Obliged'), numeric: true },
          { title: view.t('Partisipasi', 'Participation'), numeric: true },
          { title: view.t('Ketercapaian', 'Fulfilment'), numeric: true },
        ]}
        rows={trend.map(({ month, obliged, active, met }) => [
          view.t(formatMonth(month, 'id'), formatMonth(month, 'en')),
          view.t(formatNumber(obliged, 'id'), formatNumber(obliged, 'en')),
          rate(active, obliged),
          rate(met, obliged),
        ])}
      />
    </Card>
  );
}
