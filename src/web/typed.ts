import { escapeHtml } from '@kitajs/html';

/** What was typed, for an attribute: the renderer escapes quotes only, so a typed `&lt;` would come back as `<`. */
export function inAttribute(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** What was typed, for a text area, where browsers drop a line break at the very start. */
export function inTextArea(text: string): JSX.Element {
  return ((/^\r?\n/.test(text) ? '\n' : '') + escapeHtml(text)) as JSX.Element;
}
