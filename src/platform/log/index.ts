export { createLog, type Log, type LogFields, log } from './log.ts'
