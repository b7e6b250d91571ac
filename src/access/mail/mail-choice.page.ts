import { sql } from 'kysely'
import { Type } from 'typebox'
import { button, form, html, type PageContent, radios } from '../../platform/views/index.ts'
import type { FamilyGrant } from '../grant.ts'
import { familyAction, familyPage, type Route } from '../page.ts'

type Data = { readonly off: boolean }
const path = '/family/e-mails'

const isOff = async ({ tx, family }: FamilyGrant): Promise<boolean> =>
  (await sql`select from access.family_mail_off where family_id = ${family.familyId}`.execute(tx)).rows.length > 0

const keepChoice = async ({ tx, family, at }: FamilyGrant, off: boolean): Promise<void> => {
  if (off)
    await sql`insert into access.family_mail_off (family_id, since) values (${family.familyId}, ${at}) on conflict do nothing`.execute(
      tx,
    )
  else await sql`delete from access.family_mail_off where family_id = ${family.familyId}`.execute(tx)
}

/** Where a family says whether it wants to be told by e-mail that something is new. Codes to sign in with go in any case: they are asked for. */
export const mailChoicePages: readonly Route[] = [
  familyPage<Data>({
    path,
    purpose: 'choose whether to be told by e-mail',
    load: async grant => ({ off: await isOff(grant) }),
    answer: (data, { csrf }) => ({ page: choiceView(data, csrf ?? '') }),
    examples: { usual: { off: false }, 'turned off': { off: true } },
  }),
  familyAction({
    path,
    purpose: 'choose whether to be told by e-mail',
    form: Type.Object({ mails: Type.Union([Type.Literal('on'), Type.Literal('off')]) }),
    act: async ({ grant }, { form: { mails } }) => {
      await keepChoice(grant, mails === 'off')
      return { redirect: path }
    },
  }),
]

const choiceView = ({ off }: Data, csrf: string): PageContent => ({
  title: 'E-mails',
  heading: 'E-mails from us',
  back: { text: 'Start', href: '/family' },
  body: html`<p class="govuk-body"><strong>${off ? 'E-mails are turned off.' : 'E-mails are turned on.'}</strong></p>
<p class="govuk-body">We can tell you by e-mail that something is new for you here. Such an e-mail says no more than that.</p>
<p class="govuk-body">What is new stands on these pages whatever you choose, and letters that we must send go by post.</p>
${form({
  action: path,
  csrf,
  body: html`${radios({
    name: 'mails',
    legend: 'When something is new',
    value: off ? 'off' : 'on',
    items: [
      { text: 'Tell me by e-mail', value: 'on' },
      { text: 'Send me no e-mail', value: 'off' },
    ],
  })}${button({ text: 'Save', preventDoubleClick: true })}`,
})}`,
})
