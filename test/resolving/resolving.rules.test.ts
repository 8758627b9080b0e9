import fc from 'fast-check';
import { hopOf, isPublicAddress, mayBeAsked } from '../../src/resolving/resolving.rules';
import { wita } from '../fakes';

const now = wita('2026-11-23 10:00');
const video = 'https://www.tiktok.com/@warga/video/7206382937372134662';

describe('what may be asked', () => {
  it.each([
    'https://vt.tiktok.com/ZS92gyt7u/',
    'https://vm.tiktok.com/ZS92gyt7u/',
    'https://www.tiktok.com/t/ZS92gyt7u/',
    'https://lite.tiktok.com/t/ZS92gyt7u/',
    'https://www.facebook.com/share/p/1AbCdEfGhI/',
    'https://www.facebook.com/share/1AbCdEfGhI/',
    'https://fb.watch/aBcDeFgHiJ/',
    'https://fb.me/aBcDeFgHiJ',
    'https://www.instagram.com/share/BAbCdEfGhI/',
    'https://lnkd.in/gAbCdEfG',
    'https://lnkd.in/p/gAbCdEfG',
  ])('is the short link %s', (address) => {
    expect(mayBeAsked(address, now)).toBe(true);
  });

  it.each([
    ['without encryption', 'http://vt.tiktok.com/ZS92gyt7u/'],
    ['another spelling of the host', 'https://VT.tiktok.com/ZS92gyt7u/'],
    ['a host with a dot at its end', 'https://vt.tiktok.com./ZS92gyt7u/'],
    ['another host of the network', 'https://vt2.tiktok.com/t/ZS92gyt7u/'],
    ['the phone’s host', 'https://m.facebook.com/share/p/1AbCdEfGhI/'],
    ['a port', 'https://vt.tiktok.com:8443/ZS92gyt7u/'],
    ['a user name', 'https://a@vt.tiktok.com/ZS92gyt7u/'],
    ['another host before it', 'https://vt.tiktok.com@127.0.0.1/ZS92gyt7u/'],
    ['a look-alike', 'https://vt.tiktok.com.evil.example/ZS92gyt7u/'],
    ['a backslash', 'https://vt.tiktok.com\\@127.0.0.1/'],
    ['a way out of its folder', 'https://www.facebook.com/share/r/1AbCdEfGhI/../../x'],
    ['a query', 'https://vt.tiktok.com/ZS92gyt7u/?next=https://127.0.0.1/'],
    ['a post', video],
    ['a profile', 'https://www.tiktok.com/@warga'],
    ['a shortener of anything', 'https://bit.ly/3xYzAbC'],
    ['this machine by name', 'https://localhost./t/ZS92gyt7u/'],
    ['this machine by number', 'https://127.0.0.1/t/ZS92gyt7u/'],
    ['this machine by a short number', 'https://2130706433/t/ZS92gyt7u/'],
    ['this machine by IPv6', 'https://[::1]/t/ZS92gyt7u/'],
    ['a cloud’s metadata', 'https://169.254.169.254/t/ZS92gyt7u/'],
    ['nothing', ''],
  ])('is not %s', (_, address) => {
    expect(mayBeAsked(address, now)).toBe(false);
  });

  it('is never anything but https on the nine hosts, whatever the text', () => {
    const part = fc.constantFrom(
      'https://',
      'http://',
      'vt.tiktok.com',
      'fb.me',
      '/',
      '@',
      ':443',
      '\\',
      'ZS92gyt7u',
      '..',
      '#',
      '?',
      '127.0.0.1',
      '[::1]',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const address = parts.join('');
        if (!mayBeAsked(address, now)) return;
        expect(new URL(address).href).toBe(address);
        expect(address).toMatch(/^https:\/\/(vt\.tiktok\.com|fb\.me)\/\w+\/?$/);
      }),
    );
  });
});

describe('an address of the public internet', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['127.0.0.1', '127.1', '0177.0.0.1', '2130706433', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1'],
    ...['100.64.0.1', '169.254.169.254', '224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '240.0.0.1'],
    ...['::1', '::', '::ffff:127.0.0.1', '::ffff:7f00:1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'ff02::1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '::127.0.0.1'],
    ...['', 'localhost', 'vt.tiktok.com', '93.184.216.34 '],
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the target of a redirect', () => {
  const outcome = (target: string, platform = 'tiktok') => {
    const hop = hopOf(target, platform, now);
    if ('ask' in hop) return `ask ${hop.ask}`;
    if (hop.outcome === 'post') return `post ${hop.reading.canonicalKey}`;
    return hop.outcome === 'unknown' ? `unknown: ${hop.why}` : hop.outcome;
  };

  it.each([
    [`${video}?_r=1&_t=abc`, 'tiktok', 'post tiktok:7206382937372134662'],
    [
      'https://www.facebook.com/reel/1072691702860471/?rdid=x&share_url=y',
      'facebook',
      'post facebook:1072691702860471',
    ],
    [
      'https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Freel%2F1072691702860471',
      'facebook',
      'post facebook:1072691702860471',
    ],
    ['https://www.tiktok.com/t/ZS92gyt7u/?x=1', 'tiktok', 'ask https://www.tiktok.com/t/ZS92gyt7u/'],
    [
      'https://www.facebook.com/share/p/1AbCdEfGhI/?_rdr',
      'facebook',
      'ask https://www.facebook.com/share/p/1AbCdEfGhI/',
    ],
    ['https://www.tiktok.com/?_r=1', 'tiktok', 'gone'],
    ['https://www.tiktok.com/@warga', 'tiktok', 'not_a_post'],
    ['https://www.facebook.com/groups/12345678/', 'facebook', 'not_a_post'],
    ['https://www.instagram.com/p/BqvsDleB3lV/', 'facebook', 'not_a_post'],
    ['https://vt.tiktok.com/ZS92gyt7u/', 'facebook', 'not_a_post'],
    ['https://berita.example/artikel', 'linkedin', 'not_a_post'],
    ['https://127.0.0.1/', 'tiktok', 'not_a_post'],
    ['https://www.tiktok.com.evil.example/@warga/video/7206382937372134662', 'tiktok', 'not_a_post'],
    ['https://www.instagram.com/accounts/login/', 'instagram', 'unknown: login'],
    ['https://www.facebook.com/unsupportedbrowser', 'facebook', 'unknown: other'],
    ['https://a:b@www.tiktok.com/@warga/video/7206382937372134662', 'tiktok', 'unknown: userinfo'],
    ['https://www.tiktok.com:8443/@warga/video/7206382937372134662', 'tiktok', 'unknown: bad-port'],
    [video.replace('https:', 'http:'), 'tiktok', 'unknown: not https'],
    ['javascript:alert(1)', 'tiktok', 'unknown: not https'],
    ['snssdk1233://aweme/detail/7206382937372134662', 'tiktok', 'unknown: not https'],
  ])('%s of %s means %s', (target, platform, meaning) => {
    expect(outcome(target, platform)).toBe(meaning);
  });
});
