import type { PropsWithChildren } from '@kitajs/html';
import { asset } from './assets';
import { dailyLinks, workLinks, type NavLink } from './nav';
import { inAttribute } from './typed';
import type { View } from './view';

type PageProps = PropsWithChildren<{
  view: View;
  title: string;
  /** Wide pages hold tables; others keep a readable line length. */
  wide?: boolean;
  /** The page that a phone keeps for hours without network: nobody's, and without what needs the server. */
  offline?: boolean;
}>;

/** The frame of every page: skip link, header, navigation, what was just done, content. */
export function Page({ view, title, wide, offline, children }: PageProps): JSX.Element {
  return (
    <>
      {'<!doctype html>'}
      <html lang={view.lang} data-theme={undefined}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title safe>{`${title} · Gaung`}</title>
          <link rel="stylesheet" href={asset('style.css')} />
          <meta name="theme-color" content="#103c5e" />
          <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
          <link rel="apple-touch-icon" href={asset('icon-maskable.png')} />
          <link rel="manifest" href={`/manifest.webmanifest${view.s('', '?bahasa=en')}`} />
          <script src={asset('main.js')} defer></script>
          {offline || view.may('share.log') ? <script src={asset('outbox.js')} defer></script> : ''}
        </head>
        <body class="min-h-screen bg-base-200 text-base-content">
          <a class="skip-link" href="#utama">
            {view.t('Langsung ke isi', 'Skip to content')}
          </a>
          <Header view={view} offline={offline ?? false} />
          <main id="utama" class={`mx-auto w-full px-4 pt-4 pb-28 ${wide ? 'max-w-6xl' : 'max-w-2xl'}`}>
            <Flash view={view} />
            <NewVersion view={view} />
            {offline || view.may('share.log') ? <Queue view={view} /> : ''}
            <h1 class="mb-4 text-2xl font-bold" safe>
              {title}
            </h1>
            {children as 'safe'}
          </main>
          <Dock view={view} />
        </body>
      </html>
    </>
  );
}

function Header({ view, offline }: { view: View; offline: boolean }): JSX.Element {
  return (
    <header class="header-line text-primary-content">
      <div class="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 px-4 py-2">
        <a href="/" class="flex min-h-11 items-center gap-2 text-xl font-bold tracking-wide">
          <img src={asset('icon.svg')} alt="" width="28" height="28" />
          Gaung
        </a>
        {view.actor ? (
          <nav class="hidden gap-1 lg:flex" aria-label={view.s('Harian', 'Daily')}>
            {shown(view, dailyLinks).map((link) => (
              <NavItem view={view} link={link} />
            ))}
          </nav>
        ) : (
          ''
        )}
        <div class="ml-auto flex items-center gap-2">
          {offline ? '' : <LanguageSwitch view={view} />}
          {view.actor ? <WorkMenu view={view} /> : ''}
          {view.isNobody() ? (
            <a class="header-link" href="/masuk">
              {view.t('Masuk', 'Sign in')}
            </a>
          ) : (
            ''
          )}
        </div>
      </div>
    </header>
  );
}

function WorkMenu({ view }: { view: View }): JSX.Element {
  return (
    <details class="relative">
      <summary class="header-link cursor-pointer">{view.t('Menu', 'Menu')}</summary>
      <div class="absolute right-0 z-20 mt-1 w-64 rounded-box border border-base-300 bg-base-100 p-2 text-base-content shadow-lg">
        <p class="px-3 py-2 text-sm">
          <strong safe>{view.actor?.name ?? ''}</strong>
          <br />
          <span safe>{view.actor?.unitName ?? ''}</span>
        </p>
        <nav aria-label={view.s('Pekerjaan', 'Work')}>
          {shown(view, workLinks).map((link) => (
            <a class="menu-link" href={link.href} aria-current={isHere(view, link) ? 'page' : undefined}>
              {view.w(link.words)}
            </a>
          ))}
        </nav>
        <form method="post" action="/keluar">
          <button class="menu-link w-full text-left">{view.t('Keluar', 'Sign out')}</button>
        </form>
      </div>
    </details>
  );
}

function LanguageSwitch({ view }: { view: View }): JSX.Element {
  const other = view.lang === 'id' ? 'en' : 'id';
  const label = other === 'en' ? 'EN: English' : 'ID: Bahasa Indonesia';
  return (
    <form method="post" action="/bahasa">
      <input type="hidden" name="bahasa" value={other} />
      <input type="hidden" name="kembali" value={inAttribute(view.path)} />
      <button class="header-link" lang={other} aria-label={label}>
        {other.toUpperCase() as 'safe'}
      </button>
    </form>
  );
}

function Dock({ view }: { view: View }): JSX.Element {
  if (!view.actor) return <></>;
  return (
    <nav
      class="fixed inset-x-0 bottom-0 z-10 flex border-t border-base-300 bg-base-100 lg:hidden"
      aria-label={view.s('Harian', 'Daily')}
    >
      {shown(view, dailyLinks).map((link) => (
        <a class="dock-link" href={link.href} aria-current={isHere(view, link) ? 'page' : undefined}>
          {view.w(link.words)}
        </a>
      ))}
    </nav>
  );
}

function NavItem({ view, link }: { view: View; link: NavLink }): JSX.Element {
  return (
    <a class="header-link" href={link.href} aria-current={isHere(view, link) ? 'page' : undefined}>
      {view.w(link.words)}
    </a>
  );
}

function Flash({ view }: { view: View }): JSX.Element {
  const sentence = view.flash();
  if (!sentence) return <></>;
  return (
    <p class="alert alert-success mb-4" role="status">
      {view.w(sentence)}
    </p>
  );
}

/** Shown by the page's script when another version of the program waits on the phone. */
function NewVersion({ view }: { view: View }): JSX.Element {
  return (
    <p class="alert mb-4 flex flex-wrap justify-between" role="status" data-new-version hidden>
      {view.t('Versi baru tersedia.', 'A new version is available.')}
      <button class="btn" type="button">
        {view.t('Muat ulang', 'Load it')}
      </button>
    </p>
  );
}

/** Where the page's script shows the shares that wait on this phone; the id of the reader tells whose. */
function Queue({ view }: { view: View }): JSX.Element {
  return (
    <section
      id="antrean"
      class="card mb-4 border border-base-300 bg-base-100 p-4"
      data-person={view.actor?.personId}
      aria-label={view.s('Antrean di ponsel ini', 'Waiting on this phone')}
      hidden
    ></section>
  );
}

const isHere = (view: View, link: NavLink) => view.path.split('?')[0] === link.href;

/** What the reader may follow, each address once. */
function shown(view: View, links: NavLink[]): NavLink[] {
  const allowed = links.filter(({ action }) => view.may(action));
  return allowed.filter(({ href }, index) => allowed.findIndex((link) => link.href === href) === index);
}
