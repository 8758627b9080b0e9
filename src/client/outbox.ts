import { sendAll } from './outbox.sender';
import { countAll, forget, keep, onChange, readMe, remember, waiting, wipe, type Entry, type Me } from './outbox.store';

/** The shares that wait on this phone: shown on every page of the person, sent when the network allows, warned of at sign-out. */
const lang = document.documentElement.lang === 'en' ? 'en' : 'id';
const say = (id: string, en: string) => (lang === 'en' ? en : id);
const place = document.querySelector<HTMLElement>('#antrean');
/** What sending by hand came to; it stays while the queue around it is drawn anew. */
const said = el('p', { className: 'mt-2', role: 'status' });
const minute = 60_000;
const freshFor = 30 * minute;

void start();

async function start(): Promise<void> {
  tellSent();
  const personId = await whoseQueue();
  if (!personId || !place) return;
  const show = () => void waiting(personId).then((entries) => render(place, entries, personId));
  onChange(show);
  show();
  const send = () => void (navigator.onLine && sendAll(personId));
  addEventListener('online', send);
  setInterval(send, minute);
  send();
}

/** The person signed in on this page, whom the phone then remembers; on the page without network the one remembered. */
async function whoseQueue(): Promise<string | undefined> {
  const personId = place?.dataset['person'];
  if (!personId) return (await readMe())?.personId;
  const me = await remember(personId, { lang }).catch(() => undefined);
  if (me && Math.abs(Date.now() - me.readAt) > freshFor) void refresh(personId);
  return personId;
}

/** Items and channels for the form without network, fetched when the page itself has been there for a moment. */
async function refresh(personId: string): Promise<void> {
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done));
  await new Promise((done) => setTimeout(done, 1000));
  const answer = await fetch('/sebaran/luring').catch(() => null);
  if (!answer?.ok) return;
  const { now, ...form } = (await answer.json()) as Pick<Me, 'items' | 'channels'> & { now: string };
  await remember(personId, { ...form, readAt: Date.now(), clockOff: Date.parse(now) - Date.now() });
}

/** What the page before has to say about a share that was just sent. */
function tellSent(): void {
  const sentence = sessionStorage.getItem('kabar');
  if (!sentence || !place) return;
  sessionStorage.removeItem('kabar');
  place.before(el('p', { className: 'alert alert-success mb-4', role: 'status' }, sentence));
}

type Attributes = Partial<{ className: string; type: string; href: string; role: string; onclick: () => void }>;

function el(tag: string, attributes: Attributes, ...content: (Node | string)[]): HTMLElement {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...content);
  return element;
}

const button = (text: string, onclick: () => void) =>
  el('button', { className: 'btn sm:self-start', type: 'button', onclick }, text);

function render(where: HTMLElement, entries: Entry[], personId: string): void {
  where.hidden = !entries.length;
  where.replaceChildren();
  const phone = navigator as Navigator & { setAppBadge?: (count: number) => Promise<void> };
  phone.setAppBadge?.(entries.length).catch(() => undefined);
  if (!entries.length) return;
  const count = el('span', { className: 'badge' }, String(entries.length));
  where.append(
    el(
      'h2',
      { className: 'mb-1 text-lg font-semibold' },
      say('Antrean di ponsel ini ', 'Waiting on this phone '),
      count,
    ),
    el(
      'p',
      { className: 'text-sm text-muted' },
      say('Terkirim sendiri begitu jaringan dan server siap.', 'Sent by itself once network and server are ready.'),
    ),
    el('ul', { className: 'my-2 grid gap-3' }, ...entries.map(line)),
    button(say('Kirim sekarang', 'Send now'), () => void sendNow(personId)),
    said,
  );
}

function line(entry: Entry): HTMLElement {
  const isRefused = entry.problem !== undefined;
  const state = isRefused ? say('Perlu perhatian', 'Needs attention') : say('Antre', 'Waiting');
  const picture = entry.picture ? say(' · dengan gambar', ' · with a picture') : '';
  return el(
    'li',
    { className: 'border-t border-base-300 pt-2' },
    el('p', { className: 'font-medium' }, entry.title),
    el('p', { className: 'text-sm text-muted' }, `${entry.channelName} · ${moment(entry.sharedAt)}${picture}`),
    el('p', { className: 'my-1' }, el('span', { className: `badge ${isRefused ? 'badge-warning' : ''}` }, state)),
    ...(entry.problem ? [el('p', { className: 'mb-1 text-sm' }, entry.problem)] : []),
    el(
      'p',
      { className: 'flex flex-wrap gap-2' },
      el('a', { className: 'btn', href: `/sebaran/catat#${entry.id}` }, say('Buka di formulir', 'Open in the form')),
      button(say('Hapus', 'Remove'), () => {
        if (confirm(say('Hapus sebaran ini dari ponsel?', 'Remove this share from the phone?'))) void forget(entry.id);
      }),
    ),
  );
}

function moment(iso: string): string {
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'id-ID', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Makassar',
  });
  return `${format.format(new Date(/[Z+]/.test(iso) ? iso : `${iso}+08:00`))} WITA`;
}

/** Asked for by the person: also what was refused is tried again, because its reason may be gone. */
async function sendNow(personId: string): Promise<void> {
  said.textContent = '';
  for (const { problem, ...entry } of await waiting(personId)) if (problem !== undefined) await keep(entry);
  const fates = [...(await sendAll(personId)).values()];
  if (fates.includes('sign-in'))
    said.textContent = say('Masuk dahulu, lalu kirim lagi.', 'Sign in first, then send again.');
  else if (fates.includes('later') || fates.includes('failed'))
    said.textContent = say(
      'Jaringan atau server belum siap. Gaung mencobanya lagi nanti.',
      'Network or server are not ready yet. Gaung tries again later.',
    );
}

/** Signing out empties the phone; what has not been sent would be lost, so the person decides. */
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target as HTMLFormElement;
    if (form.getAttribute('action') !== '/keluar') return;
    event.preventDefault();
    void countAll()
      .catch(() => 0)
      .then((count) => (count ? warn(form, count) : leave(form)));
  },
  true,
);

async function leave(form: HTMLFormElement): Promise<void> {
  await wipe().catch(() => undefined);
  form.submit();
}

function warn(form: HTMLFormElement, count: number): void {
  const title = say('Keluar dan hapus antrean?', 'Sign out and delete them?');
  const sentence = say(
    `Ada ${count} sebaran di ponsel ini yang belum terkirim. Bila Anda keluar, sebaran itu terhapus.`,
    `${count} shares on this phone have not been sent. If you sign out, they are deleted.`,
  );
  const dialog = document.createElement('dialog');
  dialog.className = 'm-auto max-w-sm rounded-box border border-base-300 bg-base-100 p-4 text-base-content';
  dialog.setAttribute('aria-label', title);
  dialog.append(
    el('h2', { className: 'mb-2 text-lg font-semibold' }, title),
    el('p', { className: 'mb-3' }, sentence),
    el(
      'p',
      { className: 'flex flex-wrap gap-2' },
      button(say('Batal', 'Cancel'), () => dialog.close()),
      button(say('Hapus dan keluar', 'Delete and sign out'), () => void leave(form)),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
