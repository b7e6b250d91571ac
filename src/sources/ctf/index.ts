export { ctf } from './ctf.source.ts'
