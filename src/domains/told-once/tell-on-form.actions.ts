import type { CommandGrant } from '../../access/index.ts'
import type { KnownChange } from '../../children/index.ts'
import { type TellOptions, tellChange } from './tell.actions.ts'
import { toldOf } from './told-service.ts'

const kinds = ['school', 'household', 'doctor', 'language'] as const satisfies readonly KnownChange['kind'][]

/** The services outside that are told of what a form corrects, by name: the same for every child. */
export const toldOnForms = ({ services }: TellOptions): readonly string[] => [
  ...new Set(kinds.flatMap(kind => toldOf(services, kind).map(({ name }) => name))),
]

/** Tells once what was corrected on a form of a service: by the same gate as what is told on a page of its own. */
export const tellOnForm =
  (options: TellOptions) =>
  async (command: CommandGrant<'recorder'>, childId: number, change: KnownChange): Promise<void> => {
    await tellChange(command, change, { childId }, options)
  }
