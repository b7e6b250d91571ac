import { Type } from 'typebox'
import {
  type ChildGrant,
  type CommandGrant,
  childAction,
  childPage,
  holds,
  isCollision,
  mayWrite,
  type RecordKind,
  type Route,
} from '../../../access/index.ts'
import {
  askRules,
  closeWriting,
  headerKinds,
  leaksIn,
  loadHeader,
  pause,
  readFacts,
  sharedHomeFact,
  write,
} from '../../../children/index.ts'
import { Conflict, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { listRegisters } from '../attendance.queries.ts'
import { sessionCount } from '../attendance.record.ts'
import { readConsulted } from '../pause/pause.queries.ts'
import { absenceQuestion } from '../pause/pause.record.ts'
import { pauseOf } from '../pause-line.ts'
import { listSharedWithUs } from '../sharing/sharing.queries.ts'
import { caseExamples } from './case.examples.ts'
import { readCaseFile } from './case.queries.ts'
import { attendanceBarriers, attendanceCase, attendancePlan, attendanceStep } from './case.record.ts'
import { type CaseData, caseView, openSituation } from './case.view.ts'
import { caseHref } from './case-parts.view.ts'

/** What every page of the case reads. */
export const caseNeeds = [
  ...headerKinds,
  attendanceCase,
  attendanceStep,
  attendanceBarriers,
  attendancePlan,
  sessionCount,
  pause,
  absenceQuestion,
  sharedHomeFact,
] as const
type KindOf<N extends readonly { readonly kind: string }[]> = N[number]['kind']
export type CaseGrant = ChildGrant<KindOf<typeof caseNeeds>>

/** The right of an officer, and a reason to write about this child's attendance. */
const mayWork = (grant: CaseGrant): boolean =>
  holds(grant.reader, 'work-on-attendance') && mayWrite(grant.decision, attendanceCase.category)

/** What is read of a case; whose code applies is told to the pages that ask the law. */
export type OfCase = Omit<CaseData, 'authority'>

/** All of the case that this reader may see. @throws NotFound for those who may neither work on one nor see one. */
export const loadCase = async (grant: CaseGrant): Promise<OfCase> => {
  const file = await readCaseFile(grant)
  if (file.cases.length === 0 && !mayWork(grant)) throw new NotFound()
  const paused = pauseOf(await readFacts(grant, [pause]))
  return {
    header: await loadHeader(grant),
    today: londonDate(grant.at),
    file,
    registers: await listRegisters(grant),
    ...(paused ? { pause: paused } : {}),
    ...(await readConsulted(grant)),
    shared: await listSharedWithUs(grant),
    mayWork: mayWork(grant),
  }
}

/** The same for one who works on an open case. @throws NotFound where there is none, or the reader does not. */
export const loadOpenCase = async (grant: CaseGrant) => {
  const data = await loadCase(grant)
  const open = data.file.cases.find(one => one.open)
  if (!open || !data.mayWork) throw new NotFound()
  return { data, open }
}

/** The same with all that the law looks at before a step. `authority`: our own number. @throws NotFound as above. */
export const loadSituation = async (grant: CaseGrant, authority: string) => {
  const { data, open } = await loadOpenCase(grant)
  const situation = openSituation({ ...data, authority })
  if (!situation) throw new NotFound()
  return { data, open, situation }
}

/** Writes one thing about the case by its officer, in place of what stood before. Gives its random address. */
export const writeOfCase = async (
  grant: CaseGrant,
  command: CommandGrant<'recorder'>,
  kind: RecordKind,
  body: Readonly<Record<string, unknown>>,
  { on, replaces }: { on: PlainDate; replaces?: number },
): Promise<string> => {
  if (replaces !== undefined) await closeWriting(command, replaces)
  const made = await write(command, {
    childId: grant.childId,
    kind,
    category: kind.category,
    body,
    on,
    authorId: grant.reader.userId,
    ...(replaces === undefined ? {} : { replaces }),
  })
  return made.address
}

const casePage = (authority: string) =>
  childPage<typeof caseNeeds, CaseData>({
    path: '/children/:child/attendance-help',
    purpose: 'help with attendance',
    nav: '/attendance-help',
    needs: caseNeeds,
    load: async grant => ({ ...(await loadCase(grant)), authority }),
    answer: (data, frame) => ({ page: caseView(data, frame.csrf) }),
    examples: caseExamples,
  })

const WordsForm = Type.Object({ words: Type.Optional(Type.String()) })

const begunAlready = () => new Conflict('Somebody else has begun to help already.', 'Load the page again to see it.')

const openCaseAction = (authority: string) =>
  childAction<typeof caseNeeds, typeof WordsForm>({
    path: '/children/:child/attendance-help',
    purpose: 'begin to help with attendance',
    nav: '/attendance-help',
    needs: caseNeeds,
    writes: attendanceCase,
    right: 'work-on-attendance',
    form: WordsForm,
    act: async ({ grant, begin }, { form }) => {
      const data = { ...(await loadCase(grant)), authority }
      if (data.file.cases.some(one => one.open)) throw begunAlready()
      const words = form.words?.trim()
      const errors: FormError[] = words
        ? await leaksIn(grant, { words })
        : [{ field: 'words', text: 'Write why you begin to help with attendance' }]
      if (errors.length > 0)
        return { page: caseView({ ...data, errors, fields: { words: words ?? '' } }, grant.reader.csrf), status: 422 }
      const opening = [{ text: words, about: 'child' }]
      const body = { state: 'open', openedOn: data.today, opening }
      try {
        const command = await begin()
        await writeOfCase(grant, command, attendanceCase, body, { on: data.today })
        await askRules(command, [grant.childId])
      } catch (error) {
        // What is written on a record meets what another writes on it at the same moment: one of them has not seen the other's case.
        throw isCollision(error) ? begunAlready() : error
      }
      return { redirect: caseHref(grant.address), flash: 'Help with attendance has begun.' }
    },
  })

/** The case itself, and how it begins. `authority`: our own number, of three digits, under whose code notices are issued here. */
export const casePages = (authority: string): readonly Route[] => [casePage(authority), openCaseAction(authority)]
