import { sql } from 'kysely'
import { type CommandGrant, sealFact } from '../../access/index.ts'
import { type Category, Conflict, londonDate } from '../../kernel/index.ts'
import { meetingAsked, meetingPack } from '../kinds/index.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import type { Person } from './meeting-form.ts'

type Command = CommandGrant<'recorder'>
type Body = Readonly<Record<string, unknown>>
/** A meeting on one child's record, by its address there. */
type About = { readonly childId: number; readonly meeting: string; readonly authorId: number }
type Standing = { readonly id: number; readonly body: Body }

/**
 * Tells each colleague who is asked when and where it is, and takes back what they were told before: of one that is over nothing stands. Whether
 * they read of the meeting itself is not looked at, since it would tell whoever calls it.
 */
export const tellAsked = async (command: Command, about: About, body: Body): Promise<void> => {
  const told = await listTold(command, about)
  for (const { id } of told) await closeWriting(command, id)
  const { state, on, wasOn, at, place, people, calledById } = body
  if (state === 'held') return
  for (const { who, workerId } of (people as readonly Person[] | undefined) ?? []) {
    if (who !== 'worker' || workerId === undefined || workerId === about.authorId) continue
    const pack = state === 'called' ? told.find(one => one.body.workerId === workerId)?.body.pack : undefined
    const { meeting } = about
    await tell(command, about, {
      ...{ meeting, workerId, state, on: on ?? wasOn, at, place, calledById },
      ...(pack ? { pack } : {}),
    })
  }
}

/** Tells a colleague of the pack that is made for them; without one, that there is none any more. */
export const tellOfPack = async (command: Command, about: About, workerId: number, pack?: Body): Promise<void> => {
  const told = (await listTold(command, about)).find(({ body }) => body.workerId === workerId)
  if (!told) return
  await closeWriting(command, told.id)
  const { pack: _, ...body } = told.body
  await tell(command, about, pack ? { ...body, pack } : body)
}

/**
 * Writes on a pack that whoever it is for has opened it, who may not read of its meeting.
 * @throws Conflict where it was withdrawn meanwhile.
 */
export const keepOpening = async (
  command: Command,
  { childId, authorId }: Omit<About, 'meeting'>,
  address: string,
  opening: Body,
): Promise<void> => {
  const { rows } = await sql<Standing & { category: Category }>`
    select id, category, body from entry where child_id = ${childId} and kind = ${meetingPack.kind} and known_to = 'infinity'
      and status = 'sealed' and coalesce(body->>'pack', uuid::text) = ${address}`.execute(command.tx)
  const [pack] = rows
  if (!pack) throw new Conflict('This pack was withdrawn.', 'Ask whoever made it for a new one.')
  const opened = (pack.body.opened as readonly Body[] | undefined) ?? []
  await closeWriting(command, pack.id)
  await write(command, {
    ...{ childId, kind: meetingPack, category: pack.category, on: londonDate(command.at), authorId },
    body: { ...pack.body, pack: address, opened: [...opened, opening] },
    replaces: pack.id,
    sealedAs: pack.id,
  })
}

const listTold = async (command: Command, { childId, meeting }: About): Promise<readonly Standing[]> => {
  const { rows } = await sql<Standing>`
    select id, body from entry where child_id = ${childId} and kind = ${meetingAsked.kind} and code = ${meeting} and known_to = 'infinity'
    order by id`.execute(command.tx)
  return rows
}

const tell = async (command: Command, { childId, authorId }: About, body: Body): Promise<void> => {
  // Whoever writes it is asked themselves: they read the meeting.
  if (body.workerId === authorId) return
  const kind = meetingAsked
  const told = { childId, kind, category: kind.category, body, on: londonDate(command.at), authorId }
  const { rows } = await sql<{ id: number }>`
    select id from entry where child_id = ${childId} and kind = ${kind.kind} and number = ${Number(body.workerId)} and seal is not null
    order by id desc limit 1`.execute(command.tx)
  // One seal for each of those asked about a child: every question to the database carries all seals that name its reader.
  const [before] = rows
  if (before) return void (await write(command, { ...told, sealedAs: before.id }))
  const { id } = await write(command, told)
  await sealFact(command, [id], {
    kind: 'silent',
    reason: 'Only whoever is asked to the meeting reads of it here',
    named: [Number(body.workerId)],
  })
}
