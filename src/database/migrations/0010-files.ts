import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files by their hash, pictures, pictures that arrive in parts, and the pictures that prove a share. */
export class Files1700000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stored_file (
        hash bytea PRIMARY KEY,
        type text NOT NULL,
        size integer NOT NULL,
        bytes bytea NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT stored_file_size_check CHECK (size = octet_length(bytes))
      );
      ALTER TABLE stored_file ALTER bytes SET STORAGE EXTERNAL;
      CREATE TABLE picture (
        id uuid PRIMARY KEY,
        owner_id uuid NOT NULL,
        file_hash bytea NOT NULL REFERENCES stored_file,
        original_hash bytea NOT NULL,
        original_size integer NOT NULL,
        look bigint NOT NULL,
        strip bigint NOT NULL,
        taken boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX ON picture (file_hash);
      CREATE INDEX ON picture (original_hash);
      CREATE INDEX picture_not_taken ON picture (created_at) WHERE NOT taken;
      CREATE TABLE picture_upload (
        id uuid PRIMARY KEY,
        owner_id uuid NOT NULL,
        length integer NOT NULL,
        received integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        CONSTRAINT picture_upload_received_check CHECK (received >= 0 AND received <= length)
      );
      CREATE INDEX ON picture_upload (owner_id);
      CREATE TABLE picture_part (
        upload_id uuid REFERENCES picture_upload ON DELETE CASCADE,
        start integer,
        bytes bytea NOT NULL,
        PRIMARY KEY (upload_id, start)
      );
      ALTER TABLE picture_part ALTER bytes SET STORAGE EXTERNAL;
      CREATE TABLE share_evidence (
        share_id uuid REFERENCES share,
        picture_id uuid REFERENCES picture,
        came_along boolean NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (share_id, picture_id)
      );
      CREATE UNIQUE INDEX share_evidence_once ON share_evidence (picture_id);
      CREATE INDEX ON share_evidence (at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE share_evidence, picture_part, picture_upload, picture, stored_file');
  }
}
