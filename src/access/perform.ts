import { categoryMask, isUuid, NotAllowed } from '../kernel/index.ts'
import { type AccessEvent, recordAccess } from './audit.ts'
import { type Concerned, concernsOf, keepConcerned } from './concerned.ts'
import { readerContext } from './context.ts'
import { type ChildGrant, issueChildGrant, issueCommand, issueGrant } from './grant.ts'
import { holds } from './holds.ts'
import { knownAt } from './input.ts'
import { mayWriteKind, opensAny } from './kind-sight.ts'
import {
  type Answer,
  type ChildAction,
  type ChildPage,
  type DeskAction,
  type DeskPage,
  type Input,
  type ListAction,
  type ListPage,
  outcomeOf,
  type Route,
} from './page.ts'
import { type Decision, decide } from './policy.ts'
import { findChildFacts, type SignedInReader } from './reader.queries.ts'
import { type Pace, pacesOn, type Stopped, stoppedAt, tellOfPace, tooFastPage } from './reading-pace.actions.ts'
import { categoriesOf, type RecordKind } from './record-kind.ts'
import type { Right } from './roles.ts'
import { againOnCollision, type Ground, type Tx, withContext } from './transaction.ts'
import { countUploads } from './upload-quota.actions.ts'

/** The reader may not see this; answered exactly as absence is, and recorded. */
export class Refusal extends Error {
  readonly rule: string
  readonly childId: number | undefined
  constructor(rule: string, childId: number | undefined) {
    super('Refused')
    this.rule = rule
    this.childId = childId
  }
}

/**
 * Answers one route for a reader in one repeatable-read transaction: context, decision, load, audit, commit; the answer
 * leaves afterwards. Throws `Refusal` where the reader sees nothing, and whatever the route throws; both roll back. `proved` says whether the reader
 * has just proved anew who they are; without it nobody is asked to.
 */
export const performRoute = (
  ground: Ground,
  route: Route,
  reader: SignedInReader,
  input: Input,
  proved?: () => Promise<boolean>,
): Promise<Answer> => {
  if (!reader.active) throw new Refusal('inactive', undefined)
  if (reader.agreement === 'withdrawn') throw new Refusal('agreement', undefined)
  const answerTurn = async (tx: Tx, at: Date) => {
    const turn: Turn = { ground, tx, reader, input, at, proved }
    const right = 'right' in route ? route.right : undefined
    await countUploads(tx, at, reader.userId, { right, files: input.files })
    switch (route.sort) {
      case 'child-page':
        return await showChild(turn, route)
      case 'list-page':
        return await showList(turn, route)
      case 'desk-page':
        return await showDesk(turn, route)
      case 'child-action':
        return await changeChild(turn, route)
      case 'list-action':
        return await changeSeveral(turn, route)
      case 'desk-action':
        return await changeDesk(turn, route)
      case 'plain-page':
      case 'open-action':
        throw new Error('What is open to all takes no grant')
      default:
        throw new Error('A family’s page is nobody else’s')
    }
  }
  // Whatever is asked is of few rows, by their numbers: to plan it anew for each reader, as PostgreSQL would, costs more than to ask it
  // (12 ms beside 9 for a caseload, 25 beside 1 for what is linked to one record).
  const turnAt = (at: Date) =>
    withContext(ground, readerContext(reader, at), tx => answerTurn(tx, at), { keepPlans: true })
  const turn = () => turnAt(ground.now())
  return route.sort.endsWith('action') ? againOnCollision(turn) : turn()
}

type Turn = {
  readonly ground: Ground
  readonly tx: Tx
  readonly reader: SignedInReader
  readonly input: Input
  readonly at: Date
  readonly proved: (() => Promise<boolean>) | undefined
}

const requireRight = (reader: SignedInReader, right: Right | undefined): void => {
  if (right && !holds(reader, right)) throw new NotAllowed()
}

type Opened = {
  readonly grant: ChildGrant<string>
  readonly decision: Extract<Decision, { outcome: 'show' }>
  readonly tooFast?: Pace | undefined
}

