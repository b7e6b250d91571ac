import { ameliaHeader, exampleCards, exampleDay } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { RegisterFile, RegisterSort, RegisterStep } from './register.ts'
import type { RegisterData, RegisterFormData } from './register.view.ts'
import type { RegisterList } from './register-list.view.ts'

const day = (text: string) => text as PlainDate
const ofRegister = '0e000000-0000-4000-8000-000000000001'

const fileOf = (sort: RegisterSort): RegisterFile => ({
  head: {
    entry: 1,
    address: ofRegister,
    open: true,
    since: day('2026-03-30'),
    from: 'school-return',
    opening: 'Taken off the roll before Easter; no new school is known.',
    by: 'Sam Ali',
  },
  steps: sort.steps.slice(0, 2).map(
    (step, at): RegisterStep => ({
      of: ofRegister,
      step: step.code,
      on: day(`2026-04-${String(at * 7 + 2).padStart(2, '0')}`),
      who: 'Sam Ali, mum’s telephone',
      outcome: step.outcomes[0]?.value ?? '',
      words: at === 0 ? 'A neighbour says that they moved in the holiday.' : '',
      by: 'Sam Ali',
    }),
  ),
})

/** Named states of a child on a register. */
export const registerExamples = (sort: RegisterSort): Readonly<Record<string, RegisterData>> => {
  const file = fileOf(sort)
  const usual: RegisterData = { header: ameliaHeader, today: exampleDay, files: [file], mayWork: true }
  const ended = {
    ...file,
    head: {
      ...file.head,
      open: false,
      closedOn: day('2026-04-20'),
      ending: sort.endings[0]?.value ?? '',
      closing: 'The new school called.',
    },
  }
  return {
    usual,
    'not on it, with an error': { ...usual, files: [], errors: [{ field: 'words', text: 'Write what you were told' }] },
    'ended, read by another service': { ...usual, files: [ended], mayWork: false },
  }
}

/** Named states of its forms. */
export const formExamples = (sort: RegisterSort): Readonly<Record<string, RegisterFormData>> => {
  const step = sort.steps.find(one => one.untilDays !== undefined) ?? sort.steps[0]
  const usual: RegisterFormData = {
    header: ameliaHeader,
    today: exampleDay,
    step,
    missing: undefined,
    fields: {},
    errors: [],
  }
  return {
    usual,
    'the end, with an error': { ...usual, step: undefined, errors: [{ field: 'outcome', text: 'Choose how it ends' }] },
  }
}

/** Named states of its list. */
export const listExamples = (sort: RegisterSort): Readonly<Record<string, RegisterList>> => ({
  usual: {
    lines: exampleCards.map((child, at) => ({
      child,
      since: day('2026-03-30'),
      lastOn: at === 0 ? undefined : day('2026-04-14'),
      next: sort.clocks(fileOf(sort))[at] ?? { what: 'Look at it again', dueOn: day('2026-06-01') },
    })),
    more: false,
    today: exampleDay,
    keeps: true,
  },
  nobody: { lines: [], more: false, today: exampleDay, keeps: false },
  'nobody in the council': { lines: [], more: false, today: exampleDay, keeps: true },
})
