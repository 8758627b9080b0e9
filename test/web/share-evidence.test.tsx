import { ShareEvidence } from '../../src/web/components';
import { sourceFiles } from '../house/source';

const html = (share: { linkUrl: string | null; statement: string | null }, opens?: string) =>
  (<ShareEvidence share={share} opens={opens} />) as string;
const address = 'https://www.instagram.com/p/DAbc_123/';

describe('the evidence of a share', () => {
  it('opens its link apart from the page, without telling whence the reader comes and without recommending it', () => {
    expect(html({ linkUrl: address, statement: null })).toBe(
      `<p class="break-all"><a href="${address}" target="_blank" rel="noopener noreferrer nofollow">${address}</a></p>`,
    );
  });

  it('names the key that opens the link on a page that has keys', () => {
    expect(html({ linkUrl: address, statement: null }, 'o')).toContain(' data-key="o"');
  });

  it.each([
    ['javascript:alert(1)'],
    [' javascript:alert(1)'],
    ['data:text/html,<script>x</script>'],
    ['//jahat.example/'],
    ['/keluar'],
    ['https:jahat'],
  ])('leaves %s a text', (linkUrl) => {
    expect(html({ linkUrl, statement: null })).not.toMatch(/<a |href|<script/);
  });

  it('lets neither the link nor the statement out of their places', () => {
    const evil = `https://a.id/"onclick="x"'><script>x</script>&lt;`;
    const shown = html({ linkUrl: evil, statement: `"'</p><script>x</script>` });
    expect(shown.replace(/"[^"]*"/g, '').match(/<[a-z]+[^>]*/g)).toEqual([
      '<p class=',
      '<a href= target= rel=',
      '<p class=',
    ]);
  });

  it('is nothing where there is nothing to read', () => {
    expect(html({ linkUrl: null, statement: null })).toBe('');
  });

  it('is written in no other way: a page names the link only to read it, to ask whether there is one, or to mend it', () => {
    const reads = [
      /parseShareLink\(share\.linkUrl\b/g,
      /share\.linkUrl \?(?!\?)|if \(share\.linkUrl \|\| /g,
      /<TextArea\b(?:(?!\/>)[^])*\bvalue=\{typed \?\? share\.linkUrl \?\? [^}]*\}/g,
    ];
    const own = sourceFiles().filter(
      ({ path, text }) =>
        path.endsWith('.page.tsx') && reads.reduce((left, read) => left.replace(read, ''), text).includes('linkUrl'),
    );
    expect(own.map(({ path }) => path)).toEqual([]);
  });
});
