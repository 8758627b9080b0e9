// Control, direction-changing and zero-width characters carry no meaning here; halves of characters cannot be stored.
const meaningless =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF\p{Cs}]/gu;

/** Text as it is kept: line ends `\n`, no invisible characters but those within an emoji, trimmed. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(meaningless, '').trim();
}

/** The same for what stands in one line: a title, a programme. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}
