import { InvalidInput } from '../kernel/index.ts'
import type { Log } from '../platform/log/index.ts'
import type { VirusScan } from '../platform/web/index.ts'
import type { Input } from './page.ts'

/** What uploads are looked through with; without a scanner nothing is looked through. */
type Looking = { readonly virusScan?: VirusScan | undefined; readonly log: Log; readonly requestId: string }

/** @throws InvalidInput where a file holds a virus, and where the scanner cannot say. */
export const lookThrough = async ({ virusScan, log, requestId }: Looking, files: Input['files']): Promise<void> => {
  if (!virusScan) return
  for (const { path } of files) {
    const found = await virusScan(path).catch(error => {
      log.error('upload.not-scanned', { requestId, error })
      throw new InvalidInput(
        'Files cannot be checked for viruses at present, so nothing was kept.',
        'Send it again in a few minutes. If that does not help, tell your IT service.',
      )
    })
    if (found === 'clean') continue
    log.warn('upload.infected', { requestId })
    throw new InvalidInput(
      'A file you sent holds a virus, so nothing was kept.',
      'Do not open it. Tell your IT service which computer or message it came from.',
    )
  }
}
