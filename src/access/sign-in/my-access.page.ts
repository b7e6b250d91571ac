import { formatInstant, londonDate, upperFirst } from '../../kernel/index.ts'
import { button, form, type Html, html, insetText, table } from '../../platform/views/index.ts'
import { noMasks } from '../masks.ts'
import { endsToTell } from '../organisation.ts'
import { plainPage } from '../page.ts'
import type { SignedInReader } from '../reader.queries.ts'
import { roleInForce } from '../role-rules.ts'
import { getRole } from '../roles.ts'
import type { Ground } from '../transaction.ts'
import { listOpenUrgent, type OpenUrgent } from '../urgent-end.actions.ts'
import { listSessions, type OpenSession } from './session.actions.ts'

type Data = {
  readonly name: string
  readonly role: string
  readonly sentence: string
  readonly duty: string | undefined
  readonly training: readonly string[]
  readonly otherRoles: readonly { readonly key: string; readonly title: string }[]
  readonly sessions: readonly OpenSession[]
  readonly urgent: readonly OpenUrgent[]
}

const dataOf = (
  reader: SignedInReader,
  sessions: readonly OpenSession[],
  at: Date,
  urgent: readonly OpenUrgent[] = [],
): Data => {
  const role = roleInForce(reader.role, reader.rules)
  const otherRoles = reader.roles.filter(key => key !== reader.role).map(key => ({ key, title: getRole(key).title }))
  return {
    name: reader.name,
    role: role.title,
    sentence: role.sentence,
    duty: role.universal?.sentence,
    training: endsToTell(reader, londonDate(at), 'all'),
    otherRoles,
    sessions,
    urgent,
  }
}

const roleForms = (data: Data, csrf: string): Html => html`<h2 class="govuk-heading-m">Work in another role</h2>
<p class="govuk-body">You see what one role sees at a time. What you open is recorded under the role in use.</p>
${data.otherRoles.map(role =>
  form({
    action: '/role',
    csrf,
    body: html`<input type="hidden" name="role" value="${role.key}">${button({ text: `Work as ${role.title}`, kind: 'secondary' })}`,
  }),
)}`

const sessionTable = (data: Data, csrf: string): Html =>
  table({
    caption: 'Where you are signed in',
    columns: [{ text: 'Since' }, { text: 'Last used' }, { text: 'Role' }, { text: 'End it' }],
    rows: data.sessions.map(one => [
      formatInstant(one.since),
      formatInstant(one.seenAt),
      upperFirst(getRole(one.role).title),
      form({
        action: '/my-access/sessions/end',
        csrf,
        body: html`<input type="hidden" name="session" value="${one.id}"><button class="tl-link-button" type="submit">Sign out there<span class="govuk-visually-hidden"> (since ${formatInstant(one.since)})</span></button>`,
      }),
    ]),
  })

/** By the record's reference: whose it is stands on the record. */
const urgentTable = (data: Data, csrf: string): Html =>
  table({
    caption: 'Records you have open urgently',
    columns: [{ text: 'Record' }, { text: 'Until' }, { text: 'End it' }],
    rows: data.urgent.map(one => {
      const record = `Reference ${one.address.slice(0, 8)}`
      return [
        html`<a class="govuk-link" href="/children/${one.address}">${record}</a>`,
        formatInstant(one.until),
        form({
          action: `/children/${one.address}/urgent-access/end`,
          csrf,
          body: html`<button class="tl-link-button" type="submit">End it now<span class="govuk-visually-hidden"> (${record})</span></button>`,
        }),
      ]
    }),
  })

/** "My access": the role in use and what it sees, the other roles one holds, and where one is signed in. */
export const myAccessPage = (ground: Ground) =>
  plainPage<Data | undefined>({
    path: '/my-access',
    purpose: 'see my own access',
    open: false,
    load: async reader =>
      reader &&
      dataOf(reader, await listSessions(ground, reader.userId), ground.now(), await listOpenUrgent(ground, reader)),
    answer: (data, frame) => {
      if (!data || !frame) throw new Error('My access is for people who are signed in')
      return {
        page: {
          title: 'My access',
          heading: 'My access',
          body: html`<p class="govuk-body">You are ${data.name}, working as ${data.role}.</p>
${data.training.map(text => insetText({ body: text }))}
<p class="govuk-body">${data.sentence}</p>${data.duty ? html`<p class="govuk-body">${data.duty}</p>` : null}
<p class="govuk-body">You see a child’s record while you work with the child. Each time, the record says why you can see it. <a class="govuk-link" href="/roles">What each role can see</a></p>
<p class="govuk-body"><a class="govuk-link" href="/own-family">Is there a child of your own family whose record you ought not to open?</a></p>
${data.urgent.length > 0 ? urgentTable(data, frame.csrf) : null}
${data.otherRoles.length > 0 ? roleForms(data, frame.csrf) : null}
${sessionTable(data, frame.csrf)}`,
        },
      }
    },
    examples: {
      'one role': dataOf(exampleReader(['education-welfare-officer']), exampleSessions, exampleAt()),
      'two roles': dataOf(exampleReader(['team-manager', 'social-worker']), exampleSessions, exampleAt()),
      'a record open urgently': dataOf(exampleReader(['social-worker']), exampleSessions, exampleAt(), [
        { address: '3f2a9c1e-9f3b-4c55-9f0e-0d5f3a7f1c32', until: new Date('2026-05-05T12:40:00Z') },
      ]),
      'training ran out': dataOf(
        {
          ...exampleReader(['social-worker']),
          training: [{ name: 'Safeguarding children', renew: 'Take the course online.', lastDay: undefined }],
        },
        exampleSessions,
        exampleAt(),
      ),
    },
  })

const exampleReader = (roles: SignedInReader['roles']): SignedInReader => ({
  userId: 1,
  name: 'Joanna Reed',
  active: true,
  role: roles[0] ?? 'social-worker',
  roles,
  principals: [1],
  manages: [],
  masks: noMasks,
  csrf: 'example',
})
function exampleAt(): Date {
  return new Date('2026-05-05T12:00:00Z')
}
const exampleSessions: readonly OpenSession[] = [
  {
    id: '4f1d2c3b4a596877',
    role: 'education-welfare-officer',
    since: new Date('2026-05-05T08:02:00Z'),
    seenAt: new Date('2026-05-05T11:40:00Z'),
  },
]
