// What directories say that the library does not read, put as it does: RFC 7643 and 7644 where it is stricter than they are, and what Entra
// does otherwise (learn.microsoft.com, "SCIM 2.0 protocol compliance of the provisioning service"). Pure.
import SCIMMY from 'scimmy'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

type Named = { readonly name: string; readonly subAttributes?: readonly Named[] }
const namesOf = ({ attributes }: { readonly attributes: readonly object[] }): string[] =>
  (attributes as readonly Named[]).flatMap(one => [one.name, ...(one.subAttributes ?? []).map(sub => sub.name)])
// Names of attributes may be written in any case (RFC 7643, 2.1).
const attributes = new Map(
  [SCIMMY.Schemas.User, SCIMMY.Schemas.Group, SCIMMY.Schemas.EnterpriseUser]
    .flatMap(schema => namesOf(schema.definition as never))
    .concat('id', 'externalId', 'schemas', 'meta')
    .map(name => [name.toLowerCase(), name]),
)
const words = /"(?:[^"\\]|\\.)*"|urn:ietf:params:scim:schemas:(?:(core:2\.0:\w+:)|[\w.:]+:2\.0:User)|\b[A-Za-z][\w$]*/gi

/** A path, a filter or a list of attributes with each name as the schema writes it; the schema of users and groups need not be named (RFC 7644, 3.10). */
export const asNamed = (text: string): string =>
  text.replace(words, (whole, core?: string) => {
    if (core !== undefined) return ''
    if (whole.startsWith('"')) return whole
    if (whole.includes(':')) return whole.toLowerCase() === enterprise.toLowerCase() ? enterprise : whole
    return attributes.get(whole.toLowerCase()) ?? whole
  })

const isFlag = (name: string): boolean => /(^|\.|:)(active|primary)$/i.test(name)
const isManager = (name: string): boolean => /(^|:)manager$/i.test(name)

/** A value as its attribute takes it: Entra says "True" and "False" in words, and names a manager by the id alone. Other words stay as they are: True is a surname. */
const asValue = (name: string, value: unknown): unknown => {
  if (isFlag(name) && typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  if (isManager(name) && typeof value === 'string') return { value }
  if (isManager(name) && Array.isArray(value)) return value[0]
  // Entra says of an application's role that it is of a type of Windows, which the library does not take for one.
  if (name === 'roles' && isObject(value) && !Array.isArray(value)) return asObject({ ...value, type: undefined })
  if (Array.isArray(value)) return value.map(one => asValue(name, one))
  return isObject(value) ? asObject(value) : value
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const asObject = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).map(([given, value]) => {
      const name = asNamed(given)
      return [name, asValue(name, value)]
    }),
  )

/** A resource as it is sent. */
export const asSpoken = (body: unknown): unknown => (isObject(body) && !Array.isArray(body) ? asObject(body) : body)

/** One of several values of an attribute, chosen by what one of its parts equals: `emails[type eq "work"].value`. */
const one = /^(\w+)\[(\w+) eq (?:"((?:[^"\\]|\\.)*)"|(true|false))\](?:\.(\w+))?$/i

/**
 * A patch as it is sent, for the resource as it is. To add to a value that is not there makes it, as Entra means it: it has no other
 * way to give somebody their first work telephone. To replace what is not there stays an error (RFC 7644, 3.5.2.3).
 */
export const asPatched = (body: unknown, resource: object): unknown => {
  if (!isObject(body) || !Array.isArray(body.Operations)) return body
  const made = new Set<string>()
  const spoken = (operation: unknown): unknown => {
    if (!isObject(operation)) return operation
    const path = typeof operation.path === 'string' ? asNamed(operation.path) : undefined
    const value = path === undefined ? asSpoken(operation.value) : asValue(path, operation.value)
    const put = { ...operation, ...(path === undefined ? {} : { path }), ...('value' in operation ? { value } : {}) }
    const [, name = '', part = '', word, flag, sub] = one.exec(path ?? '') ?? []
    if (!name || !/^add$/i.test(String(operation.op))) return put
    const wanted = word ?? flag?.toLowerCase() === 'true'
    const key = `${name}[${part} ${wanted}]`
    const asFlag = isFlag(part) ? String(wanted).toLowerCase() === 'true' : wanted
    const there = ((resource as Record<string, unknown>)[name] ?? []) as readonly Record<string, unknown>[]
    if (made.has(key) || there.some(value => value[part] === asFlag)) return put
    made.add(key)
    const whole = sub === undefined ? (isObject(value) ? value : { value }) : { [sub]: value }
    return { op: 'add', path: name, value: [{ ...whole, [part]: asFlag }] }
  }
  return { ...body, Operations: body.Operations.map(spoken) }
}

/** A role's name, also where Entra gives an application's role as one text of JSON. */
export const roleIn = (value: string): string => {
  if (!value.startsWith('{')) return value
  try {
    const { value: name } = JSON.parse(value) as { value?: unknown }
    return typeof name === 'string' ? name : value
  } catch {
    return value
  }
}

/** Whether a text of it could not be kept as it is: a NUL, or half a character. */
export const isUnkeepable = (body: unknown): boolean => {
  if (typeof body === 'string') return body.includes('\0') || !body.isWellFormed()
  return isObject(body) && Object.entries(body).some(([name, value]) => isUnkeepable(name) || isUnkeepable(value))
}
