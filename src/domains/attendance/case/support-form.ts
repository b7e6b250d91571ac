import { boxNames, filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { barrierList } from './barriers.ts'
import type { PlanAction, SupportPlan, ToldBarriers } from './case.queries.ts'
import { dayIn, type Fields } from './step-form.ts'

const typed = (value: string | undefined): string | undefined => value?.trim() || undefined
const said = (text: string | undefined) => (text ? [{ text, about: 'child' as const }] : undefined)
type Read = { readonly body: Readonly<Record<string, unknown>> } | { readonly errors: readonly FormError[] }

/** What gets in the way, and the child's view: at least one of them. A barrier that is not in the list of the day is no answer. */
export const readBarriers = (chosen: readonly string[], fields: Fields, today: PlainDate): Read => {
  const { from: list, barriers } = barrierList(today)
  const known = barriers.filter(one => chosen.includes(one.code))
  const [subjects, childSaid, words] = [typed(fields.subjects), typed(fields.childSaid), typed(fields.words)]
  const errors: FormError[] = []
  if (known.length === 0 && !childSaid)
    errors.push({ field: 'barriers', text: 'Choose what gets in the way, or write what the child says' })
  if (known.some(one => one.subjects) && !subjects)
    errors.push({ field: 'subjects', text: 'Enter the subjects, or “all”' })
  if (errors.length > 0) return { errors }
  return {
    body: {
      on: today,
      list,
      barriers: known.map(one => one.code),
      subjects: known.some(one => one.subjects) ? subjects : undefined,
      childSaid: said(childSaid),
      passages: said(words),
    },
  }
}

/** The last telling back in the boxes, so that only what changed is typed. */
export const barrierFields = (told: ToldBarriers | undefined): Fields => ({
  subjects: told?.subjects ?? '',
  childSaid: told?.childSaid ?? '',
  words: told?.words ?? '',
})

/** As many actions as a plan's form has lines for. */
export const planLines = 6

/** The plan: at least one action with who does it and by when, and a day on which it is looked at again. */
export const readPlan = (fields: Fields, today: PlainDate): Read => {
  const errors: FormError[] = []
  const actions: PlanAction[] = []
  for (let at = 1; at <= planLines; at += 1) {
    const [what, who] = [typed(fields[`what-${at}`]), typed(fields[`who-${at}`])]
    const empty = !what && !who && boxNames(`by-${at}`).every(box => !typed(fields[box]))
    if (empty) continue
    const by = dayIn(fields, `by-${at}`, `the day for action ${at}`)
    if (!what) errors.push({ field: `what-${at}`, text: `Enter what is done, action ${at}` })
    if (!who) errors.push({ field: `who-${at}`, text: `Enter who does it, action ${at}` })
    if ('error' in by) errors.push(by.error)
    else if (what && who)
      actions.push({ what, who, by: by.date, ...(fields[`done-${at}`] === 'yes' ? { done: 'yes' } : {}) })
  }
  if (actions.length === 0 && errors.length === 0) errors.push({ field: 'what-1', text: 'Enter at least one action' })
  const review = dayIn(fields, 'review', 'the day on which the plan is looked at again')
  if ('error' in review) errors.push(review.error)
  else if (review.date <= today)
    errors.push({ field: 'review-day', text: 'The day on which the plan is looked at again must be in the future' })
  if (errors.length > 0 || 'error' in review) return { errors }
  return {
    body: {
      on: today,
      actions,
      agreedWith: typed(fields.agreedWith),
      reviewOn: review.date,
      passages: said(typed(fields.words)),
    },
  }
}

/** The plan as it stands, back in the boxes. */
export const planFields = (plan: SupportPlan | undefined): Fields => ({
  agreedWith: plan?.agreedWith ?? '',
  ...Object.fromEntries(
    (plan?.actions ?? []).flatMap((one, at) => [
      [`what-${at + 1}`, one.what],
      [`who-${at + 1}`, one.who],
      [`done-${at + 1}`, one.done ?? ''],
      ...Object.entries(filledBoxes(`by-${at + 1}`, one.by)),
    ]),
  ),
})
