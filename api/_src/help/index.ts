export { lifeNoter } from './wellness/life-noter.ts'
export { noteSignOfLife } from './wellness/signs.ts'
export { welfareCheck } from './wellness/welfare-check.ts'
