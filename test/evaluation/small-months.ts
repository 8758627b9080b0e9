import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import type { Week } from '../../src/calendar/calendar.rules';
import type { ShareFacts, ShareState } from '../../src/evaluation/counting.rules';
import { addDays, type Day } from '../../src/kernel/wita';

/** A province of three units and a few people around November 2026, small enough to be random. */
export interface SmallMonth {
  weeks: Week[];
  holidays: Day[];
  voided: { unit: number; startsOn: Day; endsOn: Day }[];
  policy: { acceptance: 'audit' | 'review'; monthlyPosts: number; minAvailableDays: number; dailyCap: number };
  people: {
    memberships: { unit: number; startsOn: Day; endsOn: Day | null }[];
    leave: { startsOn: Day; endsOn: Day }[];
    exempted: boolean;
  }[];
  posts: { state: 'submitted' | 'published' | 'withdrawn'; audience: number[]; from: Date; until: Date }[];
  shares: (ShareFacts & { person: number; post: number; channel: string })[];
}

const firstDay = '2026-10-20';
const second = 1000;
const hour = 3600 * second;
const start = Date.parse('2026-10-20T00:00:00+08:00');
export const channels = ['face_to_face', 'notice_board', 'whatsapp_group'];

const day = (max: number) => fc.integer({ min: 0, max }).map((n) => addDays(firstDay, n));
// Whole hours meet the edges of days and windows; one second before an hour is just inside or outside of them.
const moment = fc
  .tuple(fc.integer({ min: 0, max: 48 * 24 }), fc.constantFrom(0, -second))
  .map(([hours, shift]) => new Date(start + hours * hour + shift));
const span = fc
  .tuple(day(45), fc.integer({ min: 0, max: 9 }))
  .map(([from, length]) => ({ startsOn: from, endsOn: addDays(from, length) }));

/** Memberships one after another: lengths and gaps in days; the last one may have no end. */
const memberships = fc
  .tuple(
    fc.array(
      fc.record({
        unit: fc.integer({ min: 0, max: 2 }),
        gap: fc.integer({ min: 0, max: 3 }),
        length: fc.integer({ min: 1, max: 30 }),
      }),
      {
        maxLength: 4,
      },
    ),
    fc.boolean(),
  )
  .map(([parts, open]) => {
    let at = firstDay;
    return parts.map(({ unit, gap, length }, index) => {
      const startsOn = addDays(at, gap);
      at = addDays(startsOn, length);
      return { unit, startsOn, endsOn: open && index === parts.length - 1 ? null : addDays(at, -1) };
    });
  });

const post = fc
  .record({
    state: fc.constantFrom('published' as const, 'published' as const, 'withdrawn' as const, 'submitted' as const),
    audience: fc.constantFrom<number[]>([], [], [0], [1], [2], [1, 2]),
    from: moment,
    days: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ state, audience, from, days }) => {
    return { state, audience, from, until: new Date(from.getTime() + days * 24 * hour) };
  });

const share = fc
  .record({
    person: fc.integer({ min: 0, max: 3 }),
    post: fc.integer({ min: 0, max: 5 }),
    channel: fc.constantFrom(...channels),
    sharedAt: moment,
    delay: fc.constantFrom(0, hour, 48 * hour, 48 * hour + second),
    receiptExcused: fc.constantFrom(false, false, true),
    state: fc.constantFrom<ShareState>('recorded', 'recorded', 'accepted', 'accepted', 'returned', 'rejected', 'held'),
  })
  .map(({ delay, ...one }) => ({ ...one, receivedAt: new Date(one.sharedAt.getTime() + delay) }));

export const smallMonth: fc.Arbitrary<SmallMonth> = fc.record({
  weeks: fc.array(fc.constantFrom<Week>(5, 6, 7), { minLength: 3, maxLength: 3 }),
  holidays: fc.uniqueArray(day(45), { maxLength: 4 }),
  voided: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 2 }), span).map(([unit, days]) => ({ unit, ...days })),
    { maxLength: 2 },
  ),
  policy: fc.record({
    acceptance: fc.constantFrom('audit' as const, 'audit' as const, 'review' as const),
    monthlyPosts: fc.integer({ min: 1, max: 12 }),
    minAvailableDays: fc.integer({ min: 0, max: 8 }),
    dailyCap: fc.integer({ min: 1, max: 3 }),
  }),
  people: fc.array(fc.record({ memberships, leave: fc.array(span, { maxLength: 3 }), exempted: fc.boolean() }), {
    minLength: 4,
    maxLength: 4,
  }),
  posts: fc.array(post, { minLength: 6, maxLength: 6 }),
  shares: fc.uniqueArray(share, {
    maxLength: 40,
    selector: ({ person, post: shared, channel }) => `${person} ${shared} ${channel}`,
  }),
});

