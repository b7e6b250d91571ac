export { staffTrainingPages } from './staff-training.page.ts'
