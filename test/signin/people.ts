import type { IssuedCode } from '../../src/accounts/invitations.service';
import type { TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPerson, TestUnit } from '../world';

export const goodPassword = 'ikan-terbang-ungu-payung';

type Given = Parameters<TestApp['world']['staff']>[0];

/** A person whose account is not activated yet. */
export async function newcomer(test: TestApp, given: Given = {}): Promise<TestPerson> {
  const person = await test.world.staff(given);
  await test.db.query('DELETE FROM account WHERE person_id = $1', [person.id]);
  return person;
}

/** A code as the operator of the machine makes it. */
export async function codeFor(test: TestApp, number: string, purpose?: 'activate' | 'reset'): Promise<IssuedCode> {
  const { Invitations } =
    require('../../src/accounts/invitations.service') as typeof import('../../src/accounts/invitations.service');
  return test.app.get(Invitations).issueFor(null, number, purpose);
}

/** A person who came in through an activation slip, and the browser that did it. */
export async function activated(
  test: TestApp,
  given: Given & { unit?: TestUnit; password?: string } = {},
): Promise<{ person: TestPerson; browser: Browser; password: string }> {
  const { password = goodPassword, ...staff } = given;
  const person = await newcomer(test, staff);
  const { code } = await codeFor(test, person.number);
  const browser = test.anybody();
  await browser.submit('/aktivasi', activationForm(person.number, code, { password, repeat: password }));
  return { person, browser, password };
}

/** The activation form, filled. */
export function activationForm(number: string, code: string, change: Record<string, string> = {}) {
  return { number, code, password: goodPassword, repeat: goodPassword, notice: 'ya', ...change };
}

/** How many sessions a person has. */
export async function sessionCount(test: TestApp, person: { id: string }): Promise<number> {
  const [row] = await test.db.query('SELECT count(*)::integer AS count FROM session WHERE person_id = $1', [person.id]);
  return row.count;
}