export const personId = (index: number) => `00000000-0000-4000-8000-0000000000${index}0`;
const postId = (index: number) => `00000000-0000-4000-8000-00000000000${index}`;

/** Writes the small month into an empty database; unit 2 lies below unit 1. Returns the units' ids. */
export async function build(em: EntityManager, given: SmallMonth): Promise<number[]> {
  const { acceptance, monthlyPosts, minAvailableDays, dailyCap } = given.policy;
  await em.query('UPDATE policy SET acceptance = $1, monthly_posts = $2, min_available_days = $3, daily_cap = $4', [
    ...[acceptance, monthlyPosts, minAvailableDays, dailyCap],
  ]);
  for (const holiday of given.holidays) {
    await em.query(`INSERT INTO holiday (day, name, kind) VALUES ($1, 'Libur', 'libur_nasional')`, [holiday]);
  }
  const units: number[] = [];
  for (const [index, week] of given.weeks.entries()) {
    const parent = index === 2 ? units[1] : null;
    const [{ id }] = await em.query(
      `INSERT INTO unit (code, name, short_name, kind, week, parent_id) VALUES ($1, $1, $1, 'dinas', $2, $3) RETURNING id`,
      [`U${index}`, week, parent],
    );
    units.push(id);
    await em.query('UPDATE unit SET path = $2 WHERE id = $1', [id, parent ? [parent, id] : [id]]);
  }
  for (const [index, person] of given.people.entries()) await buildPerson(em, { index, units, ...person });
  for (const { unit, startsOn, endsOn } of given.voided) {
    await em.query(
      `INSERT INTO void_day (unit_id, starts_on, ends_on, reason, by_id, at)
       VALUES ($1, $2, $3, 'Jaringan putus', $4, '2026-11-01') ON CONFLICT DO NOTHING`,
      [units[unit], startsOn, endsOn, personId(0)],
    );
  }
  for (const [index, one] of given.posts.entries()) {
    await em.query(
      `INSERT INTO post (id, code, title, program, unit_id, narrative, source_url, everybody, audience, share_from,
         share_until, state, published_at, changed_at)
       VALUES ($1::uuid, $1::uuid::text, 'Materi', 'Program', $2, 'Narasi', 'https://contoh.go.id', $3, $4, $5, $6, $7, $5, $5)`,
      [
        postId(index),
        units[0],
        !one.audience.length,
        one.audience.map((u) => units[u]),
        one.from,
        one.until,
        one.state,
      ],
    );
  }
  for (const [index, one] of given.shares.entries()) {
    await em.query(
      `INSERT INTO share (id, person_id, post_id, channel, statement, shared_at, received_at, business_date, state,
         receipt_excused)
       VALUES ($1, $2, $3, $4, 'Disampaikan.', $5, $6, ($5::timestamptz AT TIME ZONE 'Asia/Makassar')::date, $7, $8)`,
      [
        `10000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        ...[personId(one.person), postId(one.post), one.channel, one.sharedAt, one.receivedAt, one.state],
        one.receiptExcused,
      ],
    );
  }
  return units;
}

async function buildPerson(
  em: EntityManager,
  given: SmallMonth['people'][number] & { index: number; units: number[] },
): Promise<void> {
  const id = personId(given.index);
  await em.query('INSERT INTO person (id, name) VALUES ($1, $2)', [id, `Pegawai ${given.index}`]);
  await em.query(`INSERT INTO person_number (number, kind, person_id) VALUES ($1, 'thl', $2)`, [`N${given.index}`, id]);
  for (const { unit, startsOn, endsOn } of given.memberships) {
    await em.query(
      `INSERT INTO membership (person_id, unit_id, employment_type, starts_on, ends_on) VALUES ($1, $2, 'THL', $3, $4)`,
      [id, given.units[unit], startsOn, endsOn],
    );
  }
  for (const { startsOn, endsOn } of given.leave) {
    await em.query('INSERT INTO leave (person_id, starts_on, ends_on) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      ...[id, startsOn, endsOn],
    ]);
  }
  if (!given.exempted) return;
  await em.query(
    `INSERT INTO exemption (month, person_id, reason, approved_at) VALUES ('2026-11', $1, 'Tugas belajar', '2026-11-01')`,
    [id],
  );
}
