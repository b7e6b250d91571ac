import { Type } from 'typebox'
import { deskAction, deskPage } from '../../access/index.ts'
import { isUuid, NotFound } from '../../kernel/index.ts'
import { listFeedKeys, makeFeedKey, revokeFeedKey, secretOf } from '../push/feed-keys.actions.ts'
import { findSource } from '../run.ts'
import { listSendingSchools } from '../school-feeds.queries.ts'
import { common } from './imports.page.ts'
import type { ImportParts } from './parts.ts'
import type { Desk } from './runs.queries.ts'
import { schoolsExamples } from './schools.examples.ts'
import { type SchoolsData, schoolsAddress, schoolsView } from './schools.view.ts'
import { findSourceDetails, type NamedSource } from './sources.queries.ts'

const findSchoolSource = async (parts: ImportParts, desk: Desk, address: string | undefined): Promise<NamedSource> => {
  const { id, name } = await findSourceDetails(desk, address ?? '')
  if (!findSource(await parts.sources(desk), id)?.bySchool)
    throw new NotFound('Schools do not send this source by themselves.', 'Choose another from the list of sources.')
  return { id, name }
}

const loadSchools = async (desk: Desk): Promise<Pick<SchoolsData, 'sending' | 'keys'>> => ({
  sending: await listSendingSchools(desk),
  keys: await listFeedKeys(desk),
})

/** `/sources/:source/schools`: which schools send it by themselves, and their keys. */
export const schoolsPage = (parts: ImportParts) =>
  deskPage({
    ...common,
    path: '/sources/:source/schools',
    purpose: 'see which schools send their data by themselves',
    load: async (desk, { params }): Promise<SchoolsData> => ({
      source: await findSchoolSource(parts, desk, params.source),
      ...(await loadSchools(desk)),
      faults: [],
    }),
    answer: (data, frame) => ({ page: schoolsView(data, frame) }),
    examples: schoolsExamples,
  })

/** POST: makes a key for a school, whose secret is on the answer alone. */
export const makeKeyAction = (parts: ImportParts) =>
  deskAction({
    ...common,
    path: '/sources/:source/schools',
    purpose: 'make a key for a school’s feed',
    form: Type.Object({ laestab: Type.String({ default: '', maxLength: 20 }) }),
    act: async (desk, { params, form }) => {
      const source = await findSchoolSource(parts, desk, params.source)
      const frame = { at: desk.at, csrf: desk.reader?.csrf ?? '' }
      const laestab = form.laestab.replace(/[\s/]/g, '')
      if (!/^\d{7}$/.test(laestab)) {
        const faults = [{ field: 'laestab', text: 'Write the seven digits of the school, like 8992017.' }]
        return {
          page: schoolsView({ source, ...(await loadSchools(desk)), given: form.laestab, faults }, frame),
          status: 422,
        }
      }
      const id = await makeFeedKey(desk, laestab)
      const made = { id, laestab, secret: secretOf(parts.ground, id) }
      return { page: schoolsView({ source, ...(await loadSchools(desk)), made, faults: [] }, frame) }
    },
  })

/** POST: revokes a key. */
export const revokeKeyAction = (parts: ImportParts) =>
  deskAction({
    ...common,
    path: '/sources/:source/schools/revoke',
    purpose: 'revoke the key of a school’s feed',
    form: Type.Object({ key: Type.String({ maxLength: 36 }) }),
    act: async (desk, { params, form }) => {
      const { id } = await findSchoolSource(parts, desk, params.source)
      if (!isUuid(form.key))
        throw new NotFound('There is no such key in use.', 'Go back to the schools of this source.')
      await revokeFeedKey(desk, form.key)
      return { redirect: schoolsAddress(id), flash: 'The key is revoked. What comes under it is refused from now on.' }
    },
  })
