import { sql } from 'kysely'
import { openIdentity } from './kept-identity.ts'
import type { Right } from './roles.ts'
import { isOurs, type Marked, type StaffSession, staffColumns } from './session-mark.ts'
import type { Ground } from './transaction.ts'

/** What only somebody may do who has just proved, by more than a password, who they are (reference/security.md 3.5 and 7). */
const strongRights: readonly (Right | undefined)[] = [
  'open-urgently',
  'approve-access',
  'keep-training',
  'keep-agreements',
  'change-rules',
  'end-records',
]

/** Does this right ask for a stronger sign-in? */
export const asksForStrong = (right: Right | undefined): boolean => strongRights.includes(right)

/**
 * Did the provider vouch for this session by `acr`, at most so many minutes ago? The identity that it sent was verified when it
 * came and is kept with the session; a stronger sign-in begins a new session.
 */
export const isStrong = async (ground: Ground, tokenHash: Buffer, acr: string, minutes: number): Promise<boolean> => {
  const at = ground.now()
  const { rows } = await sql<StaffSession & Marked>`
    select ${staffColumns} from access.session where token_hash = ${tokenHash} and expires_at > ${at}
      and created_at > ${at}::timestamptz - make_interval(mins => ${minutes})`.execute(ground.db)
  const [row] = rows
  if (!row || !isOurs(ground.contextKey, row)) return false
  const identity = openIdentity(ground.contextKey, `reader ${row.user_id}`, row.id_token)
  const [, claims] = identity?.split('.') ?? []
  return claims !== undefined && JSON.parse(Buffer.from(claims, 'base64url').toString()).acr === acr
}
