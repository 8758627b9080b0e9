/*
 * Whether channels of a unit may be shown to those above. Which channels a single person uses is that person's own
 * affair, for it could tell who has no account; so channels are shown of five people and more only.
 * Neither may they follow by subtraction: where the people left after taking away the sub-units of five and more are one
 * to four, the unit's channels are not shown to somebody who sees those sub-units too.
 * Example: an agency of 40 with sub-units of 30 and 8 leaves 2 people → not shown; with sub-units of 30 and 3 it leaves
 * 10 → shown.
 * Source: product.md, rule 2.
 */
const fewest = 5;

/** @param parts people of each direct sub-unit; empty where only the unit as a whole matters */
export function mayShowChannels(people: number, parts: readonly number[]): boolean {
  const rest = parts.filter((part) => part >= fewest).reduce((left, part) => left - part, people);
  return people >= fewest && (rest <= 0 || rest >= fewest);
}
