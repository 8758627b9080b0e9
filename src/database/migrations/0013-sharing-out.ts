import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sharing out needs: pictures and video of posts, counted as changes of posts, and who has read the guide. */
export class SharingOut1700000000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(media);
    await db.query(
      'CREATE TABLE guide_reading (person_id uuid PRIMARY KEY REFERENCES person, at timestamptz NOT NULL)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE post_media, guide_reading');
  }
}

const media = `
  CREATE TABLE post_media (
    id uuid PRIMARY KEY,
    post_id uuid NOT NULL REFERENCES post,
    kind text NOT NULL CONSTRAINT post_media_kind_check CHECK (kind IN ('picture', 'video')),
    position smallint NOT NULL,
    alt text NOT NULL,
    file_hash bytea NOT NULL REFERENCES stored_file,
    size integer NOT NULL,
    preview_hash bytea REFERENCES stored_file,
    width integer,
    height integer,
    by_id uuid REFERENCES person,
    at timestamptz NOT NULL,
    UNIQUE (post_id, file_hash),
    CONSTRAINT post_media_preview_check CHECK ((kind = 'picture') = (preview_hash IS NOT NULL))
  );
  CREATE UNIQUE INDEX post_media_one_video ON post_media (post_id) WHERE kind = 'video';
  CREATE INDEX ON post_media (file_hash);
  CREATE INDEX ON post_media (preview_hash);
  CREATE TRIGGER post_change_counted AFTER INSERT OR UPDATE OR DELETE ON post_media
    FOR EACH STATEMENT EXECUTE FUNCTION count_post_change()`;
