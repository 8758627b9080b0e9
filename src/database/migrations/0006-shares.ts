import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Channels, shares, the links they stand on, and the reviewers' decisions. */
export class Shares1700000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(channels);
    await db.query(shares);
    await db.query(linksAndVerdicts);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE verdict, used_link, share, channel');
  }
}

const channels = `
  CREATE TABLE channel (
    code text PRIMARY KEY,
    name_id text NOT NULL,
    name_en text NOT NULL,
    proof text NOT NULL CONSTRAINT channel_proof_check CHECK (proof IN ('link', 'statement_or_picture', 'statement')),
    position smallint NOT NULL,
    active boolean NOT NULL DEFAULT true
  );
  INSERT INTO channel (code, name_id, name_en, proof, position) VALUES
    ('whatsapp_status', 'Status WhatsApp', 'WhatsApp status', 'statement_or_picture', 1),
    ('whatsapp_group', 'Grup WhatsApp', 'WhatsApp group', 'statement_or_picture', 2),
    ('facebook', 'Facebook', 'Facebook', 'link', 3),
    ('facebook_story', 'Cerita Facebook', 'Facebook story', 'statement_or_picture', 4),
    ('instagram', 'Instagram', 'Instagram', 'link', 5),
    ('instagram_story', 'Cerita Instagram', 'Instagram story', 'statement_or_picture', 6),
    ('tiktok', 'TikTok', 'TikTok', 'link', 7),
    ('youtube', 'YouTube', 'YouTube', 'link', 8),
    ('x', 'X', 'X', 'link', 9),
    ('threads', 'Threads', 'Threads', 'link', 10),
    ('linkedin', 'LinkedIn', 'LinkedIn', 'link', 11),
    ('face_to_face', 'Tatap muka', 'In person', 'statement', 12),
    ('notice_board', 'Papan pengumuman', 'Notice board', 'statement', 13),
    ('office_account', 'Akun kantor', 'Office account', 'statement', 14),
    ('public_answer', 'Jawaban kepada masyarakat', 'Answer to the public', 'statement', 15),
    ('hoax_report', 'Laporan hoaks', 'False-news report', 'statement', 16)`;

const shares = `
  CREATE TABLE share (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person,
    post_id uuid NOT NULL REFERENCES post,
    channel text NOT NULL REFERENCES channel,
    link_url text,
    link_key text,
    link_posted_at timestamptz,
    statement text,
    pasted text,
    shared_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    business_date date NOT NULL,
    state text NOT NULL DEFAULT 'recorded' CONSTRAINT share_state_check
      CHECK (state IN ('recorded', 'accepted', 'returned', 'rejected', 'held', 'withdrawn')),
    CONSTRAINT share_business_date_check CHECK (business_date = (shared_at AT TIME ZONE 'Asia/Makassar')::date)
  );
  CREATE UNIQUE INDEX share_once ON share (person_id, post_id, channel) WHERE state <> 'withdrawn';
  CREATE INDEX ON share (business_date, person_id);
  CREATE INDEX share_of_post ON share (post_id, business_date, person_id)
    INCLUDE (shared_at, received_at, state, channel)`;

const linksAndVerdicts = `
  CREATE TABLE used_link (
    key text PRIMARY KEY,
    share_id uuid NOT NULL REFERENCES share
  );
  CREATE INDEX ON used_link (share_id);
  CREATE TABLE verdict (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    share_id uuid NOT NULL REFERENCES share,
    verdict text NOT NULL CONSTRAINT verdict_verdict_check CHECK (verdict IN ('accepted', 'returned', 'rejected')),
    reason text NOT NULL DEFAULT '',
    by_id uuid REFERENCES person,
    at timestamptz NOT NULL
  );
  CREATE INDEX ON verdict (share_id, id)`;
