import { fraction } from '../evaluation/unit.rules';
import { formatMonth, formatNumber, formatPercent, type Lang } from '../kernel/wita';
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
  const { figures } = values.unit;
  const left = figures.obliged - figures.active;
  return (
    <FigureTiles view={view} figures={figures}>
      <Figure
        label={view.t('Belum berpartisipasi', 'Not yet participating')}
        value={view.t(formatNumber(left, 'id'), formatNumber(left, 'en'))}
        note={view.t('pegawai', 'people')}
      />
    </FigureTiles>
  );
}

/** The main figures of a unit or of the province, and beside them the page's own. */
export function FigureTiles({
  view,
  figures: { obliged, exempt, active, met },
  children,
}: {
  view: View;
  figures: Record<'obliged' | 'exempt' | 'active' | 'met', number>;
  children: JSX.Element;
}): JSX.Element {
  const told = (say: (lang: Lang) => string) => view.t(say('id'), say('en'));
  const note = (value: number, id: string, en: string) =>
    told((lang) => `${formatNumber(value, lang)} ${{ id, en }[lang]}`);
  return (
    <div class="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Figure
        label={view.t('Pegawai wajib', 'Obliged people')}
        value={told((lang) => formatNumber(obliged, lang))}
        note={note(exempt, 'dikecualikan', 'exempt')}
      />
      <Figure
        label={view.t('Partisipasi', 'Participation')}
        value={told((lang) => formatPercent(fraction(active, obliged), lang))}
        note={view.t(
          `${formatNumber(active, 'id')} dari ${formatNumber(obliged, 'id')} pegawai`,
          `${formatNumber(active, 'en')} of ${formatNumber(obliged, 'en')} people`,
        )}
      />
      <Figure
        label={view.t('Ketercapaian', 'Fulfilment')}
        value={told((lang) => formatPercent(fraction(met, obliged), lang))}
        note={note(met, 'mencapai target', 'met the target')}
      />
      {children as 'safe'}
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
  const rate = (part: number, whole: number) =>
    view.t(formatPercent(fraction(part, whole), 'id'), formatPercent(fraction(part, whole), 'en'));
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
