import type { KeyObject } from 'node:crypto'
import { actorContext } from '../context.ts'
import { type Ground, type Tx, withContext } from '../transaction.ts'
import { type AuditRoot, beforeTheFirst, hashOfRoot, isSigned } from './audit-root.ts'
import { type MerkleTree, merkleTree } from './merkle.ts'
import { eventsBetween, rootsAfter, type TrailEvent, unsignedSince } from './trail.queries.ts'

/** One thing that is not as it was signed. */
export type TrailFault = {
  readonly fault: 'events' | 'signature' | 'order' | 'clock' | 'witness' | 'set-back'
  /** The root at which it was found. */
  readonly root: number
  readonly words: string
}
/** What whoever asks says is archived: the months before an instant, and how many events the archived files hold, if they counted. */
export type ArchivedMonths = { readonly before: Date; readonly events?: number | undefined }
export type VerifiedTrail = {
  readonly roots: number
  /** Events under a root, and events so new that they are under none yet. */
  readonly events: number
  readonly unsigned: number
  /** When the oldest of those says it was; null where there is none. */
  readonly oldestUnsigned: Date | null
  /**
   * Roots that have events in months which were said to be archived, how many events those are, and how many events of the same roots are here: neither
   * can be held against a root without the other.
   */
  readonly away: { readonly roots: number; readonly events: number; readonly here: number }
  readonly faults: readonly TrailFault[]
}

// Clocks of several machines differ a little; an event is not signed a minute before it happens.
const clockSlack = 60_000
// What a transaction wrote may be signed a little after the month's end, and after others that began later: ours last ten minutes at most.
const edge = 3_600_000

/**
 * Reads the whole record of access and holds it against its roots, and these against the witness: an event added (under an earlier day, or a number
 * that nothing signs, as well), changed, taken away or put in another order; roots taken off the end; a database set back; a clock put back. It asks
 * the database for rows only, and does all arithmetic here. `keys` are all that ever signed, the oldest first: once a newer one has signed, an older one
 * counts no more. Of `archived` months events may be away; those that are there are held against their roots as ever, and no more may be away than the
 * files hold. The database is not asked which months these are: whoever owns it would only have to say so. Cost grows with the number of events.
 */
export const verifyTrail = (
  ground: Ground,
  keys: readonly KeyObject[],
  witnessed: readonly AuditRoot[],
  archived?: ArchivedMonths,
): Promise<VerifiedTrail> =>
  withContext(ground, actorContext('audit', ground.now()), tx => holdAgainstRoots(tx, keys, witnessed, archived), {
    seconds: 3_600,
  })

/** The same, within a transaction. */
export const holdAgainstRoots = async (
  tx: Tx,
  keys: readonly KeyObject[],
  witnessed: readonly AuditRoot[],
  archived?: ArchivedMonths,
): Promise<VerifiedTrail> => {
  const roots = await rootsAfter(tx, 0)
  const faults = [...faultsOfLine(roots, keys), ...faultsOfWitness(roots, witnessed, keys)]
  const until = roots.at(-1)?.until ?? '0'
  const events = eventsBetween(tx, '0', until)
  let pending = await events.next()
  let counted = 0
  const away = { roots: 0, events: 0, here: 0 }
  for (const [i, root] of roots.entries()) {
    const tree = merkleTree()
    let [oldest, newest]: TrailEvent[] = []
    while (!pending.done && BigInt(pending.value.xid) < BigInt(root.until)) {
      tree.add(pending.value.text)
      if (!oldest || pending.value.at < oldest.at) oldest = pending.value
      if (!newest || pending.value.at > newest.at) newest = pending.value
      pending = await events.next()
    }
    if (tree.leaves < root.events && archived && mayBeAway(archived.before, root, roots[i - 1])) {
      away.roots++
      away.events += root.events - tree.leaves
      away.here += tree.leaves
    } else {
      counted += tree.leaves
      faults.push(...faultsOfEvents(root, tree, newest), ...faultsOfDays(root.number, oldest?.at, roots[i - 1]))
    }
  }
  faults.push(...faultsOfAway(away.events, archived, roots.length))
  const unsigned = await unsignedSince(tx, until)
  faults.push(
    ...faultsOfUnsigned(unsigned.ahead, roots.length),
    ...faultsOfDays(roots.length, unsigned.oldest, roots.at(-1)),
  )
  return {
    ...{ roots: roots.length, events: counted, unsigned: unsigned.events, oldestUnsigned: unsigned.oldest },
    ...{ away, faults },
  }
}

