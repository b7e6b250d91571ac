import { sql } from 'kysely'
import { asActor, type Tx, type VaultGround } from '../../access/index.ts'
import { fromUnread, guardsOf, notTexts, type TextRow, tellsPlace } from './telling-texts.actions.ts'

/** Written here and hidden with the place already (migration 0176). */
const hiddenAnyhow = sql`('school-return', 'meeting-action', 'school-offer', 'doctor', 'home-call')`

/**
 * Looks through what people wrote about children whose place is protected (security.md, threat T05): before the child was, or as one whom nothing kept
 * from it. A text that gives the place away waits for the named people; the others are looked through again when a place is told. Nothing is changed
 * in what was written, and none is read by anybody.
 */
export const lookThroughWritten = async (ground: VaultGround, batch = 200): Promise<void> => {
  for (let after = 0; ; ) {
    const last = await asActor(ground, 'vault', tx => lookThroughSome(tx, after, batch), 120)
    if (last === undefined) return
    after = last
  }
}

const lookThroughSome = async (tx: Tx, after: number, most: number): Promise<number | undefined> => {
  const { rows } = await sql<TextRow>`
    ${fromUnread} and e.id > ${after} and e.source_record_id is null and e.author_id is not null and e.looked_at is distinct from '-infinity'
      and e.seal is null and e.known_to = 'infinity' and not e.held and e.kind not in ${notTexts} and e.kind not in ${hiddenAnyhow}
    order by e.id limit ${most}`.execute(tx)
  const guards = await guardsOf(tx, [...new Set(rows.map(row => row.child_id))])
  const telling = rows.filter(({ child_id, body }) => tellsPlace(guards.get(child_id), body)).map(row => row.id)
  await sql`update entry set looked_at = case when id = any(${telling}::bigint[]) then '-infinity' else access.at() end
    where id = any(${rows.map(row => row.id)}::bigint[])`.execute(tx)
  return rows.length < most ? undefined : rows.at(-1)?.id
}
