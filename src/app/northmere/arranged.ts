import type { Authority } from '../../../fictional/index.ts'
import type { ChildArrangements } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

/** The number of each hard case on record, by its short name; missing where no file has brought the child. */
export type OnRecord = ReadonlyMap<string, number>

const reasonForAddress = 'The address is protected'
const reasonForSeal = 'Adoption: the two identities must never meet'

/** What Northmere arranges about children, once they are on record. Who is not on record is left out. */
export const arrangedFor = (authority: Authority, children: OnRecord): ChildArrangements => {
  const of = <T, U>(list: readonly T[], name: (one: T) => string, make: (one: T, child: number) => U): U[] =>
    list.flatMap(one => {
      const child = children.get(name(one))
      return child === undefined ? [] : [make(one, child)]
    })
  return {
    conflicts: of(
      authority.conflicts,
      one => one.child,
      ({ staff, why }, child) => ({ staff, why, child }),
    ),
    shields: [
      ...of(
        authority.restricted,
        one => one.child,
        ({ reason, holder, allowed }, child) => ({
          child,
          kind: 'restricted' as const,
          reason,
          holders: [holder],
          allowed,
        }),
      ),
      ...of(
        authority.sealed,
        one => one.protect,
        ({ holders }, child) => ({ child, kind: 'sealed' as const, reason: reasonForSeal, holders, allowed: [] }),
      ),
      ...of(
        authority.protectedAddresses,
        one => one.child,
        ({ allowed }, child) => ({
          child,
          kind: 'protected' as const,
          reason: reasonForAddress,
          holders: allowed.slice(0, 1),
          allowed,
        }),
      ),
    ],
    schoolLinks: authority.schoolLinks.map(link => ({ ...link, from: link.from as PlainDate })),
    work: of(
      authority.involvements,
      one => one.child,
      (one, child) => ({
        child,
        by: one.team ? { kind: 'team' as const, key: one.team } : { kind: 'user' as const, key: one.staff ?? '' },
        kind: one.kind,
        from: one.from as PlainDate,
        ...(one.to ? { to: one.to as PlainDate } : {}),
        ...(one.why ? { why: one.why } : {}),
      }),
    ),
  }
}
