/** The open posts of a person's audience ($3: own unit and those above) at a moment, with the own shares: all in one. */
export const bareList = `
  WITH own AS (
    SELECT t.post_id, jsonb_agg(jsonb_build_object('id', t.id, 'channel', t.channel, 'state', t.state, 'reason', t.reason,
      'counts', t.reason IS NULL)) AS shares
    FROM share_standing t
    WHERE t.person_id = $1 AND t.state <> 'withdrawn'
      AND t.post_id IN (SELECT id FROM post WHERE state = 'published' AND share_from <= $2 AND share_until > $2)
    GROUP BY t.post_id
  )
  SELECT p.id, p.code, p.title, p.program, jsonb_build_object('code', u.code, 'name', u.name) AS unit, p.narrative,
    p.source_url AS "sourceUrl", p.captions, p.official_links AS "officialLinks",
    CASE WHEN p.everybody THEN to_jsonb('semua'::text) ELSE
      (SELECT jsonb_agg(a.code ORDER BY a.code) FROM unit a WHERE a.id = ANY(p.audience)) END AS audience,
    p.share_from AS "shareFrom", p.share_until AS "shareUntil", p.state, p.published_at AS "publishedAt",
    p.changed_at AS "changedAt", coalesce(o.shares, '[]') AS shares
  FROM post p JOIN unit u ON u.id = p.unit_id LEFT JOIN own o ON o.post_id = p.id
  WHERE p.state = 'published' AND p.share_from <= $2 AND p.share_until > $2 AND (p.everybody OR p.audience && $3::integer[])
  ORDER BY p.published_at DESC, p.id`;
