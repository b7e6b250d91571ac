import type { PlainDate } from '../../kernel/index.ts'
import { birthday, check, day, each, type Issue, isEmpty, type Rule, type Tables } from './return-rules.ts'

/** The lists of the inspection (Ofsted and CQC, area SEND inspection, annex A), and how their rules are numbered. */
const lists = { List_1: '1', List_2: '2' } as const
type List = keyof typeof lists

const missing = (list: List, letter: string, what: string, column: string): Rule =>
  each(`${lists[list]}01${letter}`, `Missing personal information - ${what}`, list, [column], row =>
    isEmpty(row, column),
  )

const future = (list: List, letter: string, what: string, column: string): Rule =>
  each(`${lists[list]}05${letter}`, `${what} is in the future - Query`, list, [column], (row, { end }) => {
    const date = day(row, column)
    return date !== undefined && date > end
  })

const ofList = (list: List): Rule[] => [
  missing(list, 'a', 'DOB', 'Date of birth'),
  missing(list, 'b', 'Gender', 'Gender'),
  missing(list, 'c', 'Ethnicity', 'Ethnicity'),
  missing(list, 'd', 'SEN primary need', 'SEN primary need'),
  each(
    `${lists[list]}03`,
    'No disability status given',
    list,
    ['Does the child or young person have a disability?'],
    row => isEmpty(row, 'Does the child or young person have a disability?'),
  ),
  future(list, 'a', 'Date of birth', 'Date of birth'),
  each(
    `${lists[list]}07`,
    'Child aged 6+ without either a) UPN, b) ULN',
    list,
    ['UPN', 'ULN', 'Date of birth'],
    (row, { end }) => {
      const born = day(row, 'Date of birth')
      return born !== undefined && birthday(born, 6) <= end && isEmpty(row, 'UPN') && isEmpty(row, 'ULN')
    },
  ),
]

/** The rules of the lists of children with special educational needs that we hold: List 1 has those with a plan, List 2 those with support. */
export const senRules: readonly Rule[] = [
  ...ofList('List_1'),
  future('List_1', 'b', 'Date initial EHC plan issued', 'Date initial EHC plan issued'),
  future('List_1', 'c', 'Date updated EHC plan issued', 'Date updated EHC plan issued'),
  future('List_1', 'd', 'Date EHC plan last reviewed', 'Date EHC plan last reviewed'),
  ...ofList('List_2'),
].toSorted((a, b) => (a.code < b.code ? -1 : 1))

/** The lists have one set of rules, of no year: sen_v0_0_1. Undefined for a name that is none. */
export const senVersion = (ruleset: string): number | undefined => (/^sen_v\d+_\d+_\d+$/.test(ruleset) ? 1 : undefined)

/** Checks the lists as of a day: what lies after it is in the future, and ages are reached by it. */
export const checkSen = (tables: Tables, asOf: PlainDate): Issue[] =>
  check(senRules, tables, 1, { start: asOf, end: asOf })
