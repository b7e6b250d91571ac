import { Type } from 'typebox'
import { type Answer, actConcerns, type CommandGrant, deskAction, deskPage, type Route } from '../../access/index.ts'
import { NotFound, type PlainDate } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { type ClaimOutcome, decideClaim, noChild, readClaimDecision } from './family/index.ts'
import { findHeld, type Held, listHeld } from './held.queries.ts'
import { type HeldData, type HeldList, heldListView, heldView } from './held.view.ts'
import { decideHeld, type TellOptions } from './tell.actions.ts'
import { findWhose } from './whose-change.actions.ts'
import { listSaidWrong } from './wrong.queries.ts'

type Command = CommandGrant<'recorder'>
const common = { nav: '/told-changes', right: 'check-told-changes', actor: 'recorder' } as const

const example: Held = {
  address: '0d000000-0000-4000-8000-000000000041',
  change: {
    kind: 'address',
    from: '2026-05-01' as PlainDate,
    saidBy: 'mum',
    fields: { line: '22 Mill Street', postcode: 'NM1 4QT' },
  },
  toldBy: 'Kim Lane',
  toldAt: new Date('2026-05-04T08:10:00Z'),
  why: ['protection', 'separation'],
  child: {
    id: 1,
    record: '0d000000-0000-4000-8000-000000000042',
    who: { forename: 'Amelia', surname: 'Okafor-Reid', birthDate: '2017-05-03' },
  },
  about: undefined,
}
const online: Held = {
  ...example,
  why: ['claim', 'separation'],
  about: { forename: 'Amelia', surname: 'Okafor-Reid', birthDate: '2017-05-03' },
  claim: {
    relation: 'mother',
    responsibility: 'yes',
    email: 'grace.okafor@example.org',
    receipt: 'K7QMP-2XRDT',
    how: undefined,
  },
}
const unknown: Held = {
  ...example,
  why: ['not-found'],
  child: undefined,
  about: { forename: 'Amelie', surname: 'Okafor', birthDate: '2017-05-03' },
}

const listRoute = ({ key }: TellOptions): Route =>
  deskPage({
    ...common,
    path: '/told-changes',
    purpose: 'look at changes that were told',
    load: async (command): Promise<HeldList> => {
      const [held, wrong] = [await listHeld(command, key), await listSaidWrong(command, key)]
      for (const one of [...held, ...wrong]) looksAt(command, one.child?.id)
      return { held, wrong }
    },
    answer: data => ({ page: heldListView(data) }),
    examples: {
      usual: { held: [example, online, unknown], wrong: [{ ...example, saidAt: new Date('2026-05-06T17:30:00Z') }] },
      nothing: { held: [], wrong: [] },
    },
  })

const getHeld = async (command: Command, key: Key, address: string | undefined): Promise<Held> => {
  const held = await findHeld(command, key, address)
  if (!held) throw new NotFound()
  return held
}

const oneRoute = ({ key }: TellOptions): Route =>
  deskPage({
    ...common,
    path: '/told-changes/:change',
    purpose: 'look at changes that were told',
    load: async (command, { params }): Promise<HeldData> => {
      const held = await getHeld(command, key, params.change)
      looksAt(command, held.child?.id)
      return { held, fields: asTold(held), errors: [] }
    },
    answer: (data, frame) => ({ page: heldView(data, frame.csrf) }),
    examples: {
      usual: { held: example, fields: {}, errors: [] },
      'told online': { held: online, fields: {}, errors: [] },
      'told online, checked, waiting for another look': {
        held: { ...online, claim: { ...(online.claim as NonNullable<Held['claim']>), how: 'birth-certificate' } },
        fields: {},
        errors: [],
      },
      'told online of no record yet, with errors': {
        held: { ...online, why: ['claim', 'not-found'], child: undefined },
        fields: { decision: 'yes' },
        errors: [{ field: 'how', text: 'Choose how the claim was checked' }, noChild],
      },
      'of no record yet, with errors': {
        held: unknown,
        fields: { decision: 'yes', name: 'Amelie Okafor', day: '3', month: '5', year: '2017' },
        errors: [{ field: 'name', text: 'No one record that you can open has this name and date of birth' }],
      },
    },
  })

