import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import {
  type Answer,
  dropFamilyDraft,
  type FamilyCommand,
  familyAction,
  familyPage,
  findFamilyDraft,
  type Route,
  saveFamilyDraft,
} from '../../../access/index.ts'
import { Conflict, claimFields, londonDate, type PlainDate, parseUuid, readClaim } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { aboutFields, readAbout } from '../about.ts'
import { changeFields, readChange } from '../change.ts'
import type { TellOptions } from '../tell.actions.ts'
import { toldOf } from '../told-service.ts'
import type { FamilyTelling } from './family-telling.ts'
import { countSentLately, findFamilyTold } from './family-told.queries.ts'
import type { FamilyWords } from './family-words.actions.ts'
import { tellAsFamily } from './tell-family.actions.ts'
import { checkPage, type FamilyFields, formPage, keptPage, type Typed } from './tell-family.view.ts'

const common = { path: '/family/tell', purpose: 'tell of a change as a family' } as const

/** Every box of the form. */
export const familyBoxes = [...aboutFields, ...claimFields, ...changeFields] as const
const box = () => Type.Optional(Type.String({ maxLength: 2000 }))
const FamilyTellForm = Type.Object(
  Object.fromEntries([...familyBoxes, 'step', 'once'].map(name => [name, box()])) as Record<
    (typeof familyBoxes)[number] | 'step' | 'once',
    ReturnType<typeof box>
  >,
)

/** The most that one account sends in a day. */
const mostADay = 10

const words: FamilyWords = {
  change: {
    kind: 'address',
    from: '2026-05-01' as PlainDate,
    saidBy: 'Grace Okafor',
    fields: { line: '22 Mill Street', town: 'Northmere', postcode: 'NM1 4QT' },
  },
  about: { forename: 'Amelia', surname: 'Okafor-Reid', birthDate: '2017-05-03' },
  claim: { relation: 'mother', responsibility: 'yes' },
  services: ['Council Tax', 'Libraries'],
}
const exampleOnce = '0d000000-0000-4000-8000-000000000052'
const typed: Typed = { fields: {}, errors: [], savedAt: undefined }

const formRoute = ({ key }: TellOptions, telling: FamilyTelling): Route =>
  familyPage<Typed & { readonly check?: FamilyWords }>({
    ...common,
    load: async grant => {
      const draft = await findFamilyDraft(grant, key, 'tell')
      return { fields: draft?.fields ?? {}, errors: [], savedAt: draft?.savedAt }
    },
    answer: ({ check, ...data }, { csrf = '' }) => ({
      page: check ? checkPage(check, data.fields, csrf, exampleOnce) : formPage(data, csrf, telling.phone),
    }),
    examples: {
      usual: typed,
      'what was kept': {
        fields: { 'child-forename': 'Łucja', 'child-surname': 'Lis', kind: 'school', school: 'Ysgol Llŷn' },
        errors: [],
        savedAt: new Date('2026-05-03T18:40:00Z'),
      },
      'before it is sent': { ...typed, check: words },
      'with errors': {
        fields: { kind: 'address', line: '22 Mill Street', 'child-forename': 'فاطمة' },
        errors: [
          { field: 'child-surname', text: 'Enter the child’s last name' },
          { field: 'born-day', text: 'Enter the child’s date of birth, like 27 3 2017' },
          { field: 'teller-relation', text: 'Choose who you are to the child' },
          { field: 'responsibility', text: 'Choose whether you have parental responsibility' },
          { field: 'postcode', text: 'Enter a whole postcode, like NM4 2QT' },
          { field: 'from-day', text: 'Enter the day from which it is so' },
          { field: 'saidBy', text: 'Enter your name' },
        ],
        savedAt: undefined,
      },
    },
  })

const sendRoute = (options: TellOptions, telling: FamilyTelling): Route =>
  familyAction<typeof FamilyTellForm>({
    ...common,
    form: FamilyTellForm,
    act: async (command, { form }): Promise<Answer> => {
      const { grant } = command
      const fields = typedIn(form)
      const { csrf } = grant.family
      const show = (errors: readonly FormError[]) =>
        formPage({ fields, errors, savedAt: undefined }, csrf, telling.phone)
      if (form.step === 'forget') {
        await dropFamilyDraft(grant, 'tell')
        return { redirect: '/family/tell' }
      }
      // Pressed twice, without script or over a slow line, it is sent once: the second press leads to the receipt of the first.
      const sent = form.step === 'send' ? await findFamilyTold(grant, options.key, form.once) : undefined
      if (sent) return { redirect: `/family/told/${sent.address}` }
      await saveFamilyDraft(grant, options.key, 'tell', fields)
      if (form.step === 'save') return { page: keptPage() }
      if (form.step === 'change') return { page: show([]) }
      const told = readTold(fields, londonDate(grant.at), options)
      if ('errors' in told) return { page: show(told.errors), status: 422 }
      if (form.step !== 'send') return { page: checkPage(told, fields, csrf, randomUUID()) }
      return await sendTold(
        command,
        { words: told, once: parseUuid(form.once ?? '') ?? randomUUID() },
        options,
        telling,
        show,
      )
    },
  })

/** Hands it to people, unless more comes than a family or all families send. */
const sendTold = async (
  { grant, begin }: FamilyCommand,
  told: { readonly words: FamilyWords; readonly once: string },
  options: TellOptions,
  { phone }: FamilyTelling,
  show: (errors: readonly FormError[]) => ReturnType<typeof formPage>,
): Promise<Answer> => {
  const tooMany = (text: string): Answer => ({ page: show([{ field: 'kind', text }]), status: 422 })
  if ((await countSentLately(grant)) >= mostADay)
    return tooMany(`You have told us of ${mostADay} changes in a day. What you typed is kept: call ${phone}`)
  await dropFamilyDraft(grant, 'tell')
  try {
    return (await tellAsFamily(await begin(), grant.family, told, options))
      ? { redirect: `/family/told/${told.once}` }
      : tooMany(`Very much is being sent, so this was not. Send it again in an hour, or call ${phone}`)
  } catch (error) {
    throw isSent(error) ? new Conflict('You have sent this already.', 'It stands under “What you told us”.') : error
  }
}

/** The other press of Send is through by now: its receipt has the address that this one was to have. */
const isSent = (error: unknown): boolean => ['23505', '40001'].includes((error as { code?: string }).code ?? '')

const typedIn = (form: Readonly<Record<string, unknown>>): FamilyFields =>
  Object.fromEntries(
    familyBoxes.flatMap(name => (typeof form[name] === 'string' && form[name] !== '' ? [[name, form[name]]] : [])),
  )

/** Reads all of it, and says what is wrong in the order of the form. */
const readTold = (
  fields: FamilyFields,
  today: PlainDate,
  { services }: TellOptions,
): FamilyWords | { readonly errors: FormError[] } => {
  const about = readAbout(fields)
  const claim = readClaim(fields)
  const change = readChange(fields, today)
  if (!('errors' in about) && !('errors' in claim) && !('errors' in change))
    return { about, claim, change, services: toldOf(services, change.kind).map(service => service.name) }
  const errors = [about, claim, change].flatMap(one => ('errors' in one ? one.errors : []))
  return {
    errors: errors.map(error => (error.text === 'Enter who told you' ? { ...error, text: 'Enter your name' } : error)),
  }
}

/** The form of a family, and sending it. */
export const tellFamilyRoutes = (options: TellOptions, telling: FamilyTelling): readonly Route[] => [
  formRoute(options, telling),
  sendRoute(options, telling),
]
