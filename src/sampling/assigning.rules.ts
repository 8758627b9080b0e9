/*
 * Who checks which drawn share. A share goes to a checker of another agency than the one its person worked in; among
 * those able to, to the one with fewest shares so far, the earlier named first. An agency is the topmost ranked unit
 * above somebody, so that a head of a school does not check the shares of the education agency. Nobody checks what the
 * same person has reviewed, wherever that was.
 * Example: shares of agencies 1, 1, 2 and checkers Ana of agency 1 and Budi of agency 2 → Budi checks the first two, Ana
 * the third; with Ana alone nobody can check the first two.
 * Source: evaluation.md §6.4, "reviewers of other units".
 */
export interface DrawnShare {
  shareId: string;
  /** The agency of its person in the month. */
  agency: number;
  /** Who gave verdicts on it. */
  reviewerIds: readonly string[];
}

export interface Checker {
  personId: string;
  /** Where the checker works and reviews. */
  agencies: readonly number[];
}

export function mayCheck({ personId, agencies }: Checker, { agency, reviewerIds }: DrawnShare): boolean {
  return !agencies.includes(agency) && !reviewerIds.includes(personId);
}

export interface Assignment {
  shareId: string;
  /** Null: every chosen checker belongs to the agency of the share or has reviewed it. */
  checkerId: string | null;
}

export function assign(drawn: readonly DrawnShare[], checkers: readonly Checker[]): Assignment[] {
  const load = new Map(checkers.map(({ personId }) => [personId, 0]));
  const loadOf = ({ personId }: Checker) => load.get(personId) ?? 0;
  return drawn.map((share) => {
    const able = checkers.filter((checker) => mayCheck(checker, share));
    const [first] = able;
    if (!first) return { shareId: share.shareId, checkerId: null };
    const chosen = able.reduce((least, one) => (loadOf(one) < loadOf(least) ? one : least), first);
    load.set(chosen.personId, loadOf(chosen) + 1);
    return { shareId: share.shareId, checkerId: chosen.personId };
  });
}
