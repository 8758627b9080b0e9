/** What pages gain by a script; every page works without it. */

/** A form is sent once: a second tap within the same page does nothing. */
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset['sent']) event.preventDefault();
  else form.dataset['sent'] = '1';
});
addEventListener('pageshow', () => {
  for (const form of Array.from(document.querySelectorAll<HTMLFormElement>('form[data-sent]')))
    delete form.dataset['sent'];
});

/** Buttons that copy a text: `<button data-copy="…" data-copied="Tersalin">`. They stay hidden where there is no clipboard. */
for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('button[data-copy]'))) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset['copy'] ?? '');
    button.textContent = button.dataset['copied'] ?? button.textContent;
  });
}
