/** The marks that a page gave its shares, by share: what a browser sends back when they are ticked. */
export function marksOf(page: { text: string }): Record<string, string> {
  const marks = page.text.match(/[0-9a-f-]{36}~[0-9a-z]+~[\w-]{43}/g) ?? [];
  return Object.fromEntries(marks.map((mark) => [mark.slice(0, 36), mark]));
}
