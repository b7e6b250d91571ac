import { isDeepStrictEqual } from 'node:util'
import { Type } from 'typebox'
import {
  type Answer,
  dropFamilyDraft,
  type FamilyCommand,
  type FamilyGrant,
  familyAction,
  familyPage,
  findFamilyDraft,
  type Route,
  saveFamilyDraft,
} from '../../../access/index.ts'
import { londonDate, NotFound, parseUuid } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { mostWanted } from '../rounds/index.ts'
import { fixedBoxes, readSent, type SentWords } from './application-words.ts'
import { type ApplyData, applyView, keptView, placesHref } from './apply.view.ts'
import { boxOf, type OpenRound, questionsOf } from './asked.ts'
import { applyExamples } from './families.examples.ts'
import type { FamilyPlaces } from './family-places.ts'
import { sendApplication } from './send.actions.ts'
import { countSentLately, listOpenRounds, listSent, type Sent, waits } from './sent.queries.ts'

const common = { path: '/family/school-places/apply/:round', purpose: 'apply for school places as a family' } as const
/** The most that one account sends in a day. */
const mostADay = 10
const mostFacts = 30
const box = Type.Optional(Type.String({ maxLength: 2000 }))
const ApplyForm = Type.Object(
  {
    ...Object.fromEntries([...fixedBoxes, 'step', 'replaces'].map(name => [name, box])),
    ...Object.fromEntries(Array.from({ length: mostWanted }, (_, i) => [`want-${i + 1}`, box])),
  },
  { additionalProperties: Type.String({ maxLength: 200 }) },
)

/** Under which name what was typed for a round is kept. */
export const draftOf = (round: Pick<OpenRound, 'address'>) => `school-places:${round.address}` as const

/** A round that takes applications now. @throws NotFound */
const openRoundOf = async (grant: FamilyGrant, address: string | undefined): Promise<OpenRound> => {
  const found = (await listOpenRounds(grant)).find(one => one.address === parseUuid(address ?? ''))
  if (!found) throw new NotFound()
  return found
}

const applyPage = ({ key, phone }: FamilyPlaces): Route =>
  familyPage<ApplyData>({
    ...common,
    load: async (grant, { params }) => {
      const round = await openRoundOf(grant, params.round)
      const draft = await findFamilyDraft(grant, key, draftOf(round))
      return { round, fields: draft?.fields ?? {}, errors: [], savedAt: draft?.savedAt }
    },
    answer: (data, { csrf = '' }) => ({ page: applyView(data, csrf, phone) }),
    examples: applyExamples,
  })

const applyAction = (places: FamilyPlaces): Route =>
  familyAction<typeof ApplyForm>({
    ...common,
    form: ApplyForm,
    act: async (command, { params, form }): Promise<Answer> => {
      const { grant } = command
      const round = await openRoundOf(grant, params.round)
      const fields = typedIn(form as Record<string, unknown>, round)
      const show = (errors: readonly FormError[], status?: 422): Answer => ({
        page: applyView({ round, fields, errors, savedAt: undefined }, grant.family.csrf, places.phone),
        ...(status ? { status } : {}),
      })
      if (form.step === 'forget') {
        await dropFamilyDraft(grant, draftOf(round))
        return { redirect: placesHref(`/apply/${round.address}`) }
      }
      await saveFamilyDraft(grant, places.key, draftOf(round), fields)
      if (form.step === 'save') return { page: keptView(round) }
      if (form.step === 'change') return show([])
      const words = readSent(fields, round)
      if ('errors' in words) return show(words.errors, 422)
      if (form.step !== 'send')
        return {
          page: applyView(
            {
              ...{ round, fields, errors: [], savedAt: undefined, check: words },
              replaces: replacedBy(words, fields.replaces, await listStanding(grant, places.key, round)),
            },
            grant.family.csrf,
            places.phone,
          ),
        }
      return await send(command, { words, round, replaces: fields.replaces }, places, text =>
        show([{ field: 'forename', text }], 422),
      )
    },
  })

/** What an account sent for a round that stands. */
const listStanding = async (grant: FamilyGrant, key: FamilyPlaces['key'], round: OpenRound): Promise<Sent[]> =>
  (await listSent(grant, key)).filter(one => one.roundId === round.id && (waits(one) || one.state === 'taken'))

/** What an application takes the place of: what it was changed from, or what the account sent for the same child. */
const replacedBy = ({ child }: SentWords, named: string | undefined, before: readonly Sent[]): Sent | undefined => {
  const nameOf = (one: SentWords['child']): string =>
    `${one.forename} ${one.surname} ${one.birthDate}`.normalize('NFC').toLowerCase()
  return before.find(one => one.address === named) ?? before.find(one => nameOf(one.words.child) === nameOf(child))
}

/** Hands it to people, unless more comes than a family or all families send. */
const send = async (
  { grant, begin }: FamilyCommand,
  {
    words,
    round,
    replaces: named,
  }: {
    words: SentWords
    round: OpenRound
    replaces: string | undefined
  },
  { key, phone }: FamilyPlaces,
  tooMany: (text: string) => Answer,
): Promise<Answer> => {
  const before = await listStanding(grant, key, round)
  // sent again as it was sent, by a second press or a page that was loaded again: it is there
  const same = before.find(one => isDeepStrictEqual(one.words, words))
  if (same) {
    await dropFamilyDraft(grant, draftOf(round))
    return { redirect: placesHref(`/${same.address}`) }
  }
  if ((await countSentLately(grant)) >= mostADay)
    return tooMany(`You have sent ${mostADay} applications in a day. What you typed is kept: call ${phone}`)
  const replaces = replacedBy(words, named, before)
  if (replaces && !(waits(replaces) && londonDate(grant.at) <= round.closesOn))
    return tooMany(
      `What you sent before has been taken in, or the round has closed. What you typed is kept: call ${phone}`,
    )
  await dropFamilyDraft(grant, draftOf(round))
  const address = await sendApplication(await begin(), grant.family, { words, round, replaces, key })
  return address === undefined
    ? tooMany(`Very much is being sent, so this was not. Send it again in an hour, or call ${phone}`)
    : { redirect: placesHref(`/${address}`) }
}

const typedIn = (form: Readonly<Record<string, unknown>>, round: OpenRound): Record<string, string> => {
  const names = [
    ...fixedBoxes,
    'replaces',
    ...Array.from({ length: mostWanted }, (_, i) => `want-${i + 1}`),
    ...questionsOf(round.schools)
      .slice(0, mostFacts)
      .map(one => boxOf(one.fact)),
  ]
  return Object.fromEntries(
    names.flatMap(name => {
      const value = form[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )
}

/** The form of a family's application, and sending it. */
export const applyPages = (places: FamilyPlaces): readonly Route[] => [applyPage(places), applyAction(places)]
