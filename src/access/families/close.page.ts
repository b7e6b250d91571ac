import { sql } from 'kysely'
import { Type } from 'typebox'
import {
  button,
  buttonGroup,
  checkboxes,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  type PageContent,
} from '../../platform/views/index.ts'
import type { FamilyGrant } from '../grant.ts'
import { familyAction, familyPage, type Route } from '../page.ts'

const common = { path: '/family/close', purpose: 'close one’s account' } as const

/** Forgets the address, what was typed and not sent, and what was chosen, and ends every session: whoever signs in again has another account. */
const closeAccount = async ({ tx, family }: FamilyGrant): Promise<void> => {
  await sql`delete from family_draft where family_id = ${family.familyId}`.execute(tx)
  await sql`delete from access.family_mail_off where family_id = ${family.familyId}`.execute(tx)
  await sql`select access.close_family()`.execute(tx)
}

const closeView = (errors: readonly FormError[], csrf: string): PageContent => ({
  title: 'Close your account',
  heading: 'Close your account',
  error: errors.length > 0,
  back: { text: 'Start', href: '/family' },
  body: html`${formErrors(errors)}<p class="govuk-body">We forget your e-mail address here, and what you typed and have not sent. You are signed out everywhere, and cannot read your receipts any more.</p>
<ul class="govuk-list govuk-list--bullet"><li>What you told us goes on. If you do not want that, <a class="govuk-link" href="/family/told">take it back first</a>.</li>
<li>An application for school places stands. You will hear what came of it by letter or telephone, not here.</li>
<li>What you told us has your name and your e-mail address in it, and is kept with it.</li></ul>
<p class="govuk-body">You can begin again with the same e-mail address at any time, with nothing in the account.</p>
${form({
  action: common.path,
  csrf,
  body: html`${checkboxes({
    name: 'sure',
    legend: 'Close it?',
    items: [{ value: 'yes', text: 'Yes, close my account' }],
    values: [],
    ...errorOf(errors, 'sure'),
  })}${buttonGroup([
    button({ text: 'Close my account', kind: 'warning', preventDoubleClick: true }),
    html`<a class="govuk-link" href="/family">Cancel</a>`,
  ])}`,
})}`,
})

const unsure: readonly FormError[] = [{ field: 'sure', text: 'Tick the box if you want to close your account' }]

/** Where a family closes its account. */
export const closeAccountPages: readonly Route[] = [
  familyPage<readonly FormError[]>({
    ...common,
    load: async () => [],
    answer: (errors, { csrf = '' }) => ({ page: closeView(errors, csrf) }),
    examples: { usual: [], 'with an error': unsure },
  }),
  familyAction({
    ...common,
    form: Type.Object({ sure: Type.Optional(Type.String()) }),
    act: async ({ grant }, { form: { sure } }) => {
      if (sure !== 'yes') return { page: closeView(unsure, grant.family.csrf), status: 422 }
      await closeAccount(grant)
      return { redirect: '/family' }
    },
  }),
]
