import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { NotFound, type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { Change } from './change.ts'
import { readSubject } from './changes.queries.ts'
import { openWrong } from './family/index.ts'
import { type Held, mayLookAt } from './held.queries.ts'
import { openWords } from './words.actions.ts'

/** What a family says is wrong with a change that it told and that was made, for whoever may look at changes of that child. */
export type SaidWrong = Pick<Held, 'address' | 'change' | 'child' | 'claim' | 'toldAt'> & {
  readonly words: string
  readonly saidAt: Date
  /** Of these words and no later ones. */
  readonly version: string
}

type Row = {
  uuid: string
  kind: Change['kind']
  from_on: PlainDate
  words: Buffer
  told_at: Date
  claim_how: string | null
  child_id: number | null
  record: string | null
  receipt: string
  wrong: Buffer
  wrong_at: Date
}

/** What waits to be read, the longest waiting first; `only` is the address of one. */
export const listSaidWrong = async (
  command: CommandGrant<'recorder'>,
  key: Key,
  only?: string,
): Promise<SaidWrong[]> => {
  const { rows } = await sql<Row>`
    select c.uuid, c.kind, c.from_on, c.words, c.told_at, c.claim_how, n.child as child_id, p.uuid as record, f.uuid as receipt, f.wrong, f.wrong_at
    from family_told f join told_change c on c.id = f.change_id left join person p on p.id = c.child_id
      cross join lateral (select coalesce(p.redirect_to, p.id) as child) n
    where f.wrong is not null and f.wrong_read_at is null and (${only ?? null}::uuid is null or c.uuid = ${only ?? null}::uuid) and ${mayLookAt(command)}
    order by f.wrong_at, c.id limit 50`.execute(command.tx)
  const said: SaidWrong[] = []
  for (const row of rows) {
    const { saidBy, fields, claim } = openWords(key, row.uuid, row.words)
    said.push({
      address: row.uuid,
      change: { kind: row.kind, from: row.from_on, saidBy, fields },
      child:
        row.child_id !== null && row.record
          ? { id: row.child_id, record: row.record, who: await readSubject(command, row.child_id) }
          : undefined,
      ...(claim ? { claim: { ...claim, how: row.claim_how ?? undefined } } : {}),
      toldAt: row.told_at,
      words: openWrong(key, row.receipt, row.wrong),
      saidAt: row.wrong_at,
      // each writing is sealed anew, so that the same words said again are others
      version: createHash('sha256').update(row.wrong).digest('hex').slice(0, 16),
    })
  }
  return said
}

/** One of them. @throws NotFound where it is not this reader's to look at, or somebody has read it. */
export const getSaidWrong = async (
  command: CommandGrant<'recorder'>,
  key: Key,
  address: string | undefined,
): Promise<SaidWrong> => {
  const uuid = parseUuid(address ?? '')
  const [found] = uuid ? await listSaidWrong(command, key, uuid) : []
  if (!found) throw new NotFound()
  return found
}

/** Writes down that it was read: the family reads so, and no more. */
export const markRead = async (command: CommandGrant<'recorder'>, { address }: SaidWrong): Promise<void> => {
  await sql`update family_told f set wrong_read_at = ${command.at} from told_change c where c.id = f.change_id and c.uuid = ${address}::uuid`.execute(
    command.tx,
  )
}
