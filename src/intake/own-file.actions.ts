import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IntakeGround } from './ground.ts'
import { openingPrefix } from './raw-files.actions.ts'

/** Puts what somebody told in a form into a file of its own, to go in by the way that every file goes; the file is gone afterwards. */
export const withOwnFile = async <T>(
  ground: IntakeGround,
  { name, text }: { readonly name: string; readonly text: string },
  use: (path: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(ground.tempDir ?? tmpdir(), openingPrefix))
  try {
    const path = join(folder, name)
    await writeFile(path, text, { mode: 0o600 })
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
