import type { DataSource } from 'typeorm';

/** Owns nothing: it may read and write rows, and change no table, trigger or function. */
export const serverRole = 'gaung_server';

// A role belongs to the whole database server, so that another database of it may have made it a moment ago.
const make = `
  DO $$ BEGIN
    CREATE ROLE ${serverRole} NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
  END $$`;

const join = `
  DO $$ BEGIN
    IF NOT pg_has_role(current_user, '${serverRole}', 'MEMBER') THEN GRANT ${serverRole} TO CURRENT_USER; END IF;
  EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL;
  END $$`;

const state = `
  SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '${serverRole}') AS there,
    EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
      AND pg_has_role(relowner, 'USAGE') AND NOT coalesce((SELECT bool_or(a.grantee = r.oid)
        FROM pg_roles r, aclexplode(relacl) a WHERE r.rolname = '${serverRole}'), false)) AS lacking`;

const grant = `
  GRANT USAGE ON SCHEMA public TO ${serverRole};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${serverRole};
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${serverRole};
  REVOKE INSERT, UPDATE, DELETE ON migration FROM ${serverRole};
  REVOKE UPDATE, DELETE ON audit_entry, audit_sample FROM ${serverRole}`;

const member = `
  SELECT EXISTS (SELECT FROM pg_roles r, pg_roles u
    WHERE r.rolname = '${serverRole}' AND u.rolname = coalesce($1, current_user) AND pg_has_role(u.oid, r.oid, 'MEMBER')) AS able`;

/** Makes the role where this user may, and lets it read and write the rows of every table there is by now. */
export async function readyServerRole(owner: DataSource): Promise<void> {
  await owner.query(make);
  await owner.query(join);
  const [found] = await owner.query<{ there: boolean; lacking: boolean }[]>(state);
  if (found?.there && found.lacking) await owner.query(grant);
}

/** Whether a login may work as the role; null: the one that is asking. */
export async function mayServe(owner: DataSource, login: string | null): Promise<boolean> {
  return (await owner.query<{ able: boolean }[]>(member, [login]))[0]?.able ?? false;
}
