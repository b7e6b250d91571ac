import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, holds, mayWrite, type Route } from '../../../access/index.ts'
import { headerKinds, type KnownFact, leaksIn, loadHeader, readFacts } from '../../../children/index.ts'
import { codesOf, lookUp } from '../../../intake/index.ts'
import { academicYearOf, boxNames, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { suspension } from '../attendance.record.ts'
import type { Fields } from '../case/step-form.ts'
import { isYearTold } from '../school-calendar.ts'
import type { Exclusion } from '../suspension.ts'
import { decisionDuties, type KnownExclusion, nextDecision, type Reinstated, readBoard } from './board-form.ts'
import { type ReturnBody, readReturn } from './return-form.ts'
import { type ReturnSort, returnCategory, returnSortOf, returnSorts } from './return-sorts.ts'
import { sendReturn } from './returns.actions.ts'
import { returnFormExamples, returnsOfChildExamples } from './returns.examples.ts'
import { calendarsOf, exclusionsIn, listReturnsOf, type OwnSchool, ownSchoolOf } from './returns.queries.ts'
import { schoolReturn } from './returns.record.ts'
import {
  type ReturnFormData,
  type ReturnsOfChild,
  returnFacts,
  returnFormView,
  returnsHref,
  returnsOfChildView,
  type ToldReturn,
} from './returns.view.ts'
import { readSuspension, suspensionDuties, type ToldSuspension } from './suspension-form.ts'

const needs = [...headerKinds, schoolReturn, suspension] as const
type ReturnGrant = ChildGrant<(typeof needs)[number]['kind']>
const nav = '/returns'

/** The returns that this reader may send about the child: for a school of theirs, in a category that their role writes. */
const sortsOf = (grant: ChildGrant<never>, school: OwnSchool | undefined): ReturnSort[] =>
  school && holds(grant.reader, 'answer-for-school')
    ? returnSorts.filter(sort => mayWrite(grant.decision, returnCategory(sort)))
    : []

const loadReturns = async (grant: ReturnGrant): Promise<ReturnsOfChild> => {
  const school = await ownSchoolOf(grant)
  const facts = await readFacts(grant, [schoolReturn, suspension])
  const heads = await listReturnsOf(grant)
  const exclusions = exclusionsIn(facts, school?.calendar ?? [], await calendarsOf(grant, facts))
  return {
    header: await loadHeader(grant),
    returns: heads.map(head => toldOf(head, facts, exclusions)),
    maySend: sortsOf(grant, school),
    school: school?.name,
  }
}

const toldOf = (
  head: Awaited<ReturnType<typeof listReturnsOf>>[number],
  facts: readonly KnownFact[],
  exclusions: readonly Exclusion[],
): ToldReturn => {
  const body = facts.find(fact => fact.entry === head.entry)?.body ?? {}
  const [passage] = Array.isArray(body.passages) ? (body.passages as { text?: string }[]) : []
  return {
    ...head,
    facts: returnFacts(body),
    ...(passage?.text ? { words: passage.text } : {}),
    duties: dutiesOf(head, body, facts, exclusions),
  }
}

const dutiesOf = (
  head: { readonly on: PlainDate; readonly sentAt: Date },
  body: KnownFact['body'],
  facts: readonly KnownFact[],
  exclusions: readonly Exclusion[],
): readonly string[] => {
  const from = body.sort === 'board-decision' ? body.about : head.on
  const own = exclusions.find(one => one.from === from && one.category === body.exclusion)
  if (!own || own.calendar.length === 0) return []
  if (body.sort === 'board-decision')
    return decisionDuties(
      body,
      own.calendar,
      decisionsOn(facts, own)
        .filter(one => String(one.on) < head.on)
        .map(one => one.outcome),
    )
  if (body.sort !== 'suspension') return []
  const before = exclusions.filter(one => one.from < own.from)
  return suspensionDuties({ ...own, missesExamination: body.examination === 'yes' }, before, londonDate(head.sentAt))
}

const returnsOfChildPage = childPage<typeof needs, ReturnsOfChild>({
  path: '/children/:child/returns',
  purpose: 'see what a school told the council of a pupil',
  nav,
  needs,
  load: loadReturns,
  answer: data => ({ page: returnsOfChildView(data) }),
  examples: returnsOfChildExamples,
})

/** What a form needs of the school. @throws NotFound where this reader may not send such a return about the child. */
const loadForm = async (
  grant: ReturnGrant,
  named: string | undefined,
  fields: Fields,
  chosen: readonly string[] = [],
): Promise<{ readonly data: ReturnFormData; readonly school: OwnSchool }> => {
  const [sort, school] = [returnSortOf(named), await ownSchoolOf(grant)]
  if (!sort || !school || !sortsOf(grant, school).includes(sort)) throw new NotFound()
  const today = londonDate(grant.at)
  const data: ReturnFormData = {
    header: await loadHeader(grant),
    school: school.name,
    sort,
    today,
    reasons: sort === 'suspension' ? codesOf('exclusion-reason', today) : [],
    known: sort === 'board-decision' ? await knownExclusions(grant, school) : [],
    chosen,
    fields,
    errors: [],
    termDates: isYearTold(school.calendar, academicYearOf(today)),
  }
  return { data, school }
}

/** What was decided on one, the first first. */
const decisionsOn = (
  facts: readonly KnownFact[],
  { category, from }: Pick<Exclusion, 'category' | 'from'>,
): readonly KnownFact['body'][] =>
  facts
    .filter(({ kind, body }) => kind === 'school-return' && body.sort === 'board-decision')
    .filter(({ body }) => body.exclusion === category && body.about === from)
    .sort((a, b) =>
      a.body.on === b.body.on
        ? a.knownFrom.getTime() - b.knownFrom.getTime()
        : String(a.body.on) < String(b.body.on)
          ? -1
          : 1,
    )
    .map(fact => fact.body)

/** Suspensions and exclusions on which a board or a panel has still to decide. */
const knownExclusions = async (grant: ReturnGrant, { calendar }: OwnSchool): Promise<readonly KnownExclusion[]> => {
  const facts = await readFacts(grant, [schoolReturn, suspension])
  const told = facts.filter(fact => fact.kind === 'school-return').map(fact => fact.body)
  return exclusionsIn(facts, calendar, await calendarsOf(grant, facts)).flatMap(one => {
    const next = nextDecision(
      one.category,
      decisionsOn(facts, one).map(body => body.outcome),
    )
    const missesExamination = told.some(
      body => body.sort === 'suspension' && body.on === one.from && body.examination === 'yes',
    )
    return next ? [{ ...one, missesExamination, next }] : []
  })
}

const returnFormPage = childPage<typeof needs, ReturnFormData>({
  path: '/children/:child/returns/:sort',
  purpose: 'send a return to the council',
  nav,
  needs,
  load: async (grant, { params }) => (await loadForm(grant, params.sort, {})).data,
  answer: (data, frame) => ({ page: returnFormView(data, frame.csrf) }),
  examples: returnFormExamples,
})

const box = () => Type.Optional(Type.String())
const ReturnForm = Type.Object({
  ...Object.fromEntries(
    [
      ...['on', 'until', 'writtenOn', 'leaveEnded', 'absentSince', 'reviewOn', 'backOn'].flatMap(boxNames),
      ...['ground', 'newSchool', 'previous', 'certainty', 'counted', 'hours', 'agreedWith', 'words'],
      ...['exclusion', 'sessions', 'examination', 'told', 'about', 'outcome'],
    ].map(name => [name, box()]),
  ),
  reasons: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
})

const sendAction = childAction<typeof needs, typeof ReturnForm>({
  path: '/children/:child/returns/:sort',
  purpose: 'send a return to the council',
  nav,
  needs,
  writes: schoolReturn,
  right: 'answer-for-school',
  form: ReturnForm,
  act: async ({ grant, begin }, { form, params }) => {
    const { reasons, ...rest } = form as Record<string, unknown>
    const [fields, chosen] = [rest as Fields, [reasons ?? []].flat().map(String)]
    const { data, school } = await loadForm(grant, params.sort, fields, chosen)
    const read = await readForm(grant, data, school)
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
    if (errors.length > 0 || 'errors' in read)
      return { page: returnFormView({ ...data, errors }, grant.reader.csrf), status: 422 }
    await sendReturn(await begin(), { childId: grant.childId, school, ...read })
    return { redirect: returnsHref(grant.address), flash: 'Sent to the council.' }
  },
})

type Read =
  | { readonly errors: readonly FormError[] }
  | { readonly body: ReturnBody; readonly told?: ToldSuspension; readonly reinstated?: Reinstated }
const readForm = async (
  grant: ReturnGrant,
  { sort, today, fields, chosen, known }: ReturnFormData,
  school: OwnSchool,
): Promise<Read> => {
  const { calendar } = school
  if (sort === 'board-decision') return readBoard(fields, { today, known })
  if (sort !== 'suspension') return readReturn(sort, fields, { today, calendar })
  const facts = await readFacts(grant, [suspension])
  const before = exclusionsIn(facts, calendar, await calendarsOf(grant, facts))
  const isReason = (code: string) => lookUp('exclusion-reason', code, today) !== undefined
  return readSuspension(fields, chosen, { today, calendar, before, isReason })
}

/** A school's returns about one of its own pupils. */
export const returnPages: readonly Route[] = [returnsOfChildPage, returnFormPage, sendAction]
