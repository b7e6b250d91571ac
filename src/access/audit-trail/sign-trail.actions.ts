import { createPublicKey, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { recordAccess } from '../audit.ts'
import { actorContext } from '../context.ts'
import { type Ground, type Tx, withContext } from '../transaction.ts'
import { type AuditRoot, beforeTheFirst, hashOfRoot, isSigned, signRoot } from './audit-root.ts'
import { merkleTree } from './merkle.ts'
import { eventsBetween, firstUnfinished, keepRoot, newestRoot, rootsAfter } from './trail.queries.ts'
import { newestWitnessed, tellWitness, type Witness } from './witness.ts'

export type TrailGround = Ground & {
  /** The oldest first; the last signs. Asked each time, so that a new one signs at once. */
  readonly signingKeys: () => readonly KeyObject[]
  readonly witness: Witness
}

/** The newest root is signed with a key that is not here: one was made elsewhere, and an older one must not go on. */
export class TrailKeyMissing extends Error {
  constructor(number: number) {
    super(
      `Audit root ${number} is signed with a key that KEY_DIR has not. Copy the newest audit key to this machine; nothing is signed until then.`,
    )
  }
}

/** The witness knows a root that the database does not have, or has otherwise: somebody has set the database back. */
export class TrailSetBack extends Error {
  constructor(number: number) {
    super(
      `The witness holds audit root ${number}, which the database has not, or has otherwise. Run: throughline audit verify`,
    )
  }
}

// Any number does that no other session lock of ours has.
const signersTurn = 7_061_962

/**
 * Puts the events of finished transactions under one new root, if there are any, and tells the witness what it does not know
 * yet. Gives the new root; none where another worker is at it.
 * @throws TrailSetBack, and then signs nothing: a second line of roots beside the witness's would hide what happened.
 * @throws TrailKeyMissing, and then signs nothing: a root by an older key than the one before it could be anybody's who had that key.
 */
export const signTrail = (ground: TrailGround): Promise<AuditRoot | undefined> =>
  // The turn is taken before the transaction, whose snapshot would else be older than what the last signer did.
  ground.db.connection().execute(async db => {
    const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_lock(${signersTurn}) as ours`.execute(db)
    if (!rows[0]?.ours) return undefined
    try {
      return await signNext({ ...ground, db })
    } finally {
      await sql`select pg_advisory_unlock(${signersTurn})`.execute(db)
    }
  })

const signNext = async (ground: TrailGround): Promise<AuditRoot | undefined> => {
  const witnessed = await newestWitnessed(ground.witness.file)
  const at = ground.now()
  const { made, untold } = await withContext(ground, actorContext('audit', at), async tx => {
    if (witnessed) await assertNotSetBack(tx, witnessed)
    const keys = ground.signingKeys()
    const newest = await newestRoot(tx)
    if (newest && !keys.some(key => isSigned(newest, createPublicKey(key)))) throw new TrailKeyMissing(newest.number)
    const made = await nextRoot(tx, keys.at(-1) as KeyObject, newest, at)
    if (made) await keepRoot(tx, made)
    return { made, untold: await rootsAfter(tx, witnessed?.number ?? 0) }
  })
  await tellWitness(ground.witness, untold)
  return made
}

const assertNotSetBack = async (tx: Tx, witnessed: AuditRoot): Promise<void> => {
  const [same] = await rootsAfter(tx, witnessed.number - 1)
  if (same?.signature !== witnessed.signature) throw new TrailSetBack(witnessed.number)
}

const nextRoot = async (
  tx: Tx,
  key: KeyObject,
  newest: AuditRoot | undefined,
  at: Date,
): Promise<AuditRoot | undefined> => {
  const from = newest?.until ?? '0'
  const until = await firstUnfinished(tx)
  const tree = merkleTree()
  for await (const event of eventsBetween(tx, from, until)) tree.add(event.text)
  if (tree.leaves === 0) return undefined
  const number = (newest?.number ?? 0) + 1
  const previous = newest ? hashOfRoot(newest) : beforeTheFirst
  const unsigned = {
    number,
    from,
    until,
    events: tree.leaves,
    root: tree.root().toString('hex'),
    previous,
    at: at.toISOString(),
  }
  return signRoot(unsigned, key)
}

/** Writes down that another key signs from now on, and signs with it. Gives the number of the root; none where a worker is at it just now. */
export const tellKeyChanged = async (ground: TrailGround, key: string): Promise<number | undefined> => {
  const at = ground.now()
  await withContext(ground, actorContext('audit', at), tx =>
    recordAccess(tx, at, {
      reader: undefined,
      actor: 'audit',
      purpose: 'sign the audit trail',
      action: 'audit rotate',
      childId: undefined,
      categories: 0,
      outcome: 'done',
      rule: `audit-key:${key}`,
      requestId: 'command line',
    }),
  )
  return (await signTrail(ground))?.number
}