/** What happened well before the root before was signed is under that root, or was never there. */
const faultsOfDays = (root: number, oldest: Date | null | undefined, before: AuditRoot | undefined): TrailFault[] => {
  if (!oldest || !before || oldest.getTime() >= Date.parse(before.at) - edge) return []
  const words = `An event says ${oldest.toISOString()}, and was not there when what had happened by ${before.at} was signed: it was put in afterwards, or a clock was put back.`
  return [{ fault: 'clock', root, words }]
}

const faultsOfUnsigned = (ahead: number, root: number): TrailFault[] =>
  ahead === 0
    ? []
    : [
        {
          fault: 'events',
          root,
          words: `Under a number that no transaction here has had: ${ahead}. Nothing would ever sign them.`,
        },
      ]

const faultsOfAway = (away: number, archived: ArchivedMonths | undefined, root: number): TrailFault[] =>
  archived?.events === undefined || archived.events === away
    ? []
    : [{ fault: 'events', root, words: `${away} events are away, and the archived files hold ${archived.events}.` }]

/** May a root be over events of before then? It was signed before, or soon after; or it is the first one after, of a worker that stood still meanwhile. */
const mayBeAway = (since: Date, root: AuditRoot, before: AuditRoot | undefined): boolean =>
  Date.parse(root.at) < since.getTime() + edge || (before !== undefined && Date.parse(before.at) < since.getTime())

const faultsOfEvents = (root: AuditRoot, tree: MerkleTree, newest: TrailEvent | undefined): TrailFault[] => {
  const faults: TrailFault[] = []
  if (tree.leaves !== root.events || tree.root().toString('hex') !== root.root) {
    const words = `${root.events} events were signed at ${root.at}; ${tree.leaves} are there, and they are not the same.`
    faults.push({ fault: 'events', root: root.number, words })
  }
  if (newest && newest.at.getTime() > Date.parse(root.at) + clockSlack) {
    const words = `An event says ${newest.at.toISOString()}, but was signed at ${root.at}: a clock was put back.`
    faults.push({ fault: 'clock', root: root.number, words })
  }
  return faults
}

/** Of roots asked in their order: is it signed by one of the keys, and by none that is older than the one that signed before it? */
const signedInTurn = (keys: readonly KeyObject[]): ((root: AuditRoot) => boolean) => {
  let turn = 0
  return root => {
    const by = keys.findIndex((key, i) => i >= turn && isSigned(root, key))
    if (by < 0) return false
    turn = by
    return true
  }
}

/** Is each root signed by us, and does each follow the one before? */
const faultsOfLine = (roots: readonly AuditRoot[], keys: readonly KeyObject[]): TrailFault[] => {
  const signed = signedInTurn(keys)
  return roots.flatMap((root, i) => {
    const before = roots[i - 1]
    const faults: TrailFault[] = []
    const found = (fault: TrailFault['fault'], words: string) => faults.push({ fault, root: root.number, words })
    if (!signed(root)) found('signature', 'It is not signed by this installation, or was changed afterwards.')
    const follows =
      root.number === i + 1 &&
      root.previous === (before ? hashOfRoot(before) : beforeTheFirst) &&
      root.from === (before?.until ?? '0')
    if (!follows) found('order', 'It does not follow the root before it: one was taken out, put in or changed.')
    if (before && Date.parse(root.at) < Date.parse(before.at))
      found(
        'clock',
        `It was signed at ${root.at}, before the root that it follows (${before.at}): a clock was put back.`,
      )
    return faults
  })
}

const faultsOfWitness = (
  roots: readonly AuditRoot[],
  witnessed: readonly AuditRoot[],
  keys: readonly KeyObject[],
): TrailFault[] => {
  const signed = signedInTurn(keys)
  const known = new Map(roots.map(root => [root.number, root]))
  const faults = witnessed.flatMap((told, i): TrailFault[] => {
    if (told.number !== i + 1 || !signed(told))
      return [{ fault: 'witness', root: told.number, words: `Line ${i + 1} of the witness was changed.` }]
    const own = known.get(told.number)
    if (own?.signature === told.signature) return []
    const words = own
      ? 'The witness was told another root of this number.'
      : 'The witness was told this root, and the database has it no more: it was cut short or set back.'
    return [{ fault: 'set-back', root: told.number, words }]
  })
  // The newest may not have been told yet. Without the others, nobody can say that roots were not taken off the end.
  if (witnessed.length < roots.length - 1) {
    const words = `The witness knows ${witnessed.length} of ${roots.length} roots: it was cut short, or is another file.`
    faults.push({ fault: 'witness', root: witnessed.length + 1, words })
  }
  return faults
}
