import {
  type Answer,
  type ChildGrant,
  type CommandGrant,
  mayWrite,
  opens,
  type RecordKind,
} from '../../../access/index.ts'
import {
  anyTyped,
  closeWriting,
  headerKinds,
  loadHeader,
  meeting,
  savedBefore,
  type TypedWords,
  write,
} from '../../../children/index.ts'
import { Conflict, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { earlyHelpEpisode } from '../early-help.record.ts'
import { helpCase, helpKinds, helpStep, leadPractitioner } from './help.record.ts'
import { type HelpData, helpView } from './help.view.ts'
import { type HelpCase, type HelpFile, readHelpFile } from './help-file.queries.ts'

/** What every page of early help reads. */
export const helpNeeds = [...headerKinds, ...helpKinds, earlyHelpEpisode, meeting] as const
export type HelpGrant = ChildGrant<(typeof helpNeeds)[number]['kind']>
type Command = CommandGrant<'recorder'>

/** All that this reader may see of it. @throws NotFound for those who may neither work on it nor see any. */
export const loadHelp = async (grant: HelpGrant): Promise<HelpData> => {
  const file = await readHelpFile(grant)
  const mayWork = mayWrite(grant.decision, helpCase.category)
  if (!mayWork && !opens(grant.decision, helpCase)) throw new NotFound()
  const { category, sensitivity, summary } = helpStep
  return {
    header: await loadHeader(grant),
    today: londonDate(grant.at),
    file,
    mayWork,
    readsAll: opens(grant.decision, { category, sensitivity, summary }),
  }
}

/**
 * The same for one who works on early help that is going on; while the family agrees no longer, for what may be done all the same alone.
 * @throws NotFound where there is none, or the reader does not. @throws Conflict where the family agrees no longer.
 */
export const loadOpenHelp = async (
  grant: HelpGrant,
  also?: 'withdrawn too',
): Promise<{ readonly data: HelpData; readonly now: HelpCase }> => {
  const data = await loadHelp(grant)
  const now = data.file.cases.find(one => one.state === 'open')
  if (!now || !data.mayWork) throw new NotFound()
  if (now.withdrawnOn && !also)
    throw new Conflict(
      'The family no longer agrees to early help.',
      'Nothing is added to it. On its page, end it, take it to the front door, or write that they agree again.',
    )
  return { data, now }
}

/**
 * What was typed for early help, or for a service of it, that ended or is agreed to no longer meanwhile: early help as it is now, with the words.
 * @throws the error itself where nothing was typed, or there is nothing that the reader works on.
 */
export const wordsInstead = async (grant: HelpGrant, notSaved: TypedWords, error: unknown): Promise<Answer> => {
  if (!(error instanceof NotFound || error instanceof Conflict) || !anyTyped(notSaved)) throw error
  const data = await loadHelp(grant)
  if (!data.mayWork || data.file.cases.length === 0) throw error
  return savedBefore(helpView({ ...data, notSaved }, grant.reader.csrf))
}

/** Writes one thing about it, in place of what stood before. */
export const writeOfHelp = async (
  grant: HelpGrant,
  command: Command,
  kind: RecordKind,
  body: Readonly<Record<string, unknown>>,
  { on, replaces }: { readonly on: PlainDate; readonly replaces?: number | undefined },
): Promise<string> => {
  if (replaces !== undefined) await closeWriting(command, replaces)
  const { address } = await write(command, {
    childId: grant.childId,
    kind,
    category: kind.category,
    body,
    on,
    authorId: grant.reader.userId,
    ...(replaces === undefined ? {} : { replaces }),
  })
  return address
}

/** The case's head in a new version: what it says stays, but for what has changed. */
export const writeCase = (
  grant: HelpGrant,
  command: Command,
  { entry, address, offeredOn, afterPlan, ...rest }: HelpCase,
): Promise<string> =>
  writeOfHelp(
    grant,
    command,
    helpCase,
    {
      ...{ case: address, offeredOn, afterPlan: afterPlan ? 'yes' : undefined },
      ...{ state: rest.state, openedOn: rest.openedOn, closedOn: rest.closedOn, outcome: rest.outcome },
      ...{ agreedBy: rest.agreedBy, agreedAs: rest.agreedAs },
      ...{ withdrawnOn: rest.withdrawnOn, withdrawnBy: rest.withdrawnBy },
    },
    { on: offeredOn, replaces: entry },
  )

/** The line that services read who see no more than who to speak to: since when, with whom, until when. */
export const writeEpisode = async (
  grant: HelpGrant,
  command: Command,
  file: Pick<HelpFile, 'episode'>,
  startedOn: PlainDate,
  more: {
    readonly name?: string | undefined
    readonly organisation?: string | undefined
    readonly completedOn?: PlainDate
  },
): Promise<void> => {
  const { name, organisation, completedOn } = more
  const body = { startedOn, leadPractitioner: name, organisation, completedOn }
  await writeOfHelp(grant, command, earlyHelpEpisode, body, { on: startedOn, replaces: file.episode })
}

/** Whoever led before has led until today; the next leads from today. */
export const acceptLead = async (
  grant: HelpGrant,
  command: Command,
  { file, today }: Pick<HelpData, 'file' | 'today'>,
  now: HelpCase,
  next: { readonly body: Readonly<Record<string, unknown>>; readonly replaces?: number },
): Promise<void> => {
  for (const { entry, name, organisation, phone, proposedOn, acceptedOn } of file.leads.filter(
    one => one.state === 'accepted',
  )) {
    const body = {
      case: now.address,
      state: 'ended',
      name,
      organisation,
      phone,
      proposedOn,
      acceptedOn,
      endedOn: today,
    }
    await writeOfHelp(grant, command, leadPractitioner, body, { on: proposedOn, replaces: entry })
  }
  const body = { proposedOn: today, ...next.body, case: now.address, state: 'accepted', acceptedOn: today }
  await writeOfHelp(grant, command, leadPractitioner, body, { on: today, replaces: next.replaces })
  const { name, organisation } = next.body as { name?: string; organisation?: string }
  await writeEpisode(grant, command, file, now.openedOn ?? today, { name, organisation })
}
