import { createHash } from 'node:crypto'
import type pg from 'pg'

// The other shape of row security, which stack.md T8 found faster for counts and which lives only here: the reader's children
// as a list in a signed setting of the transaction, with what they are allowed at most. All are allowed the same, which is enough
// for these readers: sight that differs from child to child, as grant rows have it, would need a list for each limit.

const digest = (...parts: (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** The reader's children, and the categories and sensitivity that their reason allows at most. */
export type Scope = { readonly children: readonly number[]; readonly limit: number; readonly maxSensitivity: number }

/** The scope as the setting holds it. */
export const signScope = ({ children, limit, maxSensitivity }: Scope, key: Buffer): string => {
  const text = [limit, maxSensitivity, ...children].join(',')
  return `${text}|${digest(key, digest(key, text)).toString('hex')}`
}

const verified = `
  create function access.bench_scope() returns bigint[] language plpgsql stable security definer set search_path = pg_catalog as $$
  declare
    parts text[] := string_to_array(current_setting('throughline.scope', true), '|');
    secret bytea;
  begin
    select k.key into secret from access.key k where k.name = 'context';
    if encode(sha256(secret || sha256(secret || convert_to(parts[1], 'UTF8'))), 'hex') <> parts[2] then
      raise insufficient_privilege using message = 'The scope is not signed.';
    end if;
    return string_to_array(nullif(parts[1], ''), ',')::bigint[];
  end $$`

const labels = {
  entry: ['child_id', 'category_bit', 'sensitivity', 'summary'],
  search_key: ['child_id', 'category_bit', 'sensitivity', 'false'],
  person: ['id', '1', '1', 'true'],
} as const

const policyOn = (table: keyof typeof labels): string => {
  const [child, bit, sensitivity, summary] = labels[table].map(part =>
    /^[a-z_]+$/.test(part) && part !== 'true' && part !== 'false' ? `${table}.${part}` : part,
  )
  return `create policy reader on ${table} for select to throughline_pages using (
    ${child} = any ((select (access.bench_scope())[3:])::bigint[]) and ${child} <> all ((select access.refused())::bigint[])
    and ${sensitivity} <= least(((select access.bench_scope()))[2], ((select access.masks()))[6])
    and (((select access.bench_scope()))[1] & ((select access.masks()))[1] & ${bit} <> 0
      or (${summary} and ((select access.bench_scope()))[1] & ((select access.masks()))[2] & ${bit} <> 0)))`
}

/** Puts the other shape in the place of the shipped one, in the transaction at hand; it must be rolled back. */
export const installScopeLists = async (owner: pg.PoolClient): Promise<void> => {
  await owner.query(verified)
  for (const table of Object.keys(labels) as (keyof typeof labels)[]) {
    await owner.query(`drop policy reader on ${table}`)
    await owner.query(policyOn(table))
  }
}
