import { sharedText } from '../links/propose.rules';
import { find, LogShare } from './log-share.form';
import { onChange, readMe, type Me } from './outbox.store';

/** *Catat sebaran* on a phone; on the page for times without network the phone first makes it this person's form. */
const form = find<HTMLFormElement>('form[data-items]');
const offline = find('[data-offline-form]');
if (form) void start(form);

async function start(form: HTMLFormElement): Promise<void> {
  const me = await readMe().catch(() => undefined);
  const personId = find('#antrean')?.dataset['person'] ?? me?.personId;
  const page = new LogShare(form, personId);
  page.setClock(me);
  await page.readQueue();
  onChange(() => void page.readQueue());
  if (offline) fillOffline(page, me);
  page.reopen();
  page.listen();
}

/** The page that everybody's phone keeps becomes this person's form, from the phone's own memory. */
function fillOffline(page: LogShare, me: Me | undefined): void {
  const isKnown = Boolean(me?.readAt);
  for (const part of [offline, find('[data-offline-nobody]')]) if (part) part.hidden = (part === offline) !== isKnown;
  if (!me || !isKnown) return;
  page.fill(me);
  const query = Object.fromEntries(new URLSearchParams(location.search));
  page.text.value = sharedText(query);
  if (query['materi']) page.choose(query['materi']);
}