const openChild = async (
  { tx, reader, input, at }: Turn,
  needs: readonly RecordKind[],
  address = input.params.child ?? '',
  most: readonly Pace[] = [],
): Promise<Opened> => {
  const facts = isUuid(address) ? await findChildFacts(tx, address, most) : undefined
  if (!facts) throw new Refusal('absent', undefined)
  const decision = decide(reader, facts, at)
  if (decision.outcome === 'refuse') throw new Refusal(decision.rule, facts.childId)
  if (!needs.some(kind => opensAny(decision, kind))) throw new Refusal('category', facts.childId)
  const grant = issueChildGrant(needs, {
    tx,
    reader,
    at,
    knownAt: knownAt(input, at),
    childId: facts.childId,
    address,
    decision,
  })
  // What was opened urgently is one child, and told to others anyhow.
  const isUrgent = decision.relations.some(one => one.reason === 'urgent')
  return { grant, decision, tooFast: isUrgent ? undefined : facts.tooFast }
}

const event = (turn: Turn, route: Route, more: Partial<AccessEvent>): AccessEvent => ({
  reader: turn.reader,
  purpose: route.purpose,
  action: route.path,
  childId: undefined,
  categories: 0,
  outcome: 'shown',
  rule: 'right',
  requestId: turn.input.requestId,
  ...more,
})
const frameOf = (turn: Turn) => ({ reader: turn.reader, at: turn.at, csrf: turn.reader.csrf })

const showChild = async (turn: Turn, route: ChildPage): Promise<Answer> => {
  const { child = '' } = turn.input.params
  const { grant, decision, tooFast } = await openChild(turn, route.needs, child, pacesOn(turn))
  const stopped = await stoppedAt(turn, grant.childId, tooFast)
  if (stopped) return await stop(turn, route, grant, stopped)
  const data = await route.load(grant as never, turn.input)
  const answer = route.answer(data, frameOf(turn))
  await recordAccess(
    turn.tx,
    turn.at,
    event(turn, route, {
      childId: grant.childId,
      categories: categoryMask(categoriesOf(route.needs)),
      rule: decision.rule,
    }),
  )
  return answer
}

/** Stops somebody who opens more records than people read: the manager is told, and the record of access kept, with the answer. */
const stop = async (
  turn: Turn,
  route: ChildPage | ChildAction,
  { childId, address }: ChildGrant<string>,
  { pace, prove }: Stopped,
) => {
  await issueCommand(turn.ground, turn.tx, 'recorder', turn.reader)
  await tellOfPace(turn.tx, turn.at, turn.reader)
  await recordAccess(turn.tx, turn.at, event(turn, route, { childId, outcome: 'refused', rule: 'too-fast' }))
  return { page: tooFastPage(pace, address, prove), status: 429 } as const
}

const showList = async (turn: Turn, route: ListPage): Promise<Answer> => {
  requireRight(turn.reader, route.right)
  const grant = issueGrant(route.needs, { tx: turn.tx, reader: turn.reader, at: turn.at, knownAt: undefined })
  const data = await route.load(grant as never, turn.input)
  await recordAccess(
    turn.tx,
    turn.at,
    event(turn, route, { categories: categoryMask(categoriesOf(route.needs)), rule: 'own-work' }),
  )
  return route.answer(data, frameOf(turn))
}

const showDesk = async (turn: Turn, route: DeskPage): Promise<Answer> => {
  requireRight(turn.reader, route.right)
  const grant = await issueCommand(turn.ground, turn.tx, route.actor, turn.reader)
  const concerned = keepConcerned(turn.tx)
  const data = await route.load(grant as never, turn.input)
  await recordDesk(turn, route, concerned, 'shown')
  return route.answer(data, frameOf(turn))
}

/** How a command begins; no child is opened after that, because as the recorder the rules would no longer be asked for the reader. */
const beginning = ({ ground, tx, reader }: Turn) => {
  let begun = false
  return {
    begin: () => {
      begun = true
      return issueCommand(ground, tx, 'recorder', reader)
    },
    notYet: () => {
      if (begun) throw new Error('A child is opened before the command begins')
    },
  }
}

