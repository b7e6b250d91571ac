import type pg from 'pg'
import type { Key } from '../../platform/keys/index.ts'
import { admitFamily, findFamily } from '../families/index.ts'
import type { SignedInFamily } from '../family.ts'
import type { Ground } from '../transaction.ts'
import { withProof } from './session.ts'

/** A family's account that has just signed in, with the token of its session; `csrf` is the proof in its forms. */
export const aFamily = async (
  owner: pg.Pool,
  ground: Ground,
  key: Key,
  subject: string,
  csrf = 'test',
): Promise<{ readonly family: SignedInFamily; readonly token: string }> => {
  const vouched = { issuer: 'urn:test:families', subject, idToken: undefined, email: `${subject}@example.org` }
  const token = (await admitFamily(ground, key, vouched, 'test', undefined)) ?? ''
  await withProof(owner, token, csrf)
  const family = await findFamily(ground, key, token)
  if (!family) throw new Error('The account is shut')
  return { family, token }
}
