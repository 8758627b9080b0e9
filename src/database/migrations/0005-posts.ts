import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Official posts, the steps of their life, and the counter by which servers notice a change. */
export class Posts1700000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(posts);
    await db.query(events);
    await db.query(version);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE post_event, post, posts_version; DROP FUNCTION count_post_change()');
  }
}

const posts = `
  CREATE TABLE post (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    code text NOT NULL UNIQUE,
    title text NOT NULL,
    program text NOT NULL,
    unit_id integer NOT NULL REFERENCES unit,
    narrative text NOT NULL,
    source_url text NOT NULL,
    captions text[] NOT NULL DEFAULT '{}',
    official_links text[] NOT NULL DEFAULT '{}',
    official_keys text[] NOT NULL DEFAULT '{}',
    everybody boolean NOT NULL DEFAULT true,
    audience integer[] NOT NULL DEFAULT '{}',
    share_from timestamptz NOT NULL,
    share_until timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'draft' CONSTRAINT post_state_check
      CHECK (state IN ('draft', 'submitted', 'returned', 'published', 'withdrawn')),
    author_id uuid REFERENCES person,
    published_by_id uuid REFERENCES person,
    published_at timestamptz,
    changed_at timestamptz NOT NULL,
    CONSTRAINT post_window_check CHECK (share_until > share_from),
    CONSTRAINT post_published_check CHECK (state NOT IN ('published', 'withdrawn') OR published_at IS NOT NULL),
    CONSTRAINT post_second_person_check CHECK (published_by_id IS NULL OR published_by_id <> author_id)
  );
  CREATE INDEX ON post (share_until)`;

const events = `
  CREATE TABLE post_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id uuid NOT NULL REFERENCES post,
    kind text NOT NULL CONSTRAINT post_event_kind_check
      CHECK (kind IN ('drafted', 'changed', 'submitted', 'returned', 'published', 'withdrawn')),
    by_id uuid REFERENCES person,
    at timestamptz NOT NULL,
    reason text NOT NULL DEFAULT ''
  );
  CREATE INDEX ON post_event (post_id, id)`;

const version = `
  CREATE TABLE posts_version (
    id smallint PRIMARY KEY CONSTRAINT posts_version_one_row CHECK (id = 1),
    version bigint NOT NULL
  );
  INSERT INTO posts_version VALUES (1, 1);
  CREATE FUNCTION count_post_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN UPDATE posts_version SET version = version + 1; RETURN NULL; END $$;
  CREATE TRIGGER post_change_counted AFTER INSERT OR UPDATE OR DELETE ON post
    FOR EACH STATEMENT EXECUTE FUNCTION count_post_change()`;
