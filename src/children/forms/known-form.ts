import { type ChildGrant, type CommandGrant, mayWrite, type RecordKind } from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { fold, readFacts } from '../golden-record/index.ts'
import { background, carer, doctor, familyPerson } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { withSchoolNames } from '../pages/school-names.queries.ts'
import { type KnownKinds, knownAnswers } from './known-answers.ts'
import type { KnownShown } from './known-answers.view.ts'
import { type KnownChange, readReplies } from './known-replies.ts'
import type { Fields } from './merge.ts'

/** What a form that shows what is known goes on with: the kinds of other services that answer some of it, and how a correction is told once. */
export type KnownOptions = KnownKinds & {
  readonly enrolment: RecordKind
  /** Tells it to each service that needs to know, by the gate that stops what a person must look at first. */
  tell(command: CommandGrant<'recorder'>, childId: number, change: KnownChange): Promise<void>
  /** The services outside that are told of such changes, by name: the same for every child. */
  readonly toldServices: readonly string[]
}

/** What a page with such a form reads besides its own. */
export const knownNeeds = ({ enrolment, needs, disability }: KnownOptions): readonly RecordKind[] =>
  [carer, background, familyPerson, doctor, enrolment, needs, disability] as readonly unknown[] as readonly RecordKind[]

/**
 * What the record can answer by itself, for one reader. Whoever reads the form later may not know where the child can be found: what would tell
 * it is not shown there, so that no reply keeps it.
 */
export const loadKnown = async (grant: ChildGrant<never>, options: KnownOptions): Promise<KnownShown> => {
  const today = londonDate(grant.at)
  const kinds = knownNeeds(options)
  const facts = await withSchoolNames(grant.tx, await readFacts(grant as unknown as ChildGrant<string>, kinds))
  const answers = knownAnswers(fold(facts, { today, enrolment: options.enrolment.kind }), facts, options, today)
  const leaking = await leaksIn(grant, Object.fromEntries(answers.map(one => [one.about, one.known?.value])))
  const mayTell = mayWrite(grant.decision, 'contact') && mayWrite(grant.decision, 'identity')
  return {
    today,
    answers: answers.filter(one => !leaking.some(leak => leak.field === one.about)),
    ...(mayTell ? { toldServices: options.toldServices } : {}),
  }
}

/** Who says so, for services and on the record: a worker of a service that few may know of must not be named there. Who told it is kept beside. */
const nobodyNamed = 'somebody who works with the family'

/** Tells once what was said to be different, where whoever filled in the form may tell it and wants to. From today. */
export const tellKnown = async (
  grant: Pick<ChildGrant<never>, 'childId' | 'at'>,
  command: CommandGrant<'recorder'>,
  { known, fields }: { readonly known: KnownShown | undefined; readonly fields: Fields },
  options: KnownOptions,
): Promise<void> => {
  const read = known?.toldServices ? readReplies(known.answers, fields) : { told: [] }
  if ('errors' in read) return
  for (const one of read.told)
    await options.tell(command, grant.childId, { ...one, from: londonDate(grant.at), saidBy: nobodyNamed })
}
