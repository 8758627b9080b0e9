/*
 * What becomes of a share kept on the phone when the server answers, or when nothing answers.
 *   201 or 200 (it was there already)        → sent: it leaves the phone
 *   200 without JSON                         → later: not the server spoke but something between, such as a Wi-Fi's sign-in
 *   no answer, 408, 425, 429, 500 and above  → later: it stays, and all behind it wait, so that the order is kept
 *   401 (nobody, or somebody else, is signed in) → sign-in: it waits for the same person
 *   any other answer                          → attention: the person reads the server's sentence and mends or removes it
 *   Three wait; the first is answered 409 with a sentence, the second 201, the third not at all → attention, sent, later.
 * Sending again is always harmless: the share bears an id made on the phone, and the server takes the same content once.
 * Source: the contract of the programme, PUT /shares/{id}; RFC 9110, section 15.
 */
export type Fate = 'sent' | 'later' | 'sign-in' | 'attention';

const passing = [408, 425, 429];

/**
 * @param status of the server's answer; null when there was none
 * @param type of its content; null when it has none
 */
export function fateOf(status: number | null, type: string | null): Fate {
  if (status === null || status >= 500 || passing.includes(status)) return 'later';
  if (status >= 200 && status < 300) return type?.includes('json') ? 'sent' : 'later';
  return status === 401 ? 'sign-in' : 'attention';
}
