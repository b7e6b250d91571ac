export { evenAnswers, type LeastTime } from './even-answers.ts'
export { type ReceivedForm, receiveForm, type SavedUpload, saveAs, type WebOptions, webServer } from './server.ts'
export { clamdScan, type VirusScan } from './virus-scan.ts'
