import { sql } from 'kysely'
import { actorContext, findColleague, performRoute, withContext } from '../../access/index.ts'
import { meetingPages } from '../../children/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import { recordKinds } from '../domains.ts'
import type { OnRecord } from './arranged.ts'

type Called = { readonly address: string; readonly meeting: string; readonly caller: number; readonly people: string[] }

/**
 * The packs of Yousef's called meeting, for everybody who is asked: made by Sasha Quill on the page on which a worker makes them. `desk` is the
 * login of the pages. Done again it adds nothing.
 */
export const keepPacks = async (desk: IntakeGround, ground: IntakeGround, children: OnRecord): Promise<void> => {
  const child = children.get('yousef')
  if (child === undefined) return
  const found = await withContext(ground, actorContext('arrangements', ground.now()), async tx => {
    const { rows } = await sql<Called>`
      select p.uuid as address, coalesce(e.body->>'meeting', e.uuid::text) as meeting, e.number::int as caller,
        array(select one->>'key' from jsonb_array_elements(e.body->'people') one) as people
      from entry e join person p on p.id = e.child_id
      where e.child_id = ${child} and e.kind = 'meeting' and e.status = 'called' and e.known_to = 'infinity'
        and not exists (select from entry k where k.child_id = e.child_id and k.kind = 'meeting-pack')`.execute(tx)
    const [called] = rows
    const reader = called && (await findColleague({ tx, at: ground.now() }, called.caller))
    return called && reader ? { called, reader } : undefined
  })
  if (!found) return
  const { called, reader } = found
  const route = meetingPages({ ground: desk, kinds: recordKinds }).find(
    one => one.path.endsWith('/prepare/:person') && one.sort === 'child-action',
  )
  if (!route) throw new Error('Nobody can make a pack')
  const form = { step: 'seal', period: 'all', sections: ['early-help'], leftOut: ['yes'] }
  for (const person of called.people) {
    const params = { child: called.address, meeting: called.meeting, person }
    const answer = await performRoute(desk, route, reader, {
      params,
      query: {},
      form,
      files: [],
      requestId: 'northmere',
    })
    if (!('redirect' in answer)) throw new Error('A pack of Northmere could not be made')
  }
}
