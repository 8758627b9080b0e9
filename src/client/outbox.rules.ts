/*
 * What becomes of a share kept on the phone when the server answers, or when nothing answers.
 *   201 or 200 (it was there already)        → sent: it leaves the phone
 *   200 without JSON                         → later: not the server spoke but something between, such as a Wi-Fi's sign-in
 *   500 with JSON                            → failed: the program fails at this one; it stays, those behind it go on
 *   no answer, 408, 425, 429, other 5xx      → later: it stays, and all behind it wait, since they would fare no better
 *   401 (nobody, or somebody else, is signed in) → sign-in: it waits for the same person
 *   any other answer                          → attention: the person reads the server's sentence and mends or removes it
 *   Four wait, answered 409 with a sentence, 500 with JSON, 201, not at all → attention, failed, sent, later.
 * Sending again is always harmless: the share bears an id made on the phone, and the server takes the same content once.
 * Source: the contract of the programme, PUT /shares/{id}; RFC 9110, section 15.
 */
export type Fate = 'sent' | 'failed' | 'later' | 'sign-in' | 'attention';

const passing = [408, 425, 429];

/**
 * @param status of the server's answer; null when there was none
 * @param type of its content; null when it has none
 */
export function fateOf(status: number | null, type: string | null): Fate {
  if (status === 500 && type?.includes('json')) return 'failed';
  if (status === null || status >= 500 || passing.includes(status)) return 'later';
  if (status >= 200 && status < 300) return type?.includes('json') ? 'sent' : 'later';
  return status === 401 ? 'sign-in' : 'attention';
}
