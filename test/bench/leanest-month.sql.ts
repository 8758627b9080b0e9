/**
 * What the month's person rows cost at least: the built province has one unit a person, a five-day week and the default
 * juknis, so nothing of that is looked up. Parameters: first and last day, first moment of the month and of the next.
 */
export const leanestMonth = `
  WITH day AS (
    SELECT d::date AS day FROM generate_series($1::date, $2::date, interval '1 day') d
    WHERE extract(isodow FROM d) < 6 AND NOT EXISTS (SELECT FROM holiday h WHERE h.day = d::date)
  ), away AS (
    SELECT l.person_id, count(*) AS days FROM leave l JOIN day d ON d.day >= l.starts_on AND d.day <= l.ends_on
    WHERE l.starts_on <= $2 AND l.ends_on >= $1 GROUP BY l.person_id
  ), shared AS (
    SELECT s.person_id, min(s.business_date) AS day
    FROM post p JOIN share s ON s.post_id = p.id
      JOIN membership m ON m.person_id = s.person_id JOIN unit u ON u.id = m.unit_id
    WHERE p.share_from < $4 AND p.share_until > $3 AND s.business_date <= $2 AND s.state IN ('recorded', 'accepted')
      AND s.shared_at >= p.share_from AND s.shared_at < p.share_until
      AND s.received_at <= s.shared_at + interval '48 hours' AND (p.everybody OR p.audience && u.path)
    GROUP BY s.person_id, s.post_id HAVING min(s.business_date) >= $1
  ), counted AS (
    SELECT person_id, sum(least(posts, 3))::integer AS posts
    FROM (SELECT person_id, count(*) AS posts FROM shared GROUP BY person_id, day) d GROUP BY person_id
  ), figure AS (
    SELECT m.person_id, m.unit_id, coalesce(c.posts, 0) AS counted, w.days::integer AS working_days,
      (w.days - coalesce(a.days, 0))::integer AS available_days
    FROM membership m CROSS JOIN (SELECT count(*) AS days FROM day) w
      LEFT JOIN away a USING (person_id) LEFT JOIN counted c USING (person_id)
  )
  SELECT f.person_id AS "personId", n.number, p.name, f.unit_id AS "unitId", u.code AS "unitCode", u.name AS "unitName",
    f.working_days AS "workingDays", f.available_days AS "availableDays", 8 * f.available_days / f.working_days AS target,
    f.counted, f.available_days < 5 AS exempt,
    least(1, f.counted::double precision / (8 * f.available_days / f.working_days)) AS achievement
  FROM figure f JOIN person p ON p.id = f.person_id JOIN person_number n ON n.person_id = f.person_id
    JOIN unit u ON u.id = f.unit_id
  ORDER BY n.number COLLATE "C"`;

/**
 * What the sums of the units and posts cost at least once the person rows lie in `leanest_result`: two levels of units,
 * every share counted by unit, channel and state, and by post. Parameters: first and last day.
 */
export const leanestUnits = `
  WITH own AS (
    SELECT r."unitId" AS unit_id, s.channel, s.state, s.post_id, count(*) AS shares
    FROM share s JOIN leanest_result r ON r."personId" = s.person_id
    WHERE s.business_date >= $1 AND s.business_date <= $2
    GROUP BY GROUPING SETS ((r."unitId", s.channel, s.state), (s.post_id))
  ), people AS (
    SELECT a.unit_id, count(*) FILTER (WHERE NOT r.exempt) AS obliged, count(*) FILTER (WHERE r.exempt) AS exempt,
      count(*) FILTER (WHERE NOT r.exempt AND r.counted >= 1) AS active,
      count(*) FILTER (WHERE NOT r.exempt AND r.counted >= r.target) AS met, avg(r.achievement) AS mean
    FROM leanest_result r JOIN unit u ON u.id = r."unitId", unnest(u.path) AS a(unit_id) GROUP BY a.unit_id
  ), below AS (
    SELECT a.unit_id, o.channel, o.state, sum(o.shares) AS shares
    FROM own o JOIN unit u ON u.id = o.unit_id, unnest(u.path) AS a(unit_id) GROUP BY 1, 2, 3
  ), channels AS (
    SELECT unit_id, jsonb_object_agg(channel, shares) AS channels
    FROM (SELECT unit_id, channel, sum(shares) AS shares FROM below WHERE state IN ('recorded', 'accepted') GROUP BY 1, 2) c
    GROUP BY unit_id
  ), states AS (
    SELECT unit_id, jsonb_object_agg(state, shares) AS states
    FROM (SELECT unit_id, state, sum(shares) AS shares FROM below GROUP BY 1, 2) c GROUP BY unit_id
  )
  SELECT p.*, c.channels, s.states, (SELECT jsonb_object_agg(post_id, shares) FROM own WHERE post_id IS NOT NULL) AS posts
  FROM people p LEFT JOIN channels c USING (unit_id) LEFT JOIN states s USING (unit_id)`;
