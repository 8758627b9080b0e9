import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Shares of a closed month may be erased, and by nobody changed, once they are 24 months old by the database's own clock;
 * a decided appeal about one then stands without it.
 */
export class ShareRetention1700000000026 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(refusal(outlived));
    await db.query(subject('share_id IS NOT NULL OR decided_at IS NOT NULL'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(refusal(''));
    await db.query(subject('share_id IS NOT NULL'));
  }
}

const outlived = `
    IF TG_OP = 'DELETE' AND OLD.business_date < ((clock_timestamp() AT TIME ZONE 'Asia/Makassar') - interval '24 months')::date
    THEN RETURN OLD; END IF;`;

/** The function of 0022, with what it lets through. */
const refusal = (first: string) => `
  CREATE OR REPLACE FUNCTION refuse_share_of_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN${first}
    IF TG_OP <> 'INSERT' THEN PERFORM demand_open_month(OLD.business_date); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF TG_OP = 'INSERT' OR NEW.business_date <> OLD.business_date THEN PERFORM demand_open_month(NEW.business_date); END IF;
    RETURN NEW;
  END $$`;

/** The check of 0021. */
const subject = (ofShare: string) => `
  ALTER TABLE appeal DROP CONSTRAINT appeal_subject_check;
  ALTER TABLE appeal ADD CONSTRAINT appeal_subject_check CHECK (CASE kind WHEN 'share' THEN ${ofShare}
      WHEN 'leave' THEN wish IS NOT NULL AND starts_on IS NOT NULL AND ends_on IS NOT NULL
      ELSE wanted_unit_id IS NOT NULL AND starts_on IS NOT NULL END)`;