/** Where the words led to no one record, the form begins with them: often a letter is to be mended. */
const asTold = ({ child, about }: Held): HeldData['fields'] => {
  if (child || !about) return {}
  const [year, month, day] = about.birthDate.split('-').map(part => String(Number(part)))
  return { name: `${about.forename} ${about.surname}`, ...(year && month && day ? { day, month, year } : {}) }
}

const field = () => Type.Optional(Type.String({ maxLength: 2000 }))
const decideRoute = (options: TellOptions): Route =>
  deskAction({
    ...common,
    path: '/told-changes/:change',
    purpose: 'decide on a change that was told',
    concerns: 'child',
    form: Type.Object({
      ...{ decision: field(), answer: field(), how: field(), ask: field() },
      ...{ child: field(), name: field(), day: field(), month: field(), year: field() },
    }),
    act: async (command, { params, form }) => {
      const held = await getHeld(command, options.key, params.change)
      looksAt(command, held.child?.id)
      if (held.claim) return await decideOnline(command, { ...held, claim: held.claim }, form, options)
      const errors: FormError[] = []
      const wrong = (name: string, text: string) => void errors.push({ field: name, text })
      const answer = (form.answer ?? '').trim()
      const whose = held.child || form.decision !== 'yes' ? undefined : await findWhose(command, held, form)
      if (form.decision !== 'yes' && form.decision !== 'no') wrong('decision', 'Choose what is to be done')
      if (whose) errors.push(...(whose.child === undefined && whose.errors.length === 0 ? [noChild] : whose.errors))
      if (form.decision === 'no' && !answer) wrong('answer', 'Write what whoever told it is to read')
      if (errors.length > 0)
        return { page: heldView({ held, fields: form, errors }, command.reader?.csrf ?? ''), status: 422 }
      const decision =
        form.decision === 'yes' ? ({ yes: true, child: whose?.child } as const) : ({ yes: false, answer } as const)
      const done = await decideHeld(command, held.address, decision, options)
      if (done === 'held')
        return {
          redirect: `/told-changes/${held.address}`,
          flash: 'It is of that record now, and waits there for another look. Read why.',
        }
      return {
        redirect: '/told-changes',
        flash:
          done === 'applied'
            ? 'It is on the record, and the services are told.'
            : 'It is refused. Whoever told it reads why.',
      }
    },
  })

/** What a family told by its own account: the claim is checked first, and the answer to it is one of a few sentences. */
const decideOnline = async (
  command: Command,
  held: Held & { readonly claim: NonNullable<Held['claim']> },
  form: HeldData['fields'],
  options: TellOptions,
): Promise<Answer> => {
  const whose = form.decision === 'yes' ? await findWhose(command, held, form) : { child: held.child?.id, errors: [] }
  const decision = readClaimDecision(form, {
    checked: held.claim.how,
    child: whose.child,
    wrong: whose.errors,
  })
  if ('errors' in decision)
    return { page: heldView({ held, fields: form, errors: decision.errors }, command.reader?.csrf ?? ''), status: 422 }
  const done = await decideClaim(command, held.address, decision, options)
  return {
    redirect:
      done === 'begun' || done === 'asked' || done === 'held' ? `/told-changes/${held.address}` : '/told-changes',
    flash: doneWords[done],
  }
}

const doneWords: Readonly<Record<ClaimOutcome, string>> = {
  begun: 'The family reads that it is being checked.',
  asked: 'The family reads that we need to talk to them.',
  refused: 'It is refused. The family reads that we need to talk to them.',
  applied: 'It is on the record, and the services are told.',
  held: 'The claim is kept as checked. It is of that record now, and waits there for another look. Read why.',
}

/** That a child was named to whoever looks at what was told stands in the record of access. */
export const looksAt = (command: Command, childId: number | undefined): void =>
  actConcerns(command, childId, { categories: ['identity', 'contact'] })

/** `/told-changes`: what stopped at the gate, before a person who did not tell it. */
export const heldRoutes = (options: TellOptions): readonly Route[] => [
  listRoute(options),
  oneRoute(options),
  decideRoute(options),
]
