// Makes one document in a thread of its own, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { makePdf, type PdfDocument } from './tagged-pdf.ts'

parentPort?.postMessage(await makePdf(workerData as PdfDocument))
