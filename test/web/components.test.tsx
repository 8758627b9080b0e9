import { More, Table } from '../../src/web/components';
import { View } from '../../src/web/view';

const view = new View('id', null, '/');
const html = (element: JSX.Element) => element as string;

describe('a table', () => {
  const columns = [{ title: view.t('Unit', 'Unit') }, { title: view.t('Sebaran', 'Shares'), numeric: true }];
  const caption = view.t('Unit bulan ini', 'Units this month');
  const one = html(<Table caption={caption} columns={columns} rows={[[view.t('A', 'A'), view.t('1', '1')]]} />);

  it('names its columns and its rows, and can be scrolled by keyboard', () => {
    expect(one.match(/<th scope="col"/g)).toHaveLength(2);
    expect(one.match(/<th scope="row"/g)).toHaveLength(1);
    expect(one).toMatch(/<caption[^>]*>(<span[^>]*>)?Unit bulan ini</);
    expect(one).toContain('tabindex="0"');
  });

  it('sets numbers flush right', () => {
    expect(one).toContain('<td class="text-right tabular-nums">1</td>');
  });
});

it('the way on is a link as long as there is more', () => {
  expect(html(<More view={view} href="/sebaran?setelah=1&bulan=2" />)).toContain('href="/sebaran?setelah=1&bulan=2"');
  expect(html(<More view={view} href={null} />)).toBe('');
});
