import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Role } from '../src/access/roles.rules';
import { wita } from './fakes';

export interface TestUnit {
  id: number;
  code: string;
}
export interface TestPerson {
  id: string;
  number: string;
  name: string;
}
export interface TestPost {
  id: string;
  code: string;
}

/** Builders with valid defaults: a test names only what matters to it. */
export class World {
  private count = 0;

  constructor(private readonly db: DataSource) {}

  async unit(
    given: { code?: string; name?: string; parent?: TestUnit; ranked?: boolean; week?: 5 | 6 | 7 } = {},
  ): Promise<TestUnit> {
    const code = given.code ?? `UNIT-${++this.count}`;
    const [{ id }] = await this.db.query(
      `INSERT INTO unit (code, name, short_name, kind, parent_id, ranked, week)
       VALUES ($1, $2, $2, 'dinas', $3, $4, $5) RETURNING id`,
      [code, given.name ?? `Dinas ${code}`, given.parent?.id ?? null, given.ranked ?? true, given.week ?? 5],
    );
    await this.db.query(
      `UPDATE unit SET path = coalesce((SELECT path FROM unit p WHERE p.id = $2), '{}') || ARRAY[$1::integer] WHERE id = $1`,
      [id, given.parent?.id ?? null],
    );
    return { id, code };
  }

  /** A person with a number, an account, the guide read, a membership and, if named, a role on a unit (default: the own one). */
  async staff(
    given: {
      unit?: TestUnit;
      name?: string;
      number?: string;
      role?: Role;
      roleUnit?: TestUnit;
      from?: string;
      until?: string;
      /** Has not read the guide to sharing yet. */
      isNew?: boolean;
    } = {},
  ): Promise<TestPerson> {
    const unit = given.unit ?? (await this.unit());
    const id = randomUUID();
    const name = given.name ?? `Pegawai Uji ${++this.count}`;
    const number = given.number ?? `UJI-${String(++this.count).padStart(6, '0')}`;
    await this.db.query('INSERT INTO person (id, name) VALUES ($1, $2)', [id, name]);
    await this.db.query(`INSERT INTO person_number (number, kind, person_id) VALUES ($1, $2, $3)`, [
      number,
      /^\d{18}$/.test(number) ? 'nip' : 'thl',
      id,
    ]);
    await this.member({ id }, unit, given.from ?? '2020-01-01', given.until);
    await this.db.query(
      `INSERT INTO account (person_id, password_hash, activated_at) VALUES ($1, 'none', '2026-01-01')`,
      [id],
    );
    if (!given.isNew) await this.db.query(`INSERT INTO guide_reading (person_id, at) VALUES ($1, '2026-01-01')`, [id]);
    if (given.role) await this.grant({ id }, given.role, given.roleUnit ?? unit);
    return { id, number, name };
  }

  async member(person: { id: string }, unit: TestUnit, from: string, until?: string): Promise<void> {
    await this.db.query(
      `INSERT INTO membership (person_id, unit_id, employment_type, position, starts_on, ends_on)
       VALUES ($1, $2, 'THL', 'Staf', $3, $4)`,
      [person.id, unit.id, from, until ?? null],
    );
  }

  async grant(person: { id: string }, role: Role, unit: TestUnit): Promise<void> {
    await this.db.query(
      `INSERT INTO role_grant (person_id, role, unit_id, starts_on) VALUES ($1, $2, $3, '2020-01-01')`,
      [person.id, role, unit.id],
    );
  }

  async leave(person: { id: string }, from: string, until: string): Promise<void> {
    await this.db.query('INSERT INTO leave (person_id, starts_on, ends_on) VALUES ($1, $2, $3)', [
      person.id,
      from,
      until,
    ]);
  }

  async holiday(day: string, name = 'Hari libur'): Promise<void> {
    await this.db.query(`INSERT INTO holiday (day, name, kind) VALUES ($1, $2, 'libur_nasional')`, [day, name]);
  }

  /** A published post for everybody, open all November 2026, unless said otherwise. Moments in WITA. */
  async post(
    given: {
      unit?: TestUnit;
      code?: string;
      title?: string;
      from?: string;
      until?: string;
      audience?: TestUnit[];
      state?: string;
      officialKeys?: string[];
      author?: { id: string };
    } = {},
  ): Promise<TestPost> {
    const id = randomUUID();
    const code = given.code ?? `MATERI-${++this.count}`;
    const unit = given.unit ?? (await this.unit({ ranked: false }));
    const from = wita(given.from ?? '2026-11-01 00:00');
    const published = ['published', 'withdrawn'].includes(given.state ?? 'published');
    await this.db.query(
      `INSERT INTO post (id, code, title, program, unit_id, narrative, source_url, captions, official_keys, everybody,
         audience, share_from, share_until, state, author_id, published_at, changed_at)
       VALUES ($1, $2, $3, 'Program uji', $4, 'Narasi uji.', 'https://sulutprov.go.id/berita/uji', '{Takarir satu.,Takarir dua.}',
         $5, $6, $7, $8, $9, $10, $11, $12, $8)`,
      [
        id,
        code,
        given.title ?? `Materi uji ${code}`,
        unit.id,
        given.officialKeys ?? [],
        !given.audience,
        given.audience?.map((one) => one.id) ?? [],
        from,
        wita(given.until ?? '2026-12-01 00:00'),
        given.state ?? 'published',
        given.author?.id ?? null,
        published ? from : null,
      ],
    );
    return { id, code };
  }

  /** A recorded share on a channel without a link. Moments in WITA; received when shared unless said otherwise. */
  async share(
    person: { id: string },
    post: { id: string },
    given: { at?: string; received?: string; channel?: string; state?: string; key?: string } = {},
  ): Promise<{ id: string }> {
    const id = randomUUID();
    const at = wita(given.at ?? '2026-11-23 09:00');
    await this.db.query(
      `INSERT INTO share (id, person_id, post_id, channel, link_url, link_key, statement, shared_at, received_at,
         business_date, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ($8::timestamptz AT TIME ZONE 'Asia/Makassar')::date, $10)`,
      [
        id,
        person.id,
        post.id,
        given.channel ?? 'face_to_face',
        given.key ? `https://x.com/i/web/status/${given.key}` : null,
        given.key ? `x:${given.key}` : null,
        given.key ? null : 'Disampaikan kepada warga di balai desa.',
        at,
        given.received ? wita(given.received) : at,
        given.state ?? 'recorded',
      ],
    );
    if (given.key) await this.db.query('INSERT INTO used_link (key, share_id) VALUES ($1, $2)', [`x:${given.key}`, id]);
    return { id };
  }
}
