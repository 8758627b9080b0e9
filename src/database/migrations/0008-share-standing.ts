import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The one definition of "a share that counts": a row of this view counts when its reason is null; otherwise the reason
 * is the first one of the juknis that fails. OFFSET 0 has a policy worked out once and not anew for each share.
 * Source: the evaluation rule, section "Which share counts".
 */
export class ShareStanding1700000000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE VIEW share_standing AS
      SELECT s.id, s.person_id, s.post_id, s.channel, s.business_date, s.shared_at, s.received_at, s.state, m.unit_id,
        CASE
          WHEN s.state <> 'accepted' AND s.state <> 'recorded' THEN 'state_' || s.state
          WHEN y.reviewed AND s.state = 'recorded' THEN 'not_accepted'
          WHEN p.state <> 'published' AND p.state <> 'withdrawn' THEN 'post_unpublished'
          WHEN NOT p.everybody AND NOT coalesce(p.audience && u.path, false) THEN 'outside_audience'
          WHEN s.shared_at < p.share_from OR s.shared_at >= p.share_until THEN 'outside_window'
          WHEN s.received_at > s.shared_at + y.receipt THEN 'received_late'
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
      LEFT JOIN unit u ON u.id = m.unit_id`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW share_standing');
  }
}
