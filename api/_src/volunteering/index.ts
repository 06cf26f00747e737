export { mayReview, maySteer } from './rights.ts'
