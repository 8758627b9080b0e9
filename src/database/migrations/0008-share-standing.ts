import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The one definition of "a share that counts": a row of this view counts when its reason is null; otherwise the reason
 * is the first one of the juknis that fails. Source: the evaluation rule, section "Which share counts".
 */
export class ShareStanding1700000000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE VIEW share_standing AS
      SELECT s.id, s.person_id, s.post_id, s.channel, s.business_date, s.shared_at, s.received_at, s.state, m.unit_id,
        CASE
          WHEN s.state NOT IN ('recorded', 'accepted') THEN 'state_' || s.state
          WHEN s.state = 'recorded' AND y.acceptance = 'review' THEN 'not_accepted'
          WHEN p.state NOT IN ('published', 'withdrawn') THEN 'post_unpublished'
          WHEN NOT (p.everybody OR coalesce(p.audience && u.path, false)) THEN 'outside_audience'
          WHEN s.shared_at < p.share_from OR s.shared_at >= p.share_until THEN 'outside_window'
          WHEN s.received_at > s.shared_at + y.receipt_hours * interval '1 hour' THEN 'received_late'
          WHEN m.id IS NULL THEN 'no_membership'
        END AS reason
      FROM share s
      JOIN post p ON p.id = s.post_id
      JOIN policy y ON y.valid_from <= s.business_date AND (y.valid_until IS NULL OR y.valid_until > s.business_date)
      LEFT JOIN membership m ON m.person_id = s.person_id AND m.starts_on <= s.business_date
        AND (m.ends_on IS NULL OR m.ends_on >= s.business_date)
      LEFT JOIN unit u ON u.id = m.unit_id`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW share_standing');
  }
}
