import { addDays, addWorkingDays, formatDate, type PlainDate } from '../../../kernel/index.ts'
import { reviewBy, stepDaysOn } from './headings.ts'
import type { HelpAction } from './help-file.queries.ts'

/** Early help of one child as far as it decides what is owed. */
export type HelpStanding = {
  readonly state: 'offered' | 'open'
  readonly offeredOn: PlainDate
  readonly openedOn?: PlainDate
  /** Since when the family agrees no longer. */
  readonly withdrawnOn?: PlainDate
  /** Since when whoever reads this is asked to lead. */
  readonly askedOn?: PlainDate
  readonly led: boolean
  readonly assessed: boolean
  readonly actions: readonly HelpAction[]
  /** When the team met, and the next day for which it is called. */
  readonly met: readonly PlainDate[]
  readonly called?: PlainDate
}
/** One thing owed: what, by when, and the page on which it is done; the page of early help itself where none is named. */
export type HelpOwed = {
  readonly what: string
  readonly due: PlainDate
  readonly part: string
  /** Told from the first day, not only when its day is near. */
  readonly atOnce?: boolean
}

/** What whoever gives early help owes the family, the soonest first (the days are local settings). */
export const helpOwedOf = (help: HelpStanding, today: PlainDate): readonly HelpOwed[] => {
  const since = help.openedOn ?? help.offeredOn
  const days = stepDaysOn(since)
  if (help.state === 'offered') {
    const what = `The family thinks about early help, offered on ${formatDate(help.offeredOn)}: ask again`
    return [{ what, due: addDays(help.offeredOn, days.answer), part: '' }]
  }
  if (help.withdrawnOn)
    return [
      {
        what: 'The family no longer agrees: end early help, or take it on',
        due: addWorkingDays(help.withdrawnOn, days.lead),
        part: '',
      },
    ]
  const lead = {
    what: 'Nobody leads yet: name a lead practitioner',
    due: addWorkingDays(since, days.lead),
    part: '/lead',
  }
  const asked = help.askedOn
    ? [
        {
          what: 'You are asked to lead: say whether you do',
          due: addWorkingDays(help.askedOn, days.lead),
          part: '',
          atOnce: true,
        },
      ]
    : []
  const assess = { what: 'Write the assessment', due: addWorkingDays(since, days.assess), part: '/assessment' }
  const meets = { what: 'The team meets again: call the meeting', due: reviewBy(since, help.met), part: '' }
  return [
    ...asked,
    ...(help.led ? [] : [lead]),
    ...(help.assessed ? [] : [assess]),
    ...(help.called && help.called >= today ? [] : [meets]),
    ...help.actions
      .filter(action => !action.done)
      .map(({ what, who, by }) => ({ what: `“${what}”, by ${who}`, due: by, part: '/plan' })),
  ].toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}
