import { Type } from 'typebox'
import { actConcerns, deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { Conflict, InvalidInput } from '../../../../kernel/index.ts'
import { showsApplicants } from '../applications/applications.page.ts'
import { inFolder } from '../files/round-files.actions.ts'
import { common, roundToChange } from '../rounds.page.ts'
import { type AdmissionRound, type Desk, findRound, listNamedSchools } from '../rounds.queries.ts'
import { messagesFile, readMessages } from './council-read.actions.ts'
import { keepMessages, writeMessages } from './councils.actions.ts'
import { councilsExamples } from './councils.examples.ts'
import { findSending, listCouncilChildren, listSendings, listUntold } from './councils.queries.ts'
import { type CouncilsData, councilsHref, councilsPerPage, councilsView } from './councils.view.ts'
import { keepHeard } from './residents.actions.ts'
import { listResidentUntold } from './residents.queries.ts'

const path = '/admissions/:round/councils'
const look = { ...common, purpose: 'see which children of other councils ask for our schools' } as const
const tell = { ...common, purpose: 'tell another council what came of its children’s applications' } as const
const bring = { ...common, purpose: 'take in what another council says of its children' } as const
const council = Type.Optional(Type.String({ maxLength: 20 }))

const councilsData = async (desk: Desk, round: AdmissionRound, page: number): Promise<CouncilsData> => {
  const rows = await listCouncilChildren(desk, round, (page - 1) * councilsPerPage, councilsPerPage + 1)
  const children = rows.slice(0, councilsPerPage)
  showsApplicants(desk, children)
  const told: { council: string }[] = [...(await listUntold(desk, round)), ...(await listResidentUntold(desk, round))]
  const untold = Map.groupBy(told, one => one.council)
  return {
    round,
    children,
    page,
    more: rows.length > councilsPerPage,
    untold: [...untold].map(([key, facts]) => ({ council: key, facts: facts.length })),
    sendings: await listSendings(desk, round),
  }
}

const councilsPage = deskPage({
  ...look,
  path,
  query: Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) }),
  load: async (desk, { params, query: { page } }) => councilsData(desk, await findRound(desk, params.round), page),
  answer: (data, frame) => ({ page: councilsView(data, frame.csrf) }),
  examples: councilsExamples,
})

/** Three digits, as the department numbers councils. @throws InvalidInput */
const councilOf = (text: string | undefined): string => {
  const number = text?.trim() ?? ''
  if (!/^\d{3}$/.test(number))
    throw new InvalidInput('The council is not named by its number.', 'Enter its three digits, like 815.')
  return number
}

const again = async (desk: Desk, round: AdmissionRound, came: NonNullable<CouncilsData['came']>) => {
  const data = await councilsData(desk, round, 1)
  return { page: councilsView({ ...data, came }, desk.reader?.csrf ?? ''), status: 422 as const }
}

const bringAction = deskAction({
  ...bring,
  path,
  form: Type.Object({ council }),
  files: true,
  act: async (desk, { params, files, form }) => {
    const from = councilOf(form.council)
    const sent = files.filter(one => one.bytes > 0).map(one => ({ ...one, name: messagesFile }))
    const round = await roundToChange(desk, params.round)
    const schools = await listNamedSchools(desk, round.id)
    const ours = schools.filter(one => one.council === null)
    const theirs = new Set(schools.flatMap(one => (one.council === from ? [one.key] : [])))
    const read = await inFolder(sent, [messagesFile], folder => readMessages(folder, from, { ours, theirs }))
    if (!('told' in read)) return await again(desk, round, { fresh: 0, faults: read.faults })
    const heard = await keepHeard(desk, round, from, read.heard)
    const { fresh: told, tied, faults: changed } = await keepMessages(desk, round, from, read)
    const fresh = told + heard.fresh
    const faults = [...read.faults, ...heard.faults, ...changed].toSorted((a, b) => a.line - b.line)
    if (faults.length > 0) return await again(desk, round, { fresh, faults })
    const flash = `New lines kept: ${fresh}. Newly tied to a record: ${tied}.`
    return { redirect: councilsHref(round, '?page=1'), flash }
  },
})

const sendAction = deskAction({
  ...tell,
  path: `${path}/send`,
  form: Type.Object({ council }),
  act: async (desk, { params, form, requestId }) => {
    const round = await findRound(desk, params.round)
    const written = await writeMessages(desk, round, councilOf(form.council), requestId)
    actConcerns(desk, written?.children ?? undefined)
    const flash = written
      ? `Lines written: ${written.facts}. Download the file below.`
      : 'There is nothing new to tell.'
    return { redirect: councilsHref(round, '?page=1'), flash }
  },
})

const messagesPage = deskPage({
  ...tell,
  path: `${path}/:sending/messages`,
  takesOut: true,
  load: async (desk, { params }): Promise<string> => {
    const { content, children, tellsProtected } = await findSending(
      desk,
      await findRound(desk, params.round),
      params.sending,
    )
    if (tellsProtected)
      throw new Conflict(
        'An address in this file is protected now, so it is opened no more.',
        'If it has not been sent, call the council.',
      )
    showsApplicants(
      desk,
      children.map(childId => ({ childId })),
    )
    return content
  },
  answer: content => ({ file: { name: messagesFile, mediaType: 'text/csv', body: Buffer.from(content) } }),
  examples: { usual: 'says,child_id,school_id\n' },
})

const manifestPage = deskPage({
  ...tell,
  path: `${path}/:sending/manifest`,
  load: async (desk, { params }): Promise<string> => {
    const { manifest } = await findSending(desk, await findRound(desk, params.round), params.sending)
    return `${JSON.stringify(manifest, undefined, 2)}\n`
  },
  answer: text => ({
    file: { name: 'messages.csv.manifest.json', mediaType: 'application/json', body: Buffer.from(text) },
  }),
  examples: { usual: '{}\n' },
})

/** What a round hears from other councils of their children, and tells them. */
export const councilPages: readonly Route[] = [councilsPage, bringAction, sendAction, messagesPage, manifestPage]
