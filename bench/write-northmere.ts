// Writes Northmere's files into a folder and says how many bytes they are: `node bench/write-northmere.ts FOLDER CHILDREN`.
import { writeFiles } from './arrivals.ts'

const [dir = '', children] = process.argv.slice(2)
const { bytes } = await writeFiles(dir, Number(children), 1)
process.stdout.write(String(bytes))
