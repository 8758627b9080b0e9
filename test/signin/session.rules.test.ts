import { useSettings } from '../../src/kernel/config';
import {
  cookieOptions,
  deviceName,
  networkOf,
  sessionCookie,
  sessionEnd,
  visitorOf,
} from '../../src/signin/session.rules';

describe('a session', () => {
  it('of whoever decides for the province ends after 12 hours, of others after 30 days', () => {
    const now = new Date('2026-11-23T08:00:00+08:00');
    const evening = new Date('2026-11-23T20:00:00+08:00');
    const later = new Date('2026-12-23T08:00:00+08:00');
    expect(['admin', 'evaluator', 'publisher'].map((role) => sessionEnd([role as 'admin'], now))).toEqual([
      evening,
      evening,
      evening,
    ]);
    expect(sessionEnd([], now)).toEqual(later);
    expect(sessionEnd(['reviewer', 'head', 'editor', 'auditor', 'agent'], now)).toEqual(later);
    expect(sessionEnd(['reviewer', 'admin'], now)).toEqual(evening);
  });
});

describe('the cookie', () => {
  it('is bound to this host by https, HttpOnly and SameSite everywhere', () => {
    useSettings({ baseUrl: 'https://gaung.example.go.id' });
    expect([sessionCookie(), cookieOptions()]).toEqual([
      '__Host-gaung',
      { path: '/', httpOnly: true, sameSite: 'lax', secure: true },
    ]);
    useSettings({ baseUrl: 'http://localhost:3000' });
    expect([sessionCookie(), cookieOptions().secure]).toEqual(['gaung', false]);
  });

  it('is read from the request', () => {
    const request = { ip: '10.0.0.7', headers: {}, cookies: { gaung: 'abc', other: 'x' } };
    expect(visitorOf(request)).toEqual({ address: '10.0.0.7', device: '', token: 'abc' });
  });
});

describe('the network of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::7', '2001:db8:1:2'],
    ['2001:db8::7', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s → %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('the name of a device', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome, Android'],
    [
      'Mozilla/5.0 (Linux; Android 13) SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36',
      'Samsung Internet, Android',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari, iOS'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    ['curl/8.5.0', 'curl/8.5.0'],
    [`x${'\n'}y${'z'.repeat(100)}`, `xy${'z'.repeat(38)}`],
    ['', ''],
  ])('%s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });
});
