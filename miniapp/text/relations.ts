export { relationWords } from '../../shared/people/relation-words.ts'
