// Users and groups of SCIM (RFC 7643, 7644) as people and teams. The library holds the standard: schemas, filters, paths and patches.
import SCIMMY from 'scimmy'
import { parseUuid } from '../../kernel/index.ts'
import type { Tx } from '../transaction.ts'
import { endMember, endTeam, keepMember, keepTeam, NotProvisioned, type TeamOfMembers } from './members.actions.ts'
import { type ListedMember, listMembers, listTeams } from './members.queries.ts'
import { roleIn } from './scim-spoken.ts'

/** What a request stands on. `touched` is told whom it changed. */
export type ScimContext = {
  readonly tx: Tx
  readonly at: Date
  readonly issuer: string
  /** The council's own name: whoever is its staff is nobody else's. */
  readonly council: string
  /** Something that is no longer named is taken away: a patch, which is whole. Another request may have left it out. */
  readonly patches: boolean
  touched(userId: number): void
  /** Which of a list were asked for. */
  only?: (one: Record<string, unknown>) => boolean
  /** What went wrong here that is no answer to the directory. */
  fault?: unknown
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

// What is no word of ours to the directory (the database does not answer) is kept aside, since the library would say "not found" of it.
const held = async <T>(context: ScimContext, work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof SCIMMY.Types.Error)) context.fault = error
    throw error
  }
}

type Value = { readonly value?: string; readonly primary?: boolean; readonly type?: string }
type User = {
  readonly userName?: string
  readonly externalId?: string
  readonly displayName?: string
  readonly name?: { readonly formatted?: string; readonly givenName?: string; readonly familyName?: string }
  readonly title?: string
  readonly active?: boolean
  readonly emails?: readonly Value[]
  readonly phoneNumbers?: readonly Value[]
  readonly roles?: readonly Value[]
  readonly [enterprise]?: { readonly organization?: string }
}
type Group = { readonly displayName?: string; readonly externalId?: string; readonly members?: readonly Value[] }

const missing = (what: string) => new SCIMMY.Types.Error(400, 'invalidValue', what)
const gone = () => new SCIMMY.Types.Error(404, null as never, 'There is nobody and nothing of that id.')
const asked = (id: string | undefined): string | undefined => {
  if (id !== undefined && !parseUuid(id)) throw gone()
  return id
}

const provisioned = async <T>(work: Promise<T | undefined>): Promise<T> => {
  try {
    const done = await work
    if (done === undefined || done === false) throw gone()
    return done
  } catch (error) {
    if (!(error instanceof NotProvisioned)) throw error
    throw error.kind === 'taken'
      ? new SCIMMY.Types.Error(409, 'uniqueness', error.message)
      : new SCIMMY.Types.Error(400, 'invalidValue', error.message)
  }
}

const chosen = (values: readonly Value[] | undefined): Value | undefined =>
  values?.find(one => one.primary) ?? values?.find(one => one.type === 'work') ?? values?.[0]

const nameOf = ({ displayName, name }: User): string => {
  const whole = displayName || name?.formatted || [name?.givenName, name?.familyName].filter(Boolean).join(' ')
  if (!whole) throw missing('displayName is needed: families and colleagues see who works with a child.')
  return whole
}

/**
 * Whose staff they are (`organization` of the enterprise schema, RFC 7643, 4.3). A directory that says nothing of it takes nothing back: what a file told
 * would be lost, and more would open.
 */
const organisationOf = (user: User, { council, patches }: ScimContext): string | null | undefined => {
  const named = user[enterprise]?.organization?.trim()
  if (named === undefined) return patches ? null : undefined
  return named === '' || named.toLowerCase() === council.trim().toLowerCase() ? null : named
}

const writeUser = async (id: string | undefined, user: User, context: ScimContext) => {
  const { tx, at, issuer, touched } = context
  if (!user.userName) throw missing('userName is needed.')
  const phone = chosen(user.phoneNumbers)
  const kept = await provisioned(
    keepMember(tx, at, issuer, {
      uuid: asked(id),
      userName: user.userName,
      subject: user.externalId || user.userName,
      name: nameOf(user),
      title: user.title,
      email: chosen(user.emails)?.value,
      phone: phone?.value,
      phoneType: phone?.type,
      active: user.active,
      roles: (user.roles ?? []).flatMap(({ value }) => (value ? [roleIn(value)] : [])),
      organisation: organisationOf(user, context),
    }),
  )
  touched(kept.userId)
  const [member] = await listMembers(tx, at, issuer, kept.uuid)
  if (!member) throw gone()
  return asUser(member)
}

