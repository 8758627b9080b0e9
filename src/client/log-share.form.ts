import { parseShareLink, platformNames, readingSentence, type LinkReading } from '../links/link.rules';
import { propose, type ItemToLog } from '../links/propose.rules';
import { askForSync, sendAll } from './outbox.sender';
import { forget, keep, newId, remember, waiting, type Entry, type Me } from './outbox.store';

const lang = document.documentElement.lang === 'en' ? 'en' : 'id';
const say = (id: string, en: string) => (lang === 'en' ? en : id);
export const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector);

type Part = Omit<ItemToLog, 'title'>;

/** The form: reads the text while it is typed, proposes the item, and loses nothing without network. */
export class LogShare {
  readonly text: HTMLTextAreaElement;
  private readonly item: HTMLSelectElement;
  private readonly submit: HTMLButtonElement;
  private readonly reading = find('[data-reading]');
  private readonly proposed = find('[data-proposed]');
  private readonly picture: HTMLInputElement | null;
  private items: Part[];
  private queue: Entry[] = [];
  private clockOff = 0;
  private isBusy = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly personId: string | undefined,
  ) {
    this.text = form.elements.namedItem('isi') as HTMLTextAreaElement;
    this.item = form.elements.namedItem('materi') as HTMLSelectElement;
    this.picture = form.querySelector<HTMLInputElement>('#gambar');
    this.submit = form.querySelector<HTMLButtonElement>('button:not([type])') as HTMLButtonElement;
    this.items = JSON.parse(form.dataset['items'] ?? '[]') as Part[];
  }

  listen(): void {
    this.text.addEventListener('input', () => this.read());
    this.form.addEventListener('change', ({ target }) => {
      if (target === this.item && this.proposed) this.proposed.hidden = true;
      if ((target as HTMLInputElement).name === 'kanal') this.read();
    });
    this.form.addEventListener('submit', (event) => {
      if (!this.personId) return;
      event.preventDefault();
      if (!this.isBusy) void this.log(this.personId);
    });
    addEventListener('hashchange', () => this.reopen());
    this.offerPaste();
    this.read();
  }

  /** The moment shared is stated by the server's clock as far as the phone knows it. */
  setClock(me: Me | undefined): void {
    const made = this.form.dataset['now'];
    this.clockOff = made ? Date.parse(made) - Date.now() : (me?.clockOff ?? 0);
    if (made && this.personId) void remember(this.personId, { clockOff: this.clockOff }).catch(() => undefined);
  }

  fill({ items, channels }: Me): void {
    this.items = items;
    this.setId(newId());
    this.item.append(...items.map(({ id, title }) => new Option(title, id)));
    const way = this.form.querySelector('label:has(input[name=kanal])');
    for (const { code, nameId, nameEn, proof } of channels) {
      if (proof === 'link' || !way) continue;
      const other = way.cloneNode(true) as HTMLElement;
      const [input, name] = [other.querySelector('input'), other.querySelector('span')];
      if (input && name) [input.value, input.defaultChecked, name.textContent] = [code, false, say(nameId, nameEn)];
      way.parentElement?.append(other);
    }
  }

  async readQueue(): Promise<void> {
    this.queue = this.personId ? await waiting(this.personId).catch(() => []) : [];
  }

  choose(postId: string): void {
    this.item.value = postId;
  }

  /** A waiting share, named behind `#`, is opened to be mended; it leaves the queue when the form is sent. */
  reopen(): void {
    const entry = this.queue.find(({ id }) => id === location.hash.slice(1));
    if (!entry) return;
    this.setId(entry.id);
    this.choose(entry.postId);
    this.text.value = entry.text ?? entry.statement ?? '';
    const kanal = entry.text === undefined ? entry.channel : '';
    for (const way of this.ways()) way.checked = way.value === kanal;
    if (!entry.picture || !this.picture) return;
    const files = new DataTransfer();
    files.items.add(new File([entry.picture.bytes], 'bukti', { type: entry.picture.type }));
    this.picture.files = files.files;
    this.picture.dispatchEvent(new Event('change'));
  }

  private setId(id: string): void {
    (this.form.elements.namedItem('id') as HTMLInputElement).value = id;
  }

  private ways(): HTMLInputElement[] {
    return Array.from(this.form.querySelectorAll<HTMLInputElement>('input[name=kanal]'));
  }

  private chosenWay(): HTMLInputElement | undefined {
    return this.ways().find(({ checked }) => checked);
  }

  private way(): string {
    return this.chosenWay()?.value ?? '';
  }

  private now(): Date {
    return new Date(Date.now() + this.clockOff);
  }

  /** Under the field: what the text is. A way without a link wants a sentence, and there is nothing to recognise in it. */
  private read(): LinkReading {
    const reading = parseShareLink(this.text.value, this.now());
    const isSilent = !this.text.value.trim() || this.way() !== '' || reading.kind === 'no-link';
    const isRefused = reading.expect === 'reject';
    if (this.reading) {
      this.reading.textContent = isSilent ? '' : `${isRefused ? '✗' : '✓'} ${readingSentence(reading)[lang]}`;
      this.reading.classList.toggle('text-error', isRefused);
    }
    if (!isSilent && !isRefused) this.propose(reading);
    return reading;
  }

  /** Only where the person has not chosen an item. What waits on the phone counts as logged. */
  private propose({ platform, postedAt }: LinkReading): void {
    if (this.item.value && this.proposed?.hidden !== false) return;
    const queuedOn = (id: string) => this.queue.filter(({ postId }) => postId === id).map(({ channel }) => channel);
    const items = this.items.map((one) => ({ ...one, doneOn: [...one.doneOn, ...queuedOn(one.id)] }));
    const id = propose(items, platform, postedAt ? new Date(postedAt) : null);
    this.choose(id ?? '');
    if (this.proposed) this.proposed.hidden = !id;
  }

  private offerPaste(): void {
    const paste = find<HTMLButtonElement>('[data-paste]');
    if (!paste || this.text.value || typeof navigator.clipboard?.readText !== 'function') return;
    paste.hidden = false;
    paste.addEventListener('click', async () => {
      const text = await navigator.clipboard.readText().catch(() => '');
      if (text) this.text.value = text;
      this.text.focus();
      this.read();
    });
  }

  /** Keeps the share on the phone, sends it, and tells what became of it. */
  private async log(personId: string): Promise<void> {
    find('[data-said]')?.remove();
    const entry = await this.entry(personId);
    if (typeof entry === 'string') return navigator.onLine ? this.form.submit() : this.tell(entry);
    this.busy(true);
    try {
      await keep(entry);
    } catch {
      this.busy(false);
      return navigator.onLine ? this.form.submit() : this.tell(full());
    }
    const fates = await sendAll(personId);
    const fate = fates.get(entry.id);
    this.busy(false);
    if (fate === 'sent') return goTo(`/sebaran/${entry.id}`, say('Sebaran tercatat.', 'The share is recorded.'));
    if (fate === 'attention') {
      await forget(entry.id);
      return this.form.submit();
    }
    await Promise.all([askForSync(), this.readQueue()]);
    this.renew([...fates.values()].includes('sign-in'));
  }

  /** What the form says, or a sentence what is missing. */
  private async entry(personId: string): Promise<Entry | string> {
    const channel = this.way();
    const [text, file] = [this.text.value, this.picture?.files?.[0]];
    const reading = parseShareLink(text, this.now());
    if (!this.item.value) return say('Pilih materi yang Anda bagikan.', 'Choose the item you shared.');
    if (!channel && reading.expect === 'reject') return readingSentence(reading)[lang];
    const at = (this.form.elements.namedItem('waktu') as HTMLInputElement).value;
    const pictureId = this.form.querySelector<HTMLInputElement>('input[name=gambarId]')?.value;
    const disputed = this.form.querySelector<HTMLInputElement>('input[name=milik]')?.checked;
    const id = (this.form.elements.namedItem('id') as HTMLInputElement).value;
    return {
      ...{ id, personId, postId: this.item.value, title: this.item.selectedOptions[0]?.text ?? '' },
      ...{ channel: channel || reading.platform, channelName: this.channelName(reading) },
      ...{ sharedAt: at || this.now().toISOString() },
      ...(channel ? (text.trim() ? { statement: text } : {}) : { text }),
      ...(disputed ? { disputed } : {}),
      ...(pictureId && !file ? { pictureId } : {}),
      ...(file ? { picture: { id: newId(), type: file.type, bytes: await file.arrayBuffer() } } : {}),
    };
  }

  private channelName({ platform }: LinkReading): string {
    const name = this.way() ? this.chosenWay()?.parentElement?.textContent?.trim() : platformNames[platform];
    return name ?? platform;
  }

  private busy(isBusy: boolean): void {
    this.isBusy = isBusy;
    this.submit.classList.toggle('opacity-60', isBusy);
    this.submit.setAttribute('aria-busy', String(isBusy));
  }

  private tell(sentence: string): void {
    if (!this.reading) return;
    this.reading.textContent = `✗ ${sentence}`;
    this.reading.classList.add('text-error');
    this.text.focus();
  }

  /** The share waits; the form is ready for the next one. */
  private renew(mustSignIn: boolean): void {
    this.form.reset();
    this.item.selectedIndex = 0;
    this.text.value = '';
    this.setId(newId());
    this.picture?.dispatchEvent(new Event('change'));
    this.read();
    const sentence = mustSignIn
      ? say('Disimpan di ponsel ini. Masuk lagi agar terkirim.', 'Kept on this phone. Sign in again to have it sent.')
      : say(
          'Disimpan di ponsel ini. Terkirim sendiri begitu jaringan dan server siap.',
          'Kept on this phone. It is sent by itself once network and server are ready.',
        );
    const said = document.createElement('p');
    said.className = 'alert alert-success mb-4';
    said.setAttribute('role', 'status');
    said.append(sentence);
    said.dataset['said'] = '';
    find('#antrean')?.before(said);
    scrollTo({ top: 0 });
  }
}

const full = () =>
  say(
    'Penyimpanan ponsel penuh, sehingga sebaran ini belum tersimpan. Kosongkan ruang, atau kirim ketika ada jaringan.',
    'The phone’s storage is full, so this share is not kept. Free some space, or send it when there is network.',
  );

function goTo(path: string, sentence: string): void {
  sessionStorage.setItem('kabar', sentence);
  location.assign(path);
}
