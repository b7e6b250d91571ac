import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../access/index.ts'
import { addYears, boxesNamed, londonDate, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { agreeToDestroy, askToDestroy, keepBefore, keepLonger, takeDestroyingBack } from './ending.actions.ts'
import { endingExamples, endingListExamples } from './ending.examples.ts'
import { type EndingDesk, findEnding, listEndings } from './ending.queries.ts'
import { type KeepReason, keepReasons, mostYearsKept } from './ending.ts'
import {
  type EndingData,
  type EndingListData,
  endingHref,
  endingListView,
  endingsHref,
  endingView,
} from './ending.view.ts'

const common = {
  right: 'end-records',
  actor: 'keeper',
  nav: 'approvals',
  purpose: 'end records that were kept long enough',
} as const

/** Every record that was kept long enough, and what became of it. */
const listPage = deskPage({
  ...common,
  path: endingsHref,
  load: async (desk): Promise<EndingListData> => ({
    list: await listEndings(desk),
    at: desk.at,
    typed: { errors: [] },
  }),
  answer: (data, frame) => ({ page: endingListView(data, frame.csrf) }),
  examples: endingListExamples,
})

const loadOne = async (desk: EndingDesk, uuid: string | undefined): Promise<EndingData> => ({
  ...(await findEnding(desk, uuid)),
  at: desk.at,
  typed: { errors: [] },
})

/** One of them: what would go, and what may be done. */
const onePage = deskPage({
  ...common,
  path: `${endingsHref}/:ending`,
  load: (desk, { params }) => loadOne(desk, params.ending),
  answer: (data, frame) => ({ page: endingView(data, frame.csrf) }),
  examples: endingExamples,
})

type Act = Parameters<typeof askToDestroy>[0]
/** A step without words. */
const stepAction = (step: string, flash: string, act: (act: Act) => Promise<void>) =>
  deskAction({
    ...common,
    path: `${endingsHref}/:ending/${step}`,
    concerns: 'child',
    act: async (desk, { params }) => {
      await act({ desk, uuid: params.ending })
      return { redirect: endingHref(params.ending ?? ''), flash }
    },
  })

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const isReason = (why: string | undefined): why is KeepReason => why !== undefined && Object.hasOwn(keepReasons, why)

type Until = {
  readonly why?: string
  readonly 'until-day'?: string
  readonly 'until-month'?: string
  readonly 'until-year'?: string
}
/** Why something is kept and until when, or what is wrong with what was typed. */
const readKeeping = ({ why, ...boxes }: Until, today: PlainDate) => {
  const read = readBoxes(boxesNamed('until', boxes))
  const until = read && 'date' in read ? read.date : undefined
  const errors: FormError[] = isReason(why) ? [] : [{ field: 'why', text: 'Choose why it is kept' }]
  if (!until)
    errors.push({
      field: 'until-day',
      text:
        read && 'problem' in read
          ? `The day until which it is kept ${read.problem}`
          : 'Give the day until which it is kept',
    })
  else if (until <= today || until > addYears(today, mostYearsKept))
    errors.push({ field: 'until-day', text: `The day must be after today, and within ${mostYearsKept} years` })
  return {
    typed: { why, boxes, errors },
    keep: isReason(why) && until && errors.length === 0 ? { until, why } : undefined,
  }
}
const untilBoxes = { why: text(20), 'until-day': text(20), 'until-month': text(20), 'until-year': text(20) }

/** Keeps it until a day; a form with a fault changes nothing and loses nothing. */
const keepAction = deskAction({
  ...common,
  path: `${endingsHref}/:ending/keep`,
  concerns: 'child',
  form: Type.Object(untilBoxes),
  act: async (desk, { params, form }) => {
    const { typed, keep } = readKeeping(form as Until, londonDate(desk.at))
    if (!keep) {
      const data = { ...(await loadOne(desk, params.ending)), typed }
      return { page: endingView(data, desk.reader?.csrf ?? ''), status: 422 }
    }
    await keepLonger({ desk, uuid: params.ending }, keep)
    return { redirect: endingHref(params.ending ?? ''), flash: 'Kept. Nobody can destroy it before that day.' }
  },
})

/** Keeps a record, and every part of it, before anything is proposed of it. */
const keepBeforeAction = deskAction({
  ...common,
  path: `${endingsHref}/keep`,
  concerns: 'child',
  form: Type.Object({ record: text(60), ...untilBoxes }),
  act: async (desk, { form: { record = '', ...form } }) => {
    const { typed, keep } = readKeeping(form as Until, londonDate(desk.at))
    const kept = keep && (await keepBefore(desk, record, keep))
    if (kept) return { redirect: endingHref(kept), flash: 'Kept. Nothing of it is destroyed before that day.' }
    const none = { field: 'record', text: 'Enter the whole address of one record, or its reference in the access log' }
    const errors = [...(keep || record.trim() === '' ? [none] : []), ...typed.errors]
    const data = { list: await listEndings(desk), at: desk.at, typed: { ...typed, record, errors } }
    return { page: endingListView(data, desk.reader?.csrf ?? ''), status: 422 }
  },
})

/** The end of records: looked at by one person, agreed by another (docs/security.md, “What is kept, and how”). */
export const endingPages: readonly Route[] = [
  listPage,
  onePage,
  stepAction('ask', 'It waits for somebody else to agree.', askToDestroy),
  stepAction('agree', 'Agreed. It goes in the night after a whole day.', agreeToDestroy),
  stepAction('take-back', 'Taken back. Nothing goes.', takeDestroyingBack),
  keepAction,
  keepBeforeAction,
]