const asUser = (member: ListedMember) => ({
  id: member.uuid,
  externalId: member.subject,
  userName: member.userName,
  displayName: member.name,
  name: { formatted: member.name },
  active: member.active,
  ...(member.title ? { title: member.title } : {}),
  ...(member.email ? { emails: [{ value: member.email, type: 'work', primary: true }] } : {}),
  ...(member.phone ? { phoneNumbers: [{ value: member.phone, type: member.phoneType ?? 'work', primary: true }] } : {}),
  roles: member.roles.map((value, at) => ({ value, ...(at === 0 ? { primary: true } : {}) })),
  groups: member.teams.map(team => ({ value: team.uuid, display: team.name })),
  ...(member.organisation ? { [enterprise]: { organization: member.organisation } } : {}),
  meta: { resourceType: 'User' },
})

const asGroup = (team: TeamOfMembers) => ({
  id: team.uuid,
  externalId: team.key,
  displayName: team.name,
  members: team.members.map(value => ({ value, type: 'User' })),
  meta: { resourceType: 'Group' },
})

const writeGroup = async (id: string | undefined, group: Group, { tx, at }: ScimContext) => {
  if (!group.displayName) throw missing('displayName is needed.')
  const members = (group.members ?? []).flatMap(({ value }) => (value ? [value] : []))
  if (!members.every(parseUuid)) throw missing('A member is named by the id that this service gave.')
  const team = { uuid: asked(id), key: group.externalId || group.displayName, name: group.displayName, members }
  const kept = await provisioned(keepTeam(tx, at, team))
  const [written] = await listTeams(tx, at, kept.uuid)
  if (!written) throw gone()
  return asGroup(written)
}

type Asked = { readonly id?: string }
// A resource asked for by its id has been found by it.
const found = ({ id }: Asked, list: object[], { only }: ScimContext): object => {
  if (id !== undefined) return list[0] ?? reject()
  return only ? list.filter(one => only(one as Record<string, unknown>)) : list
}
const reject = (): never => {
  throw gone()
}
const readUsers = async (resource: Asked, context: ScimContext) => {
  const { tx, at, issuer } = context
  return found(resource, (await listMembers(tx, at, issuer, asked(resource.id))).map(asUser), context)
}
const readGroups = async (resource: Asked, context: ScimContext) => {
  const { tx, at } = context
  return found(resource, (await listTeams(tx, at, asked(resource.id))).map(asGroup), context)
}

/** Declares what SCIM's users and groups are here. `base` is where people reach us. */
export const declareResources = (base: string): void => {
  const { Resources, Config } = SCIMMY
  Config.set({
    patch: { supported: true },
    filter: { supported: true, maxResults: 10_000 },
    sort: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The token in SCIM_TOKEN, in the Authorization header.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
      },
    ],
  } as never)
  Resources.declare(Resources.User as never)
  Resources.User.extend(SCIMMY.Schemas.EnterpriseUser as never, false)
  Resources.User.ingress(
    (resource, user, context: ScimContext) => held(context, writeUser(resource.id, user as User, context)) as never,
  )
    .egress((resource, context: ScimContext) => held(context, readUsers(resource as Asked, context)) as never)
    .degress(async (resource, context: ScimContext) => {
      const { tx, at, touched } = context
      touched(await held(context, provisioned(endMember(tx, at, asked(resource.id) ?? ''))))
    })
    .basepath(`${base}/scim/v2`)
  Resources.declare(Resources.Group as never)
  Resources.Group.ingress(
    (resource, group, context: ScimContext) => held(context, writeGroup(resource.id, group as Group, context)) as never,
  )
    .egress((resource, context: ScimContext) => held(context, readGroups(resource as Asked, context)) as never)
    .degress(async (resource, context: ScimContext) => {
      const { tx, at } = context
      await held(context, provisioned(endTeam(tx, at, asked(resource.id) ?? '').then(done => done || undefined)))
    })
    .basepath(`${base}/scim/v2`)
  Resources.Schema.basepath(`${base}/scim/v2`)
  Resources.ResourceType.basepath(`${base}/scim/v2`)
  Resources.ServiceProviderConfig.basepath(`${base}/scim/v2`)
}
