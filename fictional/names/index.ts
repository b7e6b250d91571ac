import { african, caribbean } from './african.ts'
import { arabic, bangladeshi, chinese, indian, pakistani } from './asian.ts'
import { british } from './british.ts'
import { irish, polish, romanian, welsh } from './european.ts'
import type { NameGroup } from './group.ts'

export type { NameGroup } from './group.ts'
export { nicknames, spellings, typo } from './variants.ts'

/** A community: how many of Northmere's families are of it, its names, and the codes that schools record for it. */
export interface Community {
  readonly weight: number
  readonly names: NameGroup
  readonly ethnicities: readonly string[]
  readonly languages: readonly string[]
}

/** Northmere's communities; the shares follow `reference/linkage.md` §4 with some of its groups divided. */
export const communities = {
  british: { weight: 690, names: british, ethnicities: ['WBRI', 'WBRI', 'WBRI', 'MWBC', 'MOTH'], languages: ['ENG'] },
  pakistani: { weight: 75, names: pakistani, ethnicities: ['APKN'], languages: ['URD', 'PNJ', 'ENG'] },
  bangladeshi: { weight: 25, names: bangladeshi, ethnicities: ['ABAN'], languages: ['BNG', 'ENG'] },
  indian: { weight: 30, names: indian, ethnicities: ['AIND'], languages: ['GUJ', 'PNJ', 'ENG'] },
  chinese: { weight: 10, names: chinese, ethnicities: ['CHNE'], languages: ['CHI', 'ENG'] },
  arabic: { weight: 20, names: arabic, ethnicities: ['OOTH'], languages: ['ARA'] },
  polish: { weight: 35, names: polish, ethnicities: ['WOTH'], languages: ['POL', 'ENG'] },
  romanian: { weight: 15, names: romanian, ethnicities: ['WOTH', 'WROM'], languages: ['RMN'] },
  welsh: { weight: 15, names: welsh, ethnicities: ['WBRI'], languages: ['CYM', 'ENG'] },
  irish: { weight: 20, names: irish, ethnicities: ['WIRI', 'WIRT', 'WBRI'], languages: ['ENG'] },
  african: { weight: 45, names: african, ethnicities: ['BAFR'], languages: ['ENG', 'SOM', 'YOR', 'TGR'] },
  caribbean: { weight: 20, names: caribbean, ethnicities: ['BCRB', 'MWBC'], languages: ['ENG'] },
} as const satisfies Record<string, Community>

export type CommunityName = keyof typeof communities
