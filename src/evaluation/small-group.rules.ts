/*
 * Whether channels, states and appeals of a unit may be told to others. Which channels a single person uses is that
 * person's own affair, for it could tell who has no account; so they are told of five people and more only.
 * Neither may they follow by subtraction: where the people left after taking away the sub-units of five and more are one
 * to four, the unit's channels are not shown to somebody who sees those sub-units too.
 * Example: an agency of 40 with sub-units of 30 and 8 leaves 2 people → not shown; with sub-units of 30 and 3 it leaves
 * 10 → shown.
 * Source: product.md, rule 2.
 */
export const fewestPeople = 5;

/** @param parts people of each direct sub-unit; empty where only the unit as a whole matters */
export function mayShowChannels(people: number, parts: readonly number[]): boolean {
  const rest = parts.filter((part) => part >= fewestPeople).reduce((left, part) => left - part, people);
  return people >= fewestPeople && (rest <= 0 || rest >= fewestPeople);
}

interface Group {
  unitId: number;
  /** Ids from the root down to the unit itself. */
  path: readonly number[];
  obliged: number;
  exempt: number;
}

/** For readers of every unit's results. @param all the units among which its sub-units are */
export function mayShowUnit(unit: Group, all: readonly Group[]): boolean {
  const peopleOf = ({ obliged, exempt }: Group) => obliged + exempt;
  const below = all.filter(({ path }) => path.at(-2) === unit.unitId);
  return mayShowChannels(peopleOf(unit), below.map(peopleOf));
}
