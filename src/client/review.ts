/**
 * Keys of *Verifikasi*. What a key does is written where it does it: `data-key="t"` on a button or link is pressed by t.
 * In the list j and ↓ go to the next share, p and ↑ back. Keys sleep while something is typed, and for who switched them
 * off; Escape leaves a field.
 */
const shortcuts = document.querySelector<HTMLElement>('[data-keys]');
const onOff = shortcuts?.querySelector<HTMLInputElement>('input');
const stored = 'pintasan';
const rows = Array.from(document.querySelectorAll<HTMLElement>('[data-row]'));
const steps: Record<string, number> = { j: 1, ArrowDown: 1, p: -1, ArrowUp: -1 };

if (shortcuts && onOff) {
  shortcuts.classList.add('pointer-fine:block');
  onOff.checked = localStorage.getItem(stored) !== 'mati';
  onOff.addEventListener('change', () => localStorage.setItem(stored, onOff.checked ? 'nyala' : 'mati'));
}

document.addEventListener('keydown', (event) => {
  const field = event.target as HTMLElement;
  if (event.key === 'Escape') field.blur();
  if (!onOff?.checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isFilledIn(field)) return;
  if (press(event.key) || step(event.key)) event.preventDefault();
});

/** A tick is no text: the list stays under the keys after one. */
function isFilledIn(field: HTMLElement): boolean {
  return field.matches('textarea, select, input:not([type="checkbox"])');
}

function press(key: string): boolean {
  const target = /^[a-z]$/.test(key) ? document.querySelector<HTMLElement>(`[data-key="${key}"]`) : null;
  target?.click();
  const place = target?.getAttribute('href') ?? '';
  if (place.startsWith('#')) document.querySelector<HTMLElement>(`${place} input[type="radio"]`)?.focus();
  return target !== null;
}

function step(key: string): boolean {
  const by = steps[key];
  if (by === undefined || !rows.length) return false;
  const at = rows.findIndex((row) => row.closest('li')?.contains(document.activeElement));
  rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  return true;
}

for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('button[data-tick-all]'))) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const form = document.getElementById(button.dataset['tickAll'] ?? '');
    for (const box of Array.from(form?.querySelectorAll<HTMLInputElement>('input[name="mark"]') ?? []))
      box.checked = true;
  });
}

export {};
