import type { Careless } from './index.ts'
import type { Twin } from './twin-worlds.ts'

/** A validator made of all that is known of the child, whoever may read it: a browser is told that something hidden came. */
export const taggedByAll =
  ({ db }: Twin): Careless =>
  async (request, reply, body) => {
    const child = /^\/children\/([0-9a-f-]{36})/.exec(request.url)?.[1]
    if (!child) return body
    const { rows } = await db.owner.query(
      'select count(*) as facts from entry e join person p on p.id = e.child_id where p.uuid = $1',
      [child],
    )
    reply.header('etag', `"${rows[0].facts}"`)
    return body
  }

/** Pages that are kept by their address alone: whoever asks next reads what a colleague of another role read. */
export const keptByAddress = ({ site, world }: Twin): Careless => {
  const kept = new Map<string, string | undefined>()
  return async (request, reply, body) => {
    const { method, url } = request
    if (method !== 'GET' || reply.statusCode !== 200 || !url.endsWith('/timeline')) return body
    if (!kept.has(url)) {
      // the colleague's own answer comes through here too
      kept.set(url, undefined)
      const colleague = world.readers.get('social-worker')
      if (colleague) kept.set(url, (await (await site.signIn(colleague)).get(url)).body)
    }
    return kept.get(url) ?? body
  }
}

/** A page that is not there says by which rule: a child who is kept from the reader is told from one who does not exist. */
export const sayingWhy =
  ({ db }: Twin): Careless =>
  async (request, reply, body) => {
    if (reply.statusCode !== 404) return body
    const { rows } = await db.owner.query('select rule from access.access_event where request_id = $1', [request.id])
    return `${String(body)}<!-- ${rows[0]?.rule} -->`
  }

/** A list in the order of what is known, whoever may read it: the next day that something is due comes first, or last. */
export const sortedByAll =
  ({ db }: Twin): Careless =>
  async (request, _reply, body) => {
    if (request.url !== '/my-children') return body
    const { rows } = await db.owner.query<{ uuid: string; due: string }>(
      'select p.uuid, count(e.due_on) as due from person p join entry e on e.child_id = p.id group by p.uuid',
    )
    const due = new Map(rows.map(row => [row.uuid, Number(row.due)]))
    const dueOf = (line: string) => due.get(/\/children\/([0-9a-f-]{36})/.exec(line)?.[1] ?? '') ?? 0
    return String(body).replace(/<tbody[^>]*>([\s\S]*?)<\/tbody>/, (_all, lines: string) =>
      (lines.match(/<tr[\s\S]*?<\/tr>/g) ?? []).sort((a, b) => dueOf(a) - dueOf(b)).join(''),
    )
  }

/** A search that suggests every word of the dictionary, whoever's it is. */
export const suggestingAll =
  ({ db }: Twin): Careless =>
  async (request, _reply, body) => {
    if (!request.url.startsWith('/find/')) return body
    const { rows } = await db.owner.query(`select string_agg(word, ' ' order by word) as words from search_word`)
    return `${String(body)}<!-- Did you mean ${rows[0].words}? -->`
  }

/** The record of access says of how many records some were looked at, those that are kept from its reader among them. */
export const auditingAll =
  ({ db }: Twin): Careless =>
  async (request, _reply, body) => {
    if (request.url !== '/who-looked') return body
    const { rows } = await db.owner.query('select count(*) as records from person')
    return `${String(body)}<!-- of ${rows[0].records} records -->`
  }
