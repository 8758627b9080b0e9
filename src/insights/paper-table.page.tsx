import { cellWords, type PaperTable } from '../papers/table-writer';
import { Table } from '../web/components';
import type { View } from '../web/view';

/** The table of a paper on a page; rows may lead somewhere by their first cell. Nothing where it has no rows. */
export function PaperTablePart(props: { view: View; table: PaperTable; hrefs?: (string | null)[] }): JSX.Element {
  const { view, table, hrefs = [] } = props;
  if (!table.rows.length) return <></>;
  const columns = table.columns.map(({ title, kind }) => ({ title: view.t(title, title), numeric: kind !== 'text' }));
  const rows = cellWords(table, view.lang).map((texts, row) =>
    texts.map((text, column) => {
      const href = column === 0 && hrefs[row];
      return href ? <a href={href}>{view.t(text, text)}</a> : view.t(text, text);
    }),
  );
  return <Table caption={view.t(table.title, table.title)} columns={columns} rows={rows} />;
}
