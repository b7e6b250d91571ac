export { pdfOf, wordOf } from '../reading.examples.ts'
