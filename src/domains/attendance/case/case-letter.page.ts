import { Type } from 'typebox'
import { childAction, childPage, getRole, type Route, type SignedInReader } from '../../../access/index.ts'
import {
  address,
  askGate,
  carer,
  familyPerson,
  type GateSeen,
  leaksIn,
  makeSureWords,
  passGate,
  stopWords,
} from '../../../children/index.ts'
import { NotFound, type PlainDate, upperFirst } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { caseNeeds, loadCase, loadOpenCase, writeOfCase } from './case.page.ts'
import { attendanceStep } from './case.record.ts'
import { letterFormExamples, sentLetterExamples } from './case-letter.examples.ts'
import { type LetterSort, letterForm, letterSortOf, unfilled } from './case-letter.ts'
import { idOf, type LetterFormData, letterFormView, type SentLetterData, sentLetterView } from './case-letter.view.ts'
import { caseHref } from './case-parts.view.ts'
import type { CaseStep } from './steps.ts'

const needs = [...caseNeeds, address, carer, familyPerson] as const
const nav = '/attendance-help'

const sortIn = (text: string | undefined): LetterSort => {
  const sort = letterSortOf(text)
  if (!sort) throw new NotFound()
  return sort
}

const letterPage = (dutyPhone: string): Route =>
  childPage<typeof needs, LetterFormData>({
    path: '/children/:child/attendance-help/letters/:letter',
    purpose: 'write a letter about attendance',
    nav,
    needs,
    load: async (grant, { params }) => {
      const sort = sortIn(params.letter)
      const { data } = await loadOpenCase(grant)
      return { header: data.header, sort, gate: await askGate(grant), fields: {}, errors: [], dutyPhone }
    },
    answer: (data, frame) => ({ page: letterFormView(data, frame.csrf) }),
    examples: letterFormExamples,
  })

const box = () => Type.Optional(Type.String())
const LetterBoxes = Type.Object({
  to: box(),
  words: box(),
  sure: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
})
const longest = 4_000

/** What is wrong with a letter before the gate is asked with the sight of everything. */
const faultsOf = (
  gate: GateSeen,
  { first, dutyPhone }: { first: string; dutyPhone: string },
  { to, words, sure }: { to: string; words: string; sure: readonly string[] },
): FormError[] => {
  const person = gate.people.find(one => one.person.name === to)
  const gap = unfilled(words)
  const errors: FormError[] = []
  if (!person) errors.push({ field: 'to', text: 'Choose who the letter is to' })
  else if (!person.answer.use)
    errors.push({ field: 'to', text: stopWords(person.answer.stop, { ...person.facts, first, dutyPhone }) })
  else if (person.answer.makeSure.some(what => !sure.includes(`${what}:${to}`)))
    errors.push({ field: `sure-${idOf(to)}`, text: `Make sure of the address before a letter goes to ${to}` })
  if (words === '') errors.push({ field: 'words', text: 'Write what the letter says' })
  else if (words.length > longest) errors.push({ field: 'words', text: `Keep the letter under ${longest} letters` })
  else if (gap) errors.push({ field: 'words', text: `Fill in ${gap}` })
  return errors
}

const makeLetterAction = (dutyPhone: string): Route =>
  childAction<typeof needs, typeof LetterBoxes>({
    path: '/children/:child/attendance-help/letters/:letter',
    purpose: 'send a letter about attendance',
    nav,
    needs,
    writes: attendanceStep,
    right: 'work-on-attendance',
    form: LetterBoxes,
    act: async ({ grant, begin }, { form, params }) => {
      const sort = sortIn(params.letter)
      const { data, open } = await loadOpenCase(grant)
      const gate = await askGate(grant)
      const { header } = data
      const fields = { to: form.to ?? '', words: form.words?.trim() ?? '', sure: [form.sure ?? []].flat() }
      const again = (errors: readonly FormError[]) => ({
        page: letterFormView({ header, sort, gate, fields, errors, dutyPhone }, grant.reader.csrf),
        status: 422 as const,
      })
      const errors = [
        ...faultsOf(gate, { first: header.first, dutyPhone }, fields),
        ...(await leaksIn(grant, { words: fields.words })),
      ]
      if (errors.length > 0) return again(errors)
      const command = await begin()
      const asked = await passGate(grant, command, fields.to)
      const person = gate.people.find(one => one.person.name === fields.to)
      const about = { home: person?.facts.home, to: person?.person, first: header.first, dutyPhone }
      if (!asked.use) return again([{ field: 'to', text: stopWords(asked.stop, about) }])
      const body = {
        step: 'letter',
        on: data.today,
        case: open.address,
        parent: fields.to,
        letter: sort,
        passages: [{ text: fields.words, about: 'child' }],
        ...(asked.makeSure.length > 0
          ? { madeSure: asked.makeSure.map(what => makeSureWords(what, about)).join('. ') }
          : {}),
      }
      const made = await writeOfCase(grant, command, attendanceStep, body, { on: data.today })
      return {
        redirect: caseHref(grant.address, `/sent-letters/${made}`),
        flash: 'The letter is made, and on the record.',
      }
    },
  })

const sentLetterPage = childPage<typeof needs, SentLetterData>({
  path: '/children/:child/attendance-help/sent-letters/:step',
  purpose: 'read a letter about attendance',
  nav,
  needs,
  load: async (grant, { params }) => {
    const data = await loadCase(grant)
    const step = data.file.steps.find(one => one.address === params.step && one.letter !== undefined)
    const sort = letterSortOf(step?.letter)
    if (!step || !sort) throw new NotFound()
    return {
      header: data.header,
      letter: letterOf(
        step,
        sort,
        data.mayWork && step.on === data.today ? await askGate(grant) : undefined,
        grant.reader,
      ),
      madeSure: step.madeSure,
    }
  },
  answer: data => ({ page: sentLetterView(data) }),
  examples: sentLetterExamples,
})

/** The letter with its address while it is still to be printed: whoever wrote it, on its day, and only if the gate is still open. */
const letterOf = (step: CaseStep, sort: LetterSort, gate: GateSeen | undefined, reader: SignedInReader) => {
  const answer = gate?.people.find(one => one.person.name === step.parent)?.answer
  return {
    from: [upperFirst(getRole(reader.role).title)],
    to: answer?.use && step.by === reader.name ? answer.address : undefined,
    name: step.parent ?? '',
    on: step.on as PlainDate,
    subject: letterForm(sort).subject,
    words: step.words,
    signedBy: step.by,
  }
}

/** Letters of a case: written, made and kept. */
export const caseLetterPages = (dutyPhone: string): readonly Route[] => [
  letterPage(dutyPhone),
  makeLetterAction(dutyPhone),
  sentLetterPage,
]
