import { sql } from 'kysely'
import { asActor, type FamilyNews, type Ground, type NewsDoor, type Tx } from '../../access/index.ts'
import { nameParts } from '../../kernel/index.ts'
import { readEverything } from './address-gate.queries.ts'
import { stopOfMail } from './address-gate.ts'

/**
 * Of these children, those about whom an e-mail may go to an account that told something of them: with the sight of everything, and none who is
 * shielded in any way. Who asks is never told why there is one missing. Asked at the moment of sending, in a transaction of its own.
 */
export type MailDoor = (children: readonly number[]) => Promise<ReadonlySet<number>>

/** The door on this ground. */
export const mailDoor =
  (ground: Ground): MailDoor =>
  async children =>
    children.length === 0 ? new Set() : asActor(ground, 'recorder', (tx, at) => open(tx, at, children))

const open = async (tx: Tx, at: Date, children: readonly number[]): Promise<ReadonlySet<number>> => {
  const { rows } = await sql<{ asked: number; child: number }>`
    select p.id as asked, coalesce(p.redirect_to, p.id) as child from person p where p.id = any(${children}::bigint[])
      and not exists (select from access.told_shields(array[p.id, coalesce(p.redirect_to, p.id)]))`.execute(tx)
  const passed = new Set<number>()
  for (const { asked, child } of rows)
    if (stopOfMail(await readEverything({ tx, at }, child)) === undefined) passed.add(asked)
  return passed
}

/**
 * Whether a family may be told of news: where every child whom it is about passes. That a form closes, which they began themselves, is held for a death
 * alone, of any child on record who may be the one that they named: held for anything else as well, it would tell whoever types a name and a birth date
 * that something is hidden. Nobody is told that somebody looked: nothing was asked by anybody.
 */
export const newsDoor =
  (ground: Ground): NewsDoor =>
  async ({ sort, children, typed }) => {
    if (children === null) return false
    return asActor(ground, 'recorder', async (tx, at) => {
      if (sort === 'closing') return !(await hasDied(tx, at, [...children, ...(await listNamed(tx, typed))]))
      const passed = children.length === 0 ? new Set() : await open(tx, at, children)
      return children.every(child => passed.has(child))
    })
  }

const hasDied = async (tx: Tx, at: Date, children: readonly number[]): Promise<boolean> => {
  for (const child of new Set(children)) if (stopOfMail(await readEverything({ tx, at }, child)) === 'died') return true
  return false
}

/** Children on record with the birth date, and one of the names at least, that were typed (in the boxes of the form for school places). */
const listNamed = async (tx: Tx, typed: FamilyNews['typed']): Promise<number[]> => {
  if (!typed) return []
  const part = (name: string, digits: number) => (typed[name] ?? '').trim().padStart(digits, '0')
  const born = `${part('born-year', 4)}-${part('born-month', 2)}-${part('born-day', 2)}`
  const names = nameParts(`${typed.forename ?? ''} ${typed.surname ?? ''}`)
  const { rows } = await sql<{
    id: number
  }>`select distinct d.child_id as id from search_word b join search_key d on d.word_id = b.id and d.field = 'birth'
      join search_key k on k.child_id = d.child_id join search_word w on w.id = k.word_id
    where b.word = ${born} and w.word = any(${names}::text[]) and k.field in ('forename', 'surname', 'known-as', 'former')`.execute(
    tx,
  )
  return rows.map(row => row.id)
}
