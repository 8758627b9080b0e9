/*
 * What an installed Gaung tells the phone about itself: its name, its icons, and that it takes links from other apps.
 * *Bagikan → Gaung* in Instagram, Facebook or TikTok opens *Catat sebaran* with what that app hands over:
 *   GET /sebaran/catat?text=https%3A%2F%2Fwww.instagram.com%2Freel%2FBqvsDleB3lV%2F → the form, the link read
 * The language follows the page that names the manifest; `id` stays, so that both are one installed app.
 * Source: W3C Web Application Manifest; W3C Web Share Target (GET).
 */
import type { Words } from '../kernel/refusal';

const shortcuts: { url: string; words: Words }[] = [
  { url: '/sebaran/catat', words: { id: 'Catat sebaran', en: 'Log a share' } },
  { url: '/sebaran', words: { id: 'Riwayat sebaran', en: 'History of shares' } },
  { url: '/nilai', words: { id: 'Nilai saya', en: 'My result' } },
];

/** The manifest in one language; `addressOf` knows where a built file is served. */
export function manifest(lang: 'id' | 'en', addressOf: (file: string) => string) {
  const description = {
    id: 'Sebarkan informasi resmi dan catat sebarannya.',
    en: 'Share official information and log your shares.',
  };
  const png = (file: string, size: number, purpose: string) => ({
    ...{ src: addressOf(file), type: 'image/png', sizes: `${size}x${size}`, purpose },
  });
  return {
    id: '/',
    name: 'Gaung',
    short_name: 'Gaung',
    description: description[lang],
    lang,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f3f5f7',
    theme_color: '#103c5e',
    icons: [
      { src: addressOf('icon.svg'), type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
      png('icon-192.png', 192, 'any'),
      png('icon-512.png', 512, 'any'),
      png('icon-maskable.png', 512, 'maskable'),
    ],
    share_target: { action: '/sebaran/catat', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
    shortcuts: shortcuts.map(({ url, words }) => ({ name: words[lang], url })),
  };
}
