import { Worker } from 'node:worker_threads'
import type { PdfBlock, PdfDocument } from './tagged-pdf.ts'

export type { PdfBlock, PdfDocument }

/**
 * A document as a tagged PDF (`tagged-pdf.ts`), made beside the pages: fonts and layout take a second of processor at first.
 * @throws Error where it could not be made, without any word of the document.
 */
export const taggedPdf = async (document: PdfDocument): Promise<Buffer> =>
  await new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
      workerData: document,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
    worker.once('error', () => reject(new Error('The PDF could not be made.')))
    worker.once('exit', () => reject(new Error('The PDF could not be made.')))
  })
