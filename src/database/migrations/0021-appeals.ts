import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appeals about a month's rows, and shares whose late receipt was excused by one. */
export class Appeals1700000000021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(appeals);
    await db.query(excused);
    await db.query(standing('AND NOT s.receipt_excused'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(standing(''));
    await db.query(`DROP TABLE appeal; DROP INDEX share_of_post; ALTER TABLE share DROP COLUMN receipt_excused;
      CREATE INDEX share_of_post ON share (post_id, business_date, person_id)
        INCLUDE (shared_at, received_at, state, channel)`);
  }
}

const appeals = `
  CREATE TABLE appeal (
    id uuid PRIMARY KEY,
    month text NOT NULL,
    kind text NOT NULL CONSTRAINT appeal_kind_check CHECK (kind IN ('share', 'leave', 'unit')),
    person_id uuid NOT NULL REFERENCES person,
    unit_id integer REFERENCES unit,
    share_id uuid REFERENCES share,
    wish text CONSTRAINT appeal_wish_check CHECK (wish IN ('missing', 'wrong')),
    starts_on date,
    ends_on date,
    wanted_unit_id integer REFERENCES unit,
    text text NOT NULL,
    filed_at timestamptz NOT NULL,
    due_on date NOT NULL,
    decision text CONSTRAINT appeal_decision_check CHECK (decision IN ('granted', 'refused')),
    reason text NOT NULL DEFAULT '',
    decided_by_id uuid REFERENCES person,
    decided_at timestamptz,
    CONSTRAINT appeal_subject_check CHECK (CASE kind WHEN 'share' THEN share_id IS NOT NULL
      WHEN 'leave' THEN wish IS NOT NULL AND starts_on IS NOT NULL AND ends_on IS NOT NULL
      ELSE wanted_unit_id IS NOT NULL AND starts_on IS NOT NULL END),
    CONSTRAINT appeal_decided_check CHECK ((decision IS NULL) = (decided_at IS NULL)),
    CONSTRAINT appeal_second_person CHECK (decided_by_id <> person_id)
  );
  CREATE UNIQUE INDEX appeal_share_once ON appeal (share_id) WHERE decided_at IS NULL;
  CREATE UNIQUE INDEX appeal_days_once ON appeal (person_id, month, kind, starts_on) WHERE decided_at IS NULL;
  CREATE INDEX appeal_waiting ON appeal (due_on) WHERE decided_at IS NULL;
  CREATE INDEX ON appeal (person_id, filed_at);
  CREATE INDEX ON appeal (month)`;

// Carried along by the index as well, from which alone a month is computed.
const excused = `
  ALTER TABLE share ADD COLUMN receipt_excused boolean NOT NULL DEFAULT false;
  DROP INDEX share_of_post;
  CREATE INDEX share_of_post ON share (post_id, business_date, person_id)
    INCLUDE (shared_at, received_at, state, channel, receipt_excused)`;

/** The view of 0008, with what excuses late receipt. */
const standing = (unlessExcused: string) => `
  CREATE OR REPLACE VIEW share_standing AS
  SELECT s.id, s.person_id, s.post_id, s.channel, s.business_date, s.shared_at, s.received_at, s.state, m.unit_id,
    CASE
      WHEN s.state <> 'accepted' AND s.state <> 'recorded' THEN 'state_' || s.state
      WHEN y.reviewed AND s.state = 'recorded' THEN 'not_accepted'
      WHEN p.state <> 'published' AND p.state <> 'withdrawn' THEN 'post_unpublished'
      WHEN NOT p.everybody AND NOT coalesce(p.audience && u.path, false) THEN 'outside_audience'
      WHEN s.shared_at < p.share_from OR s.shared_at >= p.share_until THEN 'outside_window'
      WHEN s.received_at > s.shared_at + y.receipt ${unlessExcused} THEN 'received_late'
      WHEN m.id IS NULL THEN 'no_membership'
    END AS reason
  FROM share s
  JOIN post p ON p.id = s.post_id
  JOIN (
    SELECT valid_from, valid_until, acceptance = 'review' AS reviewed, receipt_hours * interval '1 hour' AS receipt
    FROM policy OFFSET 0
  ) y ON y.valid_from <= s.business_date AND (y.valid_until IS NULL OR y.valid_until > s.business_date)
  LEFT JOIN membership m ON m.person_id = s.person_id AND m.starts_on <= s.business_date
    AND (m.ends_on IS NULL OR m.ends_on >= s.business_date)
  LEFT JOIN unit u ON u.id = m.unit_id`;