/** A change is recorded for each child it was decided for; where it was for none, as the reader's own work. */
const recordChange = async (turn: Turn, route: ChildAction | ListAction, opened: readonly Opened[], answer: Answer) => {
  const categories = route.writes ? categoryMask(categoriesOf([route.writes])) : 0
  const told = { categories, outcome: outcomeOf(answer), actor: 'recorder' } as const
  const keep = (more: Partial<AccessEvent>) => recordAccess(turn.tx, turn.at, event(turn, route, { ...told, ...more }))
  for (const { grant, decision } of opened) await keep({ childId: grant.childId, rule: decision.rule })
  if (opened.length === 0) await keep({ rule: 'own-work' })
}

const changeChild = async (turn: Turn, route: ChildAction): Promise<Answer> => {
  requireRight(turn.reader, route.right)
  const { grant, decision, tooFast } = await openChild(turn, route.needs, undefined, pacesOn(turn))
  if (route.writes && !mayWriteKind(decision, route.writes)) {
    const allowed = await route.withoutWriting?.(grant as never, turn.input)
    if (!allowed) throw new Refusal('write', grant.childId)
  }
  const opened = [{ grant, decision }]
  const { begin, notYet } = beginning(turn)
  const also = async (address: string) => {
    notYet()
    const other = await openChild(turn, route.needs, address).catch(nothingRefused)
    if (!other || (route.writes && !mayWriteKind(other.decision, route.writes))) return undefined
    opened.push(other)
    return other.grant as never
  }
  const answer = await route.act({ grant: grant as never, begin, also }, turn.input)
  // What can be saved is saved; a form that goes back would show the record as its page does.
  const stopped = outcomeOf(answer) === 'failed' ? await stoppedAt(turn, grant.childId, tooFast) : undefined
  if (stopped) return await stop(turn, route, grant, stopped)
  await recordChange(turn, route, opened, answer)
  return answer
}

/** One more child that the reader may not open is none; what else goes wrong stays wrong. */
const nothingRefused = (error: unknown): undefined => {
  if (!(error instanceof Refusal)) throw error
}

const changeSeveral = async (turn: Turn, route: ListAction): Promise<Answer> => {
  requireRight(turn.reader, route.right)
  const opened: Opened[] = []
  const { begin, notYet } = beginning(turn)
  const open = async (address: string) => {
    notYet()
    const one = await openChild(turn, route.needs, address)
    if (!mayWriteKind(one.decision, route.writes)) throw new Refusal('write', one.grant.childId)
    opened.push(one)
    return one.grant as never
  }
  const grant = issueGrant(route.needs, { tx: turn.tx, reader: turn.reader, at: turn.at, knownAt: undefined })
  const answer = await route.act({ grant: grant as never, open, begin }, turn.input)
  await recordChange(turn, route, opened, answer)
  return answer
}

const changeDesk = async (turn: Turn, route: DeskAction): Promise<Answer> => {
  requireRight(turn.reader, route.right)
  const grant = await issueCommand(turn.ground, turn.tx, route.actor, turn.reader)
  const concerned = keepConcerned(turn.tx)
  const answer = await route.act(grant as never, turn.input)
  const outcome = outcomeOf(answer)
  if (route.concerns && outcome === 'done' && concerned.size === 0)
    throw new Error(`The action ${route.path} has not said whom it concerns`)
  await recordDesk(turn, route, concerned, outcome)
  return answer
}

const recordDesk = async (
  turn: Turn,
  route: DeskPage | DeskAction,
  concerned: Concerned,
  outcome: AccessEvent['outcome'],
): Promise<void> => {
  const rule = route.right ? `right:${route.right}` : 'signed-in'
  for (const [childId, { categories = [], ...more }] of concernsOf(concerned)) {
    const told = { actor: route.actor, rule, outcome, categories: categoryMask(categories), ...more, childId }
    await recordAccess(turn.tx, turn.at, event(turn, route, told))
  }
}
